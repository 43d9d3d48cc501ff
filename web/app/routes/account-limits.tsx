import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";

import { listSelfLimits, saveSelfLimit } from "../../../contract/http/self-limits.ts";
import { appealStrike, readStrikes } from "../../../contract/http/strikes.ts";
import { AccountPage } from "../account/account-page.tsx";
import { LimitSection } from "../account/limit-section.tsx";
import { StrikeSection } from "../account/strike-section.tsx";
import { createApi } from "../api/api.server.ts";
import type { PageApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { findProblem } from "../api/form-outcome.ts";
import { readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { findOwnProfile, requireOwnProfile } from "../api/require.server.ts";
import { findReader } from "../format/find-reader.ts";
import { parseMoney } from "../format/money.ts";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction = () => [{ title: `${en.trust.limits.title} · ${en.common.brand}` }];

const mine = { params: { userId: "me" } } as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const [limits, standing] = await Promise.all([
    requireAnswer(api.call(listSelfLimits, mine)),
    requireAnswer(api.call(readStrikes, mine)),
  ]);
  return { limits, standing };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  return handleForm(request, {
    limit: async (form) => saveLimit(api, form, findReader(request, await findOwnProfile(api)).locale),
    appeal: (form) =>
      api.call(appealStrike, {
        params: { id: readText(form, "id") },
        body: { text: readText(form, "text") },
      }),
  });
}

function saveLimit(api: PageApi, form: FormData, locale: string) {
  const [currency, amount] = [readText(form, "currency"), readText(form, "amount")];
  const period = saveSelfLimit.body.shape.period.safeParse(readText(form, "period")).data ?? "auction";
  // Nothing takes the limit away; what is no amount is the interface's to refuse, as zero is.
  const limitMinor = amount === "" ? null : (parseMoney(amount, currency, locale) ?? 0);
  return api.call(saveSelfLimit, { ...mine, body: { currency, period, limitMinor } });
}

export default function AccountLimits() {
  const words = useMessages().trust.limits;
  const { limits, standing } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <AccountPage title={words.title} detail={words.detail} outcome={outcome} said={words.said}>
      <LimitSection limits={limits} problem={findProblem(outcome, "limit")} />
      <StrikeSection {...standing} outcome={outcome} />
    </AccountPage>
  );
}
