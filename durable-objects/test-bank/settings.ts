import { symmetricKey } from "../../contract/keys.ts";
import { z } from "../../contract/zod.ts";

/** What the bank reads of its environment. The Worker checks the whole of it at its start; the bank parses its own part. */
const bankSettings = z.object({
  ORIGIN: z.url(),
  /** Signs webhooks. */
  TEST_BANK_KEY: symmetricKey,
});

export const readBankSettings = (env: object): z.infer<typeof bankSettings> => bankSettings.parse(env);
