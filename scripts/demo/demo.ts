import pg from "pg";
import { loadCategories, loadShelves, openStage } from "./load-catalogue.ts";
import type { Stage } from "./load-catalogue.ts";
import { loadOrders } from "./load-orders.ts";
import { loadPeople } from "./load-people.ts";
import { loadSales } from "./load-sales.ts";
import { loadShops, requireSeller } from "./load-shops.ts";
import type { Sellers } from "./load-shops.ts";
import { startLiveSale } from "./live-sale.ts";
import { signIn } from "./person.ts";
import type { Person } from "./person.ts";
import { demoAdmin, demoBidders, demoBuyers, demoDefaulter, demoSellers } from "./people.ts";
import { liveSale } from "./sales.ts";

/** What the demo needs to know of the run it belongs to. */
export interface DemoOptions {
  readonly origin: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly signal: AbortSignal;
}

/**
 * Loads the demo and keeps its live sale going until the signal. Everything goes through the public interface, as if
 * people did it; only an admin's role, confirmed addresses and platform limits, which nobody can give themselves, are set
 * by SQL. Each part looks first what is there, so a second start adds nothing and an interrupted first one is completed.
 */
export async function runDemo({
  origin,
  databaseUrl,
  signal,
}: DemoOptions): Promise<{ readonly ready: true }> {
  const database = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  try {
    const people = { origin, database };
    await Promise.all([
      loadPeople([demoAdmin, ...demoSellers], { ...people, areEquipped: false }),
      loadPeople(demoBidders, { ...people, areEquipped: true }),
    ]);
    const admin = await signIn(origin, demoAdmin.email);
    const [sellers, categoryIds, bidders] = await Promise.all([
      loadShops(origin, admin.api),
      loadCategories(admin.api),
      Promise.all(demoBidders.map(({ email }) => signIn(origin, email))),
    ]);
    const stage = openStage(sellers, categoryIds);
    // Playing a sale is mostly waiting for its clock; the shops are filled meanwhile.
    await Promise.all([
      loadPeople([...demoBuyers, demoDefaulter], { ...people, areEquipped: true }),
      loadShelves(admin.api, sellers, categoryIds),
      loadSales({ sellers, bidders, stage, signal }),
    ]);
    await startLiveSale({ seller: requireSeller(sellers, liveSale.shop), bidders, stage, signal });
    void followOrders({ origin, admin, sellers, stage, signal });
  } finally {
    await database.end();
  }
  return { ready: true };
}

interface FollowOptions extends Pick<DemoOptions, "origin" | "signal"> {
  readonly admin: Person;
  readonly sellers: Sellers;
  readonly stage: Stage;
}

/** Orders take their time, as those of people do: they come about while somebody looks at the shops already. */
async function followOrders({ origin, ...parts }: FollowOptions): Promise<void> {
  try {
    const buyers = await Promise.all(demoBuyers.map(({ email }) => signIn(origin, email)));
    const defaulter = await signIn(origin, demoDefaulter.email);
    await loadOrders({ ...parts, buyers, defaulter });
  } catch (error) {
    if (!parts.signal.aborted)
      console.error(`demo orders: ${error instanceof Error ? error.message : String(error)}`);
  }
}
