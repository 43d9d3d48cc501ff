import { endClaim } from "../../../db/settlement/end-claim.ts";
import type { WorkTools } from "../work-tools.ts";
import { submitEvidence } from "./submit-evidence.ts";

/** Does what is due about a dispute: one at a bank is answered, one between buyer and seller that nobody decided is ended. */
export async function lookAtDispute(tools: WorkTools, disputeId: string): Promise<void> {
  await tools.send(await endClaim(tools.client, disputeId, tools.now()));
  await submitEvidence(tools, disputeId);
}
