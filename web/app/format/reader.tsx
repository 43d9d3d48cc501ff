import type { ReactNode } from "react";
import { createContext, useContext } from "react";

import { defaultLocale } from "../../../domain/locale.ts";
import type { Money } from "./money.ts";
import { formatMoney } from "./money.ts";

/** What shapes the words and numbers a reader sees. */
export type Reader = {
  /** One of `domain/locale.ts`: the account's own choice, else the browser's. */
  readonly locale: string;
  /** IANA name; UTC until the browser has told us. */
  readonly timeZone: string;
};

/** Until a page knows its reader, and where it could not be made. */
export const defaultReader: Reader = { locale: defaultLocale, timeZone: "UTC" };

const ReaderContext = createContext<Reader>(defaultReader);

export function ReaderProvider({ reader, children }: { reader: Reader; children: ReactNode }) {
  return <ReaderContext.Provider value={reader}>{children}</ReaderContext.Provider>;
}

export function useReader(): Reader {
  return useContext(ReaderContext);
}

/** A formatter bound to the reader's locale. */
export function useMoney(): (money: Money, options?: { exact?: boolean }) => string {
  const { locale } = useReader();
  return (money, options) => formatMoney(money, locale, options);
}
