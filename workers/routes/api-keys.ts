import { createApiKey, listApiKeys, renameApiKey, revokeApiKey } from "../../contract/http/api-keys.ts";
import type { ApiKey } from "../../contract/http/api-keys.ts";
import * as queries from "../../db/queries/api-keys.ts";
import { limits } from "../../domain/limits.ts";
import { getApiKeyHint, hashApiKey, makeApiKey } from "../accounts/api-key.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { requireFound } from "../middleware/ownership.ts";
import { Problem, notFound } from "../middleware/problem.ts";
import { auditAccount } from "./account-audit.ts";
import { endApiKeys } from "./live-sockets.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

const dayMs = 24 * 3_600_000;

const toApiKey = (row: queries.ApiKey): ApiKey => ({
  ...row,
  scopes: [...row.scopes],
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});

export function mountApiKeys(parts: Interface): void {
  mount(parts, listApiKeys, async (context) => {
    const { userId } = requireSignedIn(context);
    const rows = await queries.listApiKeys(context.get("postgres").database, userId);
    return { data: rows.map(toApiKey) };
  });
  mount(parts, createApiKey, async (context, { body }) => {
    const { userId } = requireSignedIn(context);
    const { name, scopes, expiresInDays } = body;
    const createdAt = new Date();
    const days = expiresInDays ?? null;
    const expiresAt = days === null ? null : new Date(createdAt.getTime() + days * dayMs);
    const key = makeApiKey();
    const kept = {
      userId,
      name,
      keyHash: hashApiKey(key),
      hint: getApiKeyHint(key),
      scopes,
      createdAt,
      expiresAt,
    };
    const created = await queries.createApiKey(context.get("postgres"), kept, limits.apiKeysPerAccountMax);
    if (!created.ok) {
      throw new Problem("too_many_api_keys", "Revoke a key you do not need any more first.", {
        details: { keysMax: limits.apiKeysPerAccountMax },
      });
    }
    const { id: apiKeyId } = created.value;
    await auditAccount(context, {
      actorId: userId,
      action: "api-key.created",
      apiKeyId,
      details: { scopes },
    });
    return { data: { ...toApiKey(created.value), key } };
  });
  mount(parts, renameApiKey, async (context, { params, body }) => {
    const { userId } = requireSignedIn(context);
    const target = { userId, keyId: params.id, name: body.name };
    const renamed = await queries.renameApiKey(context.get("postgres").database, target);
    return { data: toApiKey(requireFound(renamed, "API key")) };
  });
  mount(parts, revokeApiKey, async (context, { params }) => {
    const { userId } = requireSignedIn(context);
    const target = { userId, keyId: params.id, at: new Date() };
    if (!(await queries.revokeApiKey(context.get("postgres").database, target))) throw notFound("API key");
    await auditAccount(context, { actorId: userId, action: "api-key.revoked", apiKeyId: params.id });
    await endApiKeys(context, userId, [params.id]);
    return { data: null };
  });
}
