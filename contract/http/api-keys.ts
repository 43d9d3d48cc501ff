import { scopeNames } from "../../domain/access/scopes.ts";
import { limits } from "../../domain/limits.ts";
import { humanText } from "../room/common.ts";
import { z } from "../zod.ts";
import { idParams, moment, nothing } from "./common.ts";
import { endpoint } from "./endpoint.ts";

const scope = z.enum(scopeNames);

/** A key as its owner tells it from the others; never the key itself. */
const apiKeyFields = {
  id: z.string(),
  name: z.string(),
  hint: z.string().meta({ description: "How the key ends", examples: ["3kTq9x"] }),
  scopes: z.array(scope),
  createdAt: moment,
  expiresAt: moment.nullable(),
  lastUsedAt: moment.nullable().meta({ description: "To the minute" }),
};
export const apiKey = z.object(apiKeyFields).meta({ id: "ApiKey" });
export type ApiKey = z.infer<typeof apiKey>;

const name = humanText(60);
const tag = "API keys";

export const listApiKeys = endpoint({
  name: "listApiKeys",
  method: "get",
  path: "/api-keys",
  tag,
  summary: "Own API keys, the newest first",
  description: `All of them in one answer: there are at most ${limits.apiKeysPerAccountMax}.`,
  access: "signed-in",
  data: z.array(apiKey),
});

export const createApiKey = endpoint({
  name: "createApiKey",
  method: "post",
  path: "/api-keys",
  tag,
  summary: "Make an API key",
  description:
    "`key` is in this answer and never again, not in a replay of an Idempotency-Key either. Send it as " +
    "`Authorization: Bearer blz_…`; it opens the operations of its scopes and nothing else.",
  access: "signed-in",
  stepUp: "recent",
  body: z.object({
    name,
    scopes: z
      .array(scope)
      .min(1)
      .max(scopeNames.length)
      .refine((given) => new Set(given).size === given.length, "names a scope twice")
      .meta({ uniqueItems: true }),
    expiresInDays: z.int().min(1).max(limits.apiKeyDaysMax).nullish(),
  }),
  data: z.object({ ...apiKeyFields, key: z.string().optional() }).meta({ id: "NewApiKey" }),
  status: 201,
  idempotent: true,
  showOnce: ["key"],
  refusals: ["too_many_api_keys"],
});

export const renameApiKey = endpoint({
  name: "renameApiKey",
  method: "patch",
  path: "/api-keys/{id}",
  tag,
  summary: "Rename an API key",
  access: "signed-in",
  params: idParams,
  body: z.object({ name }),
  data: apiKey,
  refusals: ["not_found"],
});

export const revokeApiKey = endpoint({
  name: "revokeApiKey",
  method: "delete",
  path: "/api-keys/{id}",
  tag,
  summary: "Revoke an API key",
  description: "It stops working within half a minute everywhere, and sockets opened with it close.",
  access: "signed-in",
  stepUp: "recent",
  params: idParams,
  data: nothing,
  refusals: ["not_found"],
});
