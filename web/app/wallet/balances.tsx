import type { ReactNode } from "react";

import type { Wallet } from "../../../contract/http/wallet.ts";
import { classNames } from "../components/class-names.ts";
import { useMoney } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type Balance = Wallet["balances"][number];

/** What is whose turn it is to move, by currency: sums never mix two. */
export function Balances({ balances }: { balances: readonly Balance[] }) {
  const words = useMessages().wallet;
  return (
    <section aria-label={words.balances} className="grid gap-6">
      {balances.map((balance) => (
        <CurrencyBalance key={balance.currency} balance={balance} isOnly={balances.length === 1} />
      ))}
    </section>
  );
}

function CurrencyBalance({ balance, isOnly }: { balance: Balance; isOnly: boolean }) {
  const words = useMessages().wallet;
  const format = useMoney();
  const { currency, availableMinor, heldMinor, inTransitMinor, creditMinor } = balance;
  const say = (amountMinor: number) => format({ amountMinor, currency }, { exact: true });
  const name = (label: string) => (isOnly ? label : words.inCurrency(label, currency));
  return (
    <dl className="grid grid-cols-2 gap-3 md:grid-cols-[1.4fr_1fr_1fr]">
      <Tile isMain label={name(words.available)} value={say(availableMinor)} isOwed={availableMinor < 0}>
        {availableMinor < 0 ? words.owed : words.availableDetail}
      </Tile>
      <Tile label={name(words.held)} value={say(heldMinor)}>
        {words.heldDetail}
      </Tile>
      <Tile label={name(words.inTransit)} value={say(inTransitMinor)}>
        {words.inTransitDetail}
      </Tile>
      {creditMinor > 0 ? (
        <Tile isMain label={name(words.credit)} value={say(creditMinor)}>
          {words.creditDetail}
        </Tile>
      ) : null}
    </dl>
  );
}

type TileProps = { label: string; value: string; isMain?: boolean; isOwed?: boolean; children: ReactNode };

function Tile({ label, value, isMain = false, isOwed = false, children }: TileProps) {
  return (
    <div
      className={classNames(
        "grid content-start gap-1 rounded-md border border-line bg-surface p-4",
        isMain && "max-md:col-span-2",
      )}
    >
      <dt className="text-sm text-muted">{label}</dt>
      <dd
        className={classNames(
          "font-display font-bold tabular",
          isMain ? "text-3xl" : "text-xl md:text-2xl",
          isOwed && "text-live-text",
        )}
      >
        {value}
      </dd>
      <dd className="text-sm text-muted">{children}</dd>
    </div>
  );
}
