import type { Client, ClientAuth } from "oauth4webapi";
import { providerIds } from "../../contract/http/identities.ts";
import type { ProviderId } from "../../contract/http/identities.ts";
import type { Settings } from "../env.ts";
import { findApple } from "./apple.ts";
import { findGoogle } from "./google.ts";

/** An OpenID Connect provider we are a client of. One file per provider. */
export interface IdentityProvider {
  readonly id: ProviderId;
  readonly name: string;
  readonly issuer: string;
  readonly client: Client;
  /** How we prove to its token endpoint that we are the client. */
  readonly proveClient: (now: Date) => Promise<ClientAuth>;
  readonly scope: string;
  /** True: it answers with a form posted across sites, with which a browser sends no `SameSite=Lax` cookie. */
  readonly postsBack: boolean;
}

const finders: Record<ProviderId, (settings: Settings) => IdentityProvider | undefined> = {
  google: findGoogle,
  apple: findApple,
};

/** Undefined where the provider is not configured, and for a name that is none. */
export function findIdentityProvider(settings: Settings, id: string): IdentityProvider | undefined {
  const known = providerIds.find((name) => name === id);
  return known === undefined ? undefined : finders[known](settings);
}

export const listIdentityProviders = (settings: Settings): IdentityProvider[] =>
  providerIds.flatMap((id) => findIdentityProvider(settings, id) ?? []);
