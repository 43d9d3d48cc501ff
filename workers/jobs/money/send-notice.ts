import { findNoticeToSend, markNoticeSent } from "../../../db/settlement/notice-to-send.ts";
import { findMailer } from "../../providers/mail.ts";
import type { WorkTools } from "../work-tools.ts";
import { writeLetter } from "./notice-letters.ts";

/** Sends a notice once; stopped between sending and marking it goes out twice, which is better than never. */
export async function sendNotice(tools: WorkTools, noticeId: string): Promise<void> {
  const { client, settings } = tools;
  const notice = await findNoticeToSend(client.database, noticeId);
  if (notice === undefined) return;
  // So that whoever follows the letter's link to their invoice finds it made.
  if (notice.kind === "order-paid") await tools.makeInvoice(notice.orderId);
  const at = tools.now();
  const letter = writeLetter(notice, settings);
  await findMailer(settings, client)?.send({ recipient: notice.email, ...letter }, at);
  await markNoticeSent(client.database, noticeId, at);
}
