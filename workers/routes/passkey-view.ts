import type { Passkey } from "../../contract/http/passkeys.ts";
import type { PasskeyRow } from "../../db/queries/passkeys.ts";

export const toPasskey = ({ id, name, isBackedUp, createdAt, lastUsedAt }: PasskeyRow): Passkey => ({
  id,
  name,
  isBackedUp,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});
