import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { Eye } from "lucide-react";

import { addWatch, listWatches, removeWatch } from "../../../contract/http/watchlist.ts";
import { AccountFrame } from "../account/account-frame.tsx";
import { AccountPage } from "../account/account-page.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { OlderLink } from "../account/older-link.tsx";
import { createApi } from "../api/api.server.ts";
import type { PageApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { findOwnProfile, requireOwnProfile } from "../api/require.server.ts";
import { readReturnTo } from "../api/return-to.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Card } from "../components/card.tsx";
import { ChoiceLink } from "../components/choice-link.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { useFreshData } from "../shop/use-fresh-data.ts";
import { findWatches } from "../watching/find-watches.server.ts";
import { WatchRow } from "../watching/watch-row.tsx";

/** What is live moves on by itself. */
const FRESH_EVERY_MS = 15_000;

const mine = { userId: "me" } as const;
const kinds = ["product", "lot", "auction"] as const;

export const meta: MetaFunction = () => [{ title: `${en.watching.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const params = new URL(request.url).searchParams;
  const kind = kinds.find((each) => each === params.get("kind"));
  const cursor = params.get("cursor");
  const { items, meta: page } = await requireAnswer(
    api.page(listWatches, {
      params: mine,
      query: { ...(kind ? { kind } : {}), ...(cursor ? { cursor } : {}) },
    }),
  );
  // Whether one is reminded of the sales that the things are in.
  const sales = items.flatMap(({ auctionId }) => auctionId ?? []);
  return {
    items,
    nextCursor: page.nextCursor,
    watches: await findWatches(api, sales),
    nowMs: Date.now(),
  };
}

/** The buttons of every page send here too, and without scripts are sent back to where they stand. */
export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const form = await request.clone().formData();
  const [to, intent] = [readReturnTo(form.get("to")), readText(form, "intent")];
  const isElsewhere = intent === "watch" || intent === "unwatch";
  if (isElsewhere && (await findOwnProfile(api)) === undefined) {
    throw redirect(`/login?to=${encodeURIComponent(to)}`);
  }
  const answer = await handleForm(request, watchForms(api));
  if (isElsewhere && answer.data.ok && readText(form, "stay") === "") throw redirect(to);
  return answer;
}

const watchForms = (api: PageApi) => {
  const remove = (form: FormData) =>
    api.call(removeWatch, { params: { ...mine, watchId: readText(form, "watchId") } });
  return {
    watch: (form: FormData) =>
      api.call(addWatch, {
        params: mine,
        body: {
          kind: addWatch.body.shape.kind.parse(readText(form, "kind")),
          subjectId: readText(form, "subjectId"),
        },
      }),
    unwatch: remove,
    remove,
  };
};

export default function Watchlist() {
  const { watching: words, trust } = useMessages();
  const { items, nextCursor, nowMs } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const [params] = useSearchParams();
  const kind = params.get("kind");
  useFreshData(outcome?.ok === false ? undefined : FRESH_EVERY_MS);
  const choices = [
    { value: null, label: words.all },
    ...kinds.map((value) => ({ value, label: words.kindNames[value] })),
  ];
  return (
    <AccountFrame>
      <AccountPage title={words.title} detail={words.detail} outcome={outcome} said={words.said}>
        <FormProblemAlert
          problem={outcome && !outcome.ok ? outcome.problem : undefined}
          said={{ ...trust.report.refused, ...words.button.refused }}
        />
        {items.length > 0 || kind ? (
          <nav aria-label={words.show} className="flex flex-wrap gap-2">
            {choices.map(({ value, label }) => (
              <ChoiceLink
                key={label}
                to={value ? `?kind=${value}` : "?"}
                label={label}
                isChosen={kind === value}
              />
            ))}
          </nav>
        ) : null}
        {items.length === 0 ? (
          <EmptyState
            icon={Eye}
            title={kind ? words.noneOfKind : words.empty}
            body={words.emptyBody}
            action={
              <ButtonLink to={kind === "auction" ? "/browse?show=sales" : "/browse"} variant="primary">
                {words.browse}
              </ButtonLink>
            }
          />
        ) : (
          <Card>
            <ul className="divide-y divide-line">
              {items.map((watch) => (
                <WatchRow key={watch.id} watch={watch} nowMs={nowMs} />
              ))}
            </ul>
          </Card>
        )}
        <OlderLink cursor={nextCursor} />
      </AccountPage>
    </AccountFrame>
  );
}
