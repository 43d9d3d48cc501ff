import { createApi } from "../../../client/http/api.ts";
import { listMails } from "../../../contract/http/email.ts";
import { expect } from "./test.ts";

/** The link in the newest mail of this subject, from the mailbox that development has in place of a mail server. */
export async function findLink(origin: string, recipient: string, subject: string): Promise<string> {
  const api = createApi({ baseUrl: origin });
  let link = "";
  await expect(async () => {
    const { items } = await api.page(listMails, { query: { recipient, limit: 10 } });
    const text = items.find((mail) => mail.subject === subject)?.text ?? "";
    link = /https?:\/\/\S+/u.exec(text)?.[0] ?? "";
    expect(link, `a mail "${subject}" to ${recipient}`).not.toBe("");
  }).toPass({ timeout: 15_000 });
  return link;
}
