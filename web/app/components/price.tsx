import { useEffect, useRef, useState } from "react";

import type { Money } from "../format/money.ts";
import { formatMoney, formatMoneyParts } from "../format/money.ts";
import { useReader } from "../format/reader.tsx";
import { classNames } from "./class-names.ts";

const TEN_DIGITS = "0123456789".split("");
const ROLL_MS = 1_200;

/** True for a moment after the amount changed, so that the change is seen even where nothing moves. */
function useChanged(amountMinor: number): boolean {
  const [changed, setChanged] = useState(false);
  const last = useRef(amountMinor);
  useEffect(() => {
    if (last.current === amountMinor) return;
    last.current = amountMinor;
    setChanged(true);
    const timer = setTimeout(() => setChanged(false), ROLL_MS);
    return () => clearTimeout(timer);
  }, [amountMinor]);
  return changed;
}

function Digit({ digit }: { digit: string }) {
  return (
    <span className="price-digit">
      <span className="price-column" data-digit={digit}>
        {TEN_DIGITS.map((each) => (
          <span key={each}>{each}</span>
        ))}
      </span>
    </span>
  );
}

/**
 * A price in tabular figures that rolls from one value to the next. Digits are keyed from the right, so that the
 * cents stay cents when a thousand appears.
 */
export function Price({ money, className, exact }: { money: Money; className?: string; exact?: boolean }) {
  const { locale } = useReader();
  const changed = useChanged(money.amountMinor);
  const characters = formatMoneyParts(money, locale, { exact: exact ?? false }).flatMap((part) =>
    part.value.split(""),
  );
  return (
    <span className={classNames("price", className)} data-rolling={changed || undefined}>
      <span className="sr-only">{formatMoney(money, locale, { exact: exact ?? false })}</span>
      <span aria-hidden className="contents">
        {characters.map((character, index) => {
          const key = characters.length - index;
          if (/\d/.test(character)) return <Digit key={key} digit={character} />;
          return <span key={`${key}${character}`}>{character}</span>;
        })}
      </span>
    </span>
  );
}
