import { CircleCheck, CircleX, Hourglass } from "lucide-react";

import type { SellerApplication } from "../../../contract/http/seller-applications.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Card } from "../components/card.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

const ICONS = { pending: Hourglass, approved: CircleCheck, rejected: CircleX } as const;

/** How an application stands, and what the house said about it. */
export function ApplicationState({ application }: { application: SellerApplication }) {
  const { apply } = useMessages().trust;
  const { status, shopName, reason, createdAt } = application;
  const Icon = ICONS[status];
  const body = { pending: apply.pendingBody, approved: apply.approvedBody, rejected: apply.rejectedBody };
  return (
    <Card className="grid gap-3 p-5 sm:p-6">
      <h2 className="flex items-center gap-2.5 text-xl">
        <Icon aria-hidden size={24} className={status === "approved" ? "text-leading-text" : "text-muted"} />
        {apply.status[status]}
      </h2>
      <p className="max-w-prose">{body[status](shopName)}</p>
      {reason === null ? null : (
        <blockquote className="max-w-prose border-l-4 border-line-strong pl-4 whitespace-pre-line">
          {reason}
        </blockquote>
      )}
      <p className="text-sm text-muted">
        {apply.sent} <Time atMs={Date.parse(createdAt)} format="date" />
      </p>
      {status === "approved" ? (
        <div>
          <ButtonLink to="/seller" variant="primary">
            {apply.toShop}
          </ButtonLink>
        </div>
      ) : null}
    </Card>
  );
}
