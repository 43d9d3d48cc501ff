const RULES = new Intl.PluralRules("en");

/** Joins a count to the right English word: `plural(1, "bid", "bids")` is "1 bid". */
export function plural(count: number, one: string, other: string): string {
  return `${count.toLocaleString("en")} ${RULES.select(count) === "one" ? one : other}`;
}
