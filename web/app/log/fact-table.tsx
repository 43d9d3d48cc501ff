import { useState } from "react";

import type { Fact } from "../../../domain/room/fact.ts";
import { Button } from "../components/button.tsx";
import { Card } from "../components/card.tsx";
import type { Column } from "../components/table.tsx";
import { Table } from "../components/table.tsx";
import { useMoney } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { describeFact } from "./describe-fact.ts";

const ROWS_AT_ONCE = 200;

/** The facts in words, in their order, with the start of each hash. */
export function FactTable({ facts, currency }: { facts: readonly Fact[]; currency: string }) {
  const { shop } = useMessages();
  const format = useMoney();
  const [shown, setShown] = useState(ROWS_AT_ONCE);
  const words = shop.log;
  const show = (amountMinor: number) => format({ amountMinor, currency });
  const columns: readonly Column<Fact>[] = [
    {
      key: "seq",
      title: words.number,
      numeric: true,
      cell: (fact) => <span className="text-muted">{fact.seq}</span>,
    },
    { key: "time", title: words.time, cell: (fact) => <Time atMs={fact.atMs} format="clock" />, wide: true },
    { key: "event", title: words.event, cell: (fact) => describeFact(fact, words.events, show) },
    {
      key: "hash",
      title: words.hash,
      wide: true,
      cell: (fact) => (
        <code className="text-xs text-muted" title={fact.hash}>
          {fact.hash.slice(0, 12)}…
        </code>
      ),
    },
  ];
  return (
    <div className="grid gap-4">
      <Card className="overflow-hidden">
        <Table
          dense
          caption={words.facts}
          columns={columns}
          rows={facts.slice(0, shown)}
          rowKey={(fact) => String(fact.seq)}
        />
      </Card>
      {facts.length > shown ? (
        <Button className="justify-self-center" onClick={() => setShown((count) => count + ROWS_AT_ONCE)}>
          {words.more(Math.min(ROWS_AT_ONCE, facts.length - shown))}
        </Button>
      ) : null}
    </div>
  );
}
