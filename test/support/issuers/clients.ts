// What the tests' providers and the tests agree on; given by the project's global setup, issuer-setup.ts.
declare module "vitest" {
  interface ProvidedContext {
    /** An OpenID Connect provider as it should be. */
    realIssuer: string;
    /** One that answers as the test's code says. */
    scriptedIssuer: string;
    /** Apple's key of the team, PKCS #8 PEM. */
    applePrivateKey: string;
  }
}

/** The one client of the real provider. */
export const realClient = { id: "blytz-google", secret: "a-secret-of-the-real-issuer" } as const;

/** A client of the scripted one, as Google has them. */
export const scriptedClient = { id: "blytz-scripted", secret: "a-secret-of-the-scripted-issuer" } as const;

/** And one as Apple has them: its secret is a JWT of its team. */
export const appleClient = { id: "example.blytz.web", teamId: "TEAM123456", keyId: "KEY1234567" } as const;
