import type { ProofMethod } from "../../contract/http/step-up.ts";
import { hasSecondFactor } from "../../db/queries/second-factors.ts";
import type { Factors } from "../../db/queries/second-factors.ts";

/** The proofs that would do for this account: its second factors, or without one its password. Strongest first. */
export function listMethods(factors: Factors): ProofMethod[] {
  if (!hasSecondFactor(factors)) return factors.hasPassword ? ["password"] : [];
  const methods: ProofMethod[] = [];
  if (factors.hasPasskey) methods.push("passkey");
  if (factors.hasTotp) methods.push("totp");
  if (factors.recoveryCodesLeft > 0) methods.push("recovery");
  return methods;
}
