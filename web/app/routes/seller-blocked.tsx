import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { UserX } from "lucide-react";
import { v7 } from "uuid";

import { listAuctions } from "../../../contract/http/auctions.ts";
import { listOrders } from "../../../contract/http/orders.ts";
import { blockBidder, listBlockedBidders, unblockBidder } from "../../../contract/http/seller-blocks.ts";
import { AccountPage } from "../account/account-page.tsx";
import { ConfirmForm } from "../account/confirm-form.tsx";
import { Disclosure } from "../account/disclosure.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { OlderLink } from "../account/older-link.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import type { FormOutcome } from "../api/form-outcome.ts";
import { findProblem } from "../api/form-outcome.ts";
import { readKey, readOptionalText, readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { requireSeller } from "../api/require.server.ts";
import { Avatar } from "../components/avatar.tsx";
import { Button } from "../components/button.tsx";
import { Card, Section } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { Time } from "../format/time-element.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

/** As many as one looks through in a list of choices. */
const OFFERED_MAX = 50;

export const meta: MetaFunction = () => [{ title: `${en.seller.blocked.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireSeller(api, request);
  const cursor = new URL(request.url).searchParams.get("cursor");
  const [blocked, orders, sales] = await Promise.all([
    requireAnswer(api.page(listBlockedBidders, { query: cursor ? { cursor } : {} })),
    requireAnswer(api.page(listOrders, { query: { side: "seller", limit: OFFERED_MAX } })),
    requireAnswer(api.page(listAuctions, { query: { sellerId: "me", limit: OFFERED_MAX } })),
  ]);
  return {
    blocked: blocked.items,
    nextCursor: blocked.meta.nextCursor,
    buyers: orders.items.map(({ id, buyerName, title }) => ({ value: id, label: `${buyerName} · ${title}` })),
    sales: sales.items.map(({ id, title }) => ({ value: id, label: title })),
    formKey: v7(),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const readReason = (form: FormData) => readOptionalText(form, "reason") ?? null;
  return handleForm(request, {
    "block-buyer": (form) =>
      api.call(blockBidder, {
        body: { orderId: readText(form, "orderId"), reason: readReason(form) },
        ...readKey(form),
      }),
    "block-paddle": (form) =>
      api.call(blockBidder, {
        body: {
          auctionId: readText(form, "auctionId"),
          paddle: Number(readText(form, "paddle")),
          reason: readReason(form),
        },
        ...readKey(form),
      }),
    unblock: (form) => api.call(unblockBidder, { params: { id: readText(form, "id") } }),
  });
}

export default function SellerBlocked() {
  const words = useMessages().seller.blocked;
  const { blocked, nextCursor } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-8 md:py-12">
      <AccountPage title={words.title} detail={words.detail} outcome={outcome} said={words.said}>
        <FormProblemAlert problem={findProblem(outcome, "unblock")} said={words.refused} />
        {blocked.length === 0 ? (
          <EmptyState icon={UserX} title={words.empty} body={words.emptyBody} />
        ) : (
          <Card>
            <ul className="divide-y divide-line">
              {blocked.map(({ id, displayName, reason, createdAt }) => (
                <li key={id} className="flex items-center gap-4 p-4 sm:px-6">
                  <Avatar name={displayName} />
                  <div className="min-w-0 flex-1">
                    <h2 className="font-sans text-base font-semibold tracking-normal">{displayName}</h2>
                    <p className="text-sm break-words text-muted">
                      {reason ? `${reason} · ` : ""}
                      {words.since} <Time atMs={Date.parse(createdAt)} format="date" />
                    </p>
                  </div>
                  <ConfirmForm
                    intent="unblock"
                    values={{ id }}
                    button={words.unblock}
                    label={words.unblockLabel(displayName)}
                    question={words.question(displayName)}
                    body={words.questionBody}
                  />
                </li>
              ))}
            </ul>
          </Card>
        )}
        <OlderLink cursor={nextCursor} />
        <BlockForms outcome={outcome} />
      </AccountPage>
    </div>
  );
}

/** By what one knows somebody by: what they bought, or the paddle they bid with. */
function BlockForms({ outcome }: { outcome: FormOutcome | undefined }) {
  const words = useMessages().seller.blocked;
  const { buyers, sales, formKey, blocked } = useLoaderData<typeof loader>();
  const sent = useNavigation().formData?.get("intent");
  const [ofBuyer, ofPaddle] = [findProblem(outcome, "block-buyer"), findProblem(outcome, "block-paddle")];
  if (sales.length === 0) return null;
  const reason = (
    <Input label={words.reason} name="reason" optional maxLength={300} hint={words.reasonHint} />
  );
  return (
    <Section title={words.block} detail={words.blockDetail}>
      {/* New ones after each change, so that the forms are empty and closed again. */}
      <div key={blocked.length} className="grid gap-3">
        {buyers.length === 0 ? null : (
          <Disclosure label={words.byOrder} open={ofBuyer !== undefined}>
            <Form method="post" preventScrollReset className="grid gap-4">
              <input type="hidden" name="intent" value="block-buyer" />
              <input type="hidden" name="key" value={formKey} />
              <FormProblemAlert problem={ofBuyer} said={words.refused} />
              <Select label={words.buyer} name="orderId" options={buyers} />
              {reason}
              <Button
                type="submit"
                variant="danger"
                pending={sent === "block-buyer"}
                className="justify-self-start"
              >
                {words.submit}
              </Button>
            </Form>
          </Disclosure>
        )}
        <Disclosure label={words.byPaddle} open={ofPaddle !== undefined}>
          <Form method="post" preventScrollReset className="grid gap-4">
            <input type="hidden" name="intent" value="block-paddle" />
            <input type="hidden" name="key" value={formKey} />
            <FormProblemAlert problem={ofPaddle} said={words.refused} />
            <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_8rem]">
              <Select label={words.sale} name="auctionId" options={sales} />
              <Input label={words.paddle} name="paddle" inputMode="numeric" pattern="[0-9]+" required />
            </div>
            {reason}
            <Button
              type="submit"
              variant="danger"
              pending={sent === "block-paddle"}
              className="justify-self-start"
            >
              {words.submit}
            </Button>
          </Form>
        </Disclosure>
      </div>
    </Section>
  );
}
