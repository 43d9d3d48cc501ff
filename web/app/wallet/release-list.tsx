import { Link } from "@remix-run/react";

import type { Wallet } from "../../../contract/http/wallet.ts";
import { Section } from "../components/card.tsx";
import { Countdown } from "../format/countdown.tsx";
import { useMoney } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type Release = Wallet["nextReleases"][number];

/** Money on hold, order by order, with the time until it is one's own to take out. */
export function ReleaseList({ releases, nowMs }: { releases: readonly Release[]; nowMs: number }) {
  const words = useMessages().wallet.releases;
  return (
    <Section title={words.title} detail={words.detail}>
      {releases.length === 0 ? (
        <p className="text-muted">{words.none}</p>
      ) : (
        <ul aria-label={words.title} className="-my-4 divide-y divide-line sm:-my-5">
          {releases.map((release) => (
            <ReleaseRow key={release.orderId} release={release} nowMs={nowMs} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function ReleaseRow({ release, nowMs }: { release: Release; nowMs: number }) {
  const words = useMessages().wallet.releases;
  const format = useMoney();
  const { orderId, title, currency, amountMinor, releasesAt, reason } = release;
  const atMs = Date.parse(releasesAt);
  return (
    <li className="relative -mx-4 flex items-start justify-between gap-4 px-4 py-3.5 transition-colors hover:bg-hover sm:-mx-6 sm:px-6">
      <div className="min-w-0">
        <Link to={`/orders/${orderId}`} className="line-clamp-1 font-medium after:absolute after:inset-0">
          {title}
        </Link>
        <p className="text-sm text-muted">{words.reasons[reason]}</p>
      </div>
      <div className="shrink-0 text-right">
        <p className="font-semibold tabular">{format({ amountMinor, currency }, { exact: true })}</p>
        <p className="text-sm">
          <Countdown toMs={atMs} nowMs={nowMs} before={words.in} over={words.now} />
        </p>
        <p className="text-sm text-muted max-sm:hidden">
          <Time atMs={atMs} />
        </p>
      </div>
    </li>
  );
}
