import { createHash, generateKeyPairSync } from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { SignJWT, UnsecuredJWT, exportJWK, jwtVerify } from "jose";
import { z } from "zod";
import { appleClient, scriptedClient } from "./clients.ts";
import { serve } from "./serve.ts";
import type { Served } from "./serve.ts";

/** What the ID token for a code is to be: the code is this, as base64url of JSON. */
const scriptSchema = z.object({
  challenge: z.string(),
  claims: z.record(z.string(), z.unknown()),
  /** `none`: without a signature; `stranger`: with a key nobody published. */
  signature: z.enum(["own", "none", "stranger"]).default("own"),
});

/**
 * Answers with whatever ID token the code asks for, so that a test can lie as a provider would. It is strict about what it
 * is asked with: PKCE must fit, a code works once, and Apple's client proves itself with a JWT of its team.
 */
export const startScriptedIssuer = (teamKey: KeyObject): Promise<Served> =>
  serve((url) => {
    const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const spent = new Set<string>();
    const documents: Record<string, () => unknown> = {
      "/.well-known/openid-configuration": () => ({
        issuer: url,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        jwks_uri: `${url}/jwks`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      }),
      "/jwks": async () => ({
        keys: [{ ...(await exportJWK(own.publicKey)), kid: "own", alg: "RS256", use: "sig" }],
      }),
    };

    const trade = async (form: URLSearchParams): Promise<[number, object]> => {
      const code = form.get("code") ?? "";
      const { challenge, claims, signature } = scriptSchema.parse(
        JSON.parse(Buffer.from(code, "base64url").toString()),
      );
      if (!(await isClient(form, teamKey, url))) return [401, { error: "invalid_client" }];
      const verifier = form.get("code_verifier") ?? "";
      const isProved = createHash("sha256").update(verifier).digest("base64url") === challenge;
      if (spent.has(code) || !isProved) return [400, { error: "invalid_grant" }];
      spent.add(code);
      const payload = { iss: url, aud: form.get("client_id") ?? "", ...claims };
      const idToken =
        signature === "none"
          ? new UnsecuredJWT(payload).setIssuedAt().setExpirationTime("5m").encode()
          : await new SignJWT(payload)
              .setProtectedHeader({ alg: "RS256", kid: "own" })
              .setIssuedAt()
              .setExpirationTime(typeof claims["exp"] === "number" ? claims["exp"] : "5m")
              .sign(signature === "own" ? own.privateKey : stranger.privateKey);
      return [200, { access_token: "unused", token_type: "Bearer", expires_in: 300, id_token: idToken }];
    };

    return async (request, response) => {
      const { pathname } = new URL(request.url ?? "/", url);
      const document = documents[pathname];
      const [status, body] =
        document === undefined ? await trade(await readForm(request)) : [200, await document()];
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(JSON.stringify(body));
    };
  });

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return new URLSearchParams(Buffer.concat(parts).toString());
}

async function isClient(form: URLSearchParams, teamKey: KeyObject, issuer: string): Promise<boolean> {
  const secret = form.get("client_secret") ?? "";
  if (form.get("client_id") !== appleClient.id) return secret === scriptedClient.secret;
  const options = {
    algorithms: ["ES256"],
    issuer: appleClient.teamId,
    subject: appleClient.id,
    audience: issuer,
  };
  const verified = await jwtVerify(secret, teamKey, options).catch(() => undefined);
  return verified?.protectedHeader.kid === appleClient.keyId;
}
