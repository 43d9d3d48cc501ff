import type { ReactNode } from "react";

import type { Dashboard } from "../../../contract/http/dashboard.ts";
import { useMoney } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type Counted = Dashboard["buying"]["bidsPlaced"];
type MoneyByMonth = Dashboard["buying"]["money"][number];

/** One's bidding, buying and selling in numbers. Money stands by currency: sums never mix two. */
export function DashboardNumbers({ dashboard }: { dashboard: Dashboard }) {
  const words = useMessages().account.dashboard;
  const { buying, selling } = dashboard;
  return (
    <div className="grid gap-8">
      <Group title={words.buying}>
        {buying.money.map((money) => (
          <MoneyTile key={money.currency} label={words.spent} money={money} />
        ))}
        <CountTile label={words.lotsWon} counted={buying.lotsWon} />
        <CountTile label={words.bidsPlaced} counted={buying.bidsPlaced} />
        <CountTile label={words.auctionsJoined} counted={buying.auctionsJoined} />
      </Group>
      {selling ? (
        <Group title={words.selling}>
          {selling.money.map((money) => (
            <MoneyTile key={money.currency} label={words.sold} money={money} />
          ))}
          <CountTile label={words.lotsSold} counted={selling.lotsSold} />
          <Tile label={words.auctions} value={String(selling.auctions.ended)}>
            {words.auctionsAhead(selling.auctions.live, selling.auctions.scheduled)}
          </Tile>
        </Group>
      ) : null}
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-3">
      <h2 className="text-xl">{title}</h2>
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">{children}</dl>
    </section>
  );
}

function Tile({ label, value, children }: { label: string; value: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-1 rounded-md border border-line bg-surface p-4">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="font-display text-2xl font-bold tabular">{value}</dd>
      <dd className="text-sm text-muted tabular">{children}</dd>
    </div>
  );
}

function CountTile({ label, counted }: { label: string; counted: Counted }) {
  const words = useMessages().account.dashboard;
  return (
    <Tile label={label} value={String(counted.total)}>
      {words.months(String(counted.thisMonth), String(counted.lastMonth))}
    </Tile>
  );
}

function MoneyTile({ label, money }: { label: string; money: MoneyByMonth }) {
  const words = useMessages().account.dashboard;
  const format = useMoney();
  const say = (amountMinor: number) => format({ amountMinor, currency: money.currency });
  return (
    <Tile label={words.inCurrency(label, money.currency)} value={say(money.paidMinor)}>
      {words.months(say(money.thisMonthMinor), say(money.lastMonthMinor))}
      {money.pendingMinor > 0 ? (
        <span className="block font-medium text-text">{words.pending(say(money.pendingMinor))}</span>
      ) : null}
    </Tile>
  );
}
