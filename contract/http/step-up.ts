import { z } from "../zod.ts";

/** Ways to prove oneself, in `details.methods` of `mfa_required` and `mfa_code_required`. */
export const proofMethod = z.enum(["passkey", "totp", "recovery", "password"]);
export type ProofMethod = z.infer<typeof proofMethod>;
