import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import pg from "pg";
import { v7 as makeUuid } from "uuid";
import type { Api } from "../../../client/http/api.ts";
import { createAuction } from "../../../contract/http/auctions.ts";
import { listOrders } from "../../../contract/http/orders.ts";
import { joinAuction } from "../../../contract/http/rooms.ts";
import { must } from "../../../domain/result.ts";
import { give } from "../../../scripts/demo/host.ts";
import { demoPassword } from "../../../scripts/demo/people.ts";
import { openAccount, signIn } from "../../../scripts/demo/person.ts";
import type { Account, Buyer } from "./accounts.ts";
import { makeEmail } from "./accounts.ts";

/** Somebody who sells, in a browser or through the API. */
export interface Seller extends Account {
  readonly api: Api;
}

/** Runs a statement on the database of the product under test, for what nobody can do by the interface. */
export async function runSql(dataDir: string, statement: string, values: unknown[] = []): Promise<void> {
  const [, , , port] = readFileSync(join(dataDir, "postgres", "cluster", "postmaster.pid"), "utf8").split(
    "\n",
  );
  const client = new pg.Client({ connectionString: `postgres://blytz:blytz@127.0.0.1:${port}/blytz` });
  await client.connect();
  try {
    await client.query(statement, values);
  } finally {
    await client.end();
  }
}

/** Opens a new account that may sell, with a wallet that nobody else's sales are in. */
export async function openSeller(origin: string, dataDir: string): Promise<Seller> {
  const email = makeEmail();
  const { userId } = await openAccount(origin, { email, displayName: "Mara", password: demoPassword });
  await runSql(dataDir, "UPDATE users SET role = 'seller', email_verified_at = now() WHERE id = $1", [
    userId,
  ]);
  return { email, password: demoPassword, api: (await signIn(origin, email)).api };
}

/** Sells a thing to a buyer at a fixed price; gives the order once it is paid. */
export async function sellTo(
  buyer: Buyer,
  seller: Seller,
  { title, priceMinor }: { readonly title: string; readonly priceMinor: number },
): Promise<string> {
  const sale = await seller.api.call(createAuction, {
    body: {
      title: "At a price",
      scheduledStart: new Date().toISOString(),
      currency: "USD",
      lots: [{ title, format: "fixed", startingPriceMinor: priceMinor, durationMs: 600_000 }],
    },
  });
  const { id: lotId } = must(sale.lots[0], "the sale has its lot");
  await give(seller.api, sale.id, { type: "auction.start" });
  await give(seller.api, sale.id, { type: "lot.open", lotId });
  await buyer.api.call(joinAuction, { params: { id: sale.id } });
  const buy = { type: "lot.buy" as const, id: makeUuid(), lotId };
  expect(await give(buyer.api, sale.id, buy), "the lot was bought").toBe(true);
  const findPaid = async () => {
    const { items } = await buyer.api.page(listOrders, { query: { limit: 100 } });
    // Some cards' charges are disputed soon after they paid.
    const isPaid = (order: (typeof items)[number]) => order.status === "paid" || order.status === "disputed";
    return items.find((order) => order.lotId === lotId && isPaid(order))?.id;
  };
  await expect.poll(findPaid, { timeout: 30_000 }).toBeDefined();
  return must(await findPaid(), "it was just there");
}
