import { KeyRound } from "lucide-react";

import type { ApiKey } from "../../../contract/http/api-keys.ts";
import { Badge } from "../components/badge.tsx";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { ConfirmForm } from "./confirm-form.tsx";

type KeyListProps = {
  apiKeys: readonly ApiKey[];
  /** When the page was read: what expires meanwhile is said on the next. */
  nowMs: number;
};

export function KeyList({ apiKeys, nowMs }: KeyListProps) {
  const { keys } = useMessages();
  if (apiKeys.length === 0) return <EmptyState icon={KeyRound} title={keys.empty} body={keys.emptyBody} />;
  return (
    <Card>
      <ul aria-label={keys.title} className="divide-y divide-line">
        {apiKeys.map((apiKey) => (
          <KeyRow key={apiKey.id} apiKey={apiKey} nowMs={nowMs} />
        ))}
      </ul>
    </Card>
  );
}

function KeyRow({ apiKey, nowMs }: { apiKey: ApiKey; nowMs: number }) {
  const { keys } = useMessages();
  const { id, name, hint, scopes, lastUsedAt, expiresAt } = apiKey;
  const isExpired = expiresAt !== null && Date.parse(expiresAt) <= nowMs;
  return (
    <li className="grid gap-3 px-4 py-4 sm:px-6">
      <div className="flex items-start gap-4">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
            <span className="break-words">{name}</span>
            <code className="text-sm font-normal text-muted">blz_…{hint}</code>
            {isExpired ? <Badge tone="live">{keys.expired}</Badge> : null}
          </p>
          <p className="text-sm text-muted">
            {lastUsedAt ? (
              <>
                {keys.used} <Time atMs={Date.parse(lastUsedAt)} />
              </>
            ) : (
              keys.neverUsed
            )}
            {" · "}
            {expiresAt ? (
              <>
                {isExpired ? keys.expired : keys.expires} <Time atMs={Date.parse(expiresAt)} format="date" />
              </>
            ) : (
              keys.neverExpires
            )}
          </p>
        </div>
        <ConfirmForm
          intent="revoke-key"
          values={{ id }}
          button={keys.revoke}
          label={keys.revokeLabel(name)}
          variant="danger"
          question={keys.revokeQuestion(name)}
          body={keys.revokeBody}
        />
      </div>
      <ul className="flex flex-wrap gap-1.5">
        {scopes.map((scope) => (
          <li key={scope}>
            <Badge tone="outline">{keys.scopeTexts[scope].title}</Badge>
          </li>
        ))}
      </ul>
    </li>
  );
}
