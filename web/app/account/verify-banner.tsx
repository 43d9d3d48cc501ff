import { useFetcher } from "@remix-run/react";
import { MailWarning } from "lucide-react";

import { findProblem } from "../api/form-outcome.ts";
import { Button } from "../components/button.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import type { action } from "../routes/account.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

/** Asks for the press in the mail that proves the address, wherever in the account its owner is. */
export function VerifyBanner({ email }: { email: string }) {
  const words = useMessages().access.banner;
  const { Form, data, state } = useFetcher<typeof action>();
  return (
    <section
      aria-labelledby="verify-banner"
      className="grid gap-3 rounded-md border border-line bg-surface px-4 py-4 sm:px-6"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <MailWarning aria-hidden size={22} className="shrink-0 text-live-text" />
        <div className="min-w-0 flex-1 basis-52">
          <h2 id="verify-banner" className="text-base">
            {words.title}
          </h2>
          <p className="text-sm break-words text-muted">{words.body(email)}</p>
        </div>
        <Form method="post" action="/account">
          <input type="hidden" name="intent" value="resend-email" />
          <Button type="submit" size="sm" pending={state !== "idle"}>
            {words.resend}
          </Button>
        </Form>
      </div>
      <p role="status" className="text-sm font-medium text-leading-text empty:hidden">
        {data?.ok ? words.resent : ""}
      </p>
      <FormProblemAlert problem={findProblem(data, "resend-email")} />
    </section>
  );
}
