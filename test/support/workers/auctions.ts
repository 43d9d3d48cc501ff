/** A row of some answer. */
// oxlint-disable-next-line typescript/no-explicit-any -- a wrong guess fails the test
export type Row = Record<string, any>;

export const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();

/** A lot as a seller gives it. */
export const lot = (change: object = {}) => ({
  title: "A lot",
  startingPriceMinor: 1_000,
  durationMs: 60_000,
  ...change,
});

/** A sale of one lot as a seller gives it. */
export const auction = (change: object = {}) => ({
  title: "Saturday sale",
  scheduledStart: inAnHour(),
  currency: "USD",
  lots: [lot()],
  ...change,
});
