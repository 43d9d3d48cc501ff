import { replaceRecoveryCodes } from "../../db/queries/recovery-codes.ts";
import type { AppContext } from "../environment.ts";
import { hashRecoveryCode, makeRecoveryCodes } from "./recovery-code.ts";

/** Ten new codes in place of all there were; this is the only time they are known. */
export async function issueRecoveryCodes(context: AppContext, userId: string): Promise<string[]> {
  const codes = makeRecoveryCodes();
  const hashes = codes.map((code) => hashRecoveryCode(context.get("settings"), userId, code));
  await replaceRecoveryCodes(context.get("postgres").database, userId, hashes);
  return codes;
}
