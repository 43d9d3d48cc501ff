/**
 * `npm run verify -- <url or file> [--save <file>]` replays the public log of an auction and prints who won each lot,
 * or the first thing that does not hold. The URL is that of the auction's page or log; the file is what `--save` wrote.
 * Exits with 0 when everything holds, 1 when something does not, 2 when there is nothing to check.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { publicLog, readPublicLog } from "../client/verify/public-log.ts";
import type { PublicLog } from "../client/verify/public-log.ts";
import { checks } from "../client/verify/report.ts";
import type { LotResult } from "../client/verify/report.ts";
import { verifyLog } from "../client/verify/verify-log.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { save: { type: "string" } } });

try {
  const [source] = positionals;
  if (source === undefined) throw new Error("Say which: npm run verify -- <url or file>");
  const log = /^https?:\/\//u.test(source) ? await fetchLog(source) : readLogFile(source);
  if (values.save !== undefined) writeFileSync(values.save, `${JSON.stringify(log, undefined, 2)}\n`);
  process.exitCode = (await print(log)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function print(log: PublicLog): Promise<boolean> {
  const { facts, outcomes, findings, lots, unchecked } = await verifyLog(log);
  console.log(`Auction ${log.auctionId}: ${facts} facts\n`);
  for (const lot of lots) console.log(describe(lot));
  console.log(`\n${checks.map((check) => `${check}: ${outcomes[check]}`).join("   ")}`);
  if (unchecked.length > 0)
    console.log(`\nCould not be checked:\n${unchecked.map((text) => `  ${text}`).join("\n")}`);
  const [first] = findings;
  if (first === undefined) console.log("\nEverything that can be checked holds.");
  else console.error(`\nFact ${first.seq} does not hold [${first.rule}]: ${first.text}`);
  return first === undefined;
}

function describe({ position, title, status, sales, priceMinor, currency }: LotResult): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const price = (minor: number): string => format.format(minor / 10 ** digits);
  const how =
    status === "sold"
      ? sales.map((sale) => `paddle ${sale.paddle} at ${price(sale.priceMinor)}`).join(", ")
      : status;
  const standing = status === "open" ? ` at ${price(priceMinor)}` : "";
  return `  #${position} ${title}: ${how}${standing}`;
}

function readLogFile(path: string): PublicLog {
  return publicLog.parse(JSON.parse(readFileSync(path, "utf8")));
}

async function fetchLog(address: string): Promise<PublicLog> {
  const { origin, pathname } = new URL(address);
  const auctionId = /\/auctions\/([^/]+)/u.exec(pathname)?.[1];
  if (auctionId === undefined) throw new Error(`No auction in ${address}`);
  return readPublicLog(decodeURIComponent(auctionId), async (path) => {
    const response = await fetch(new URL(path, origin), { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response.json();
  });
}
