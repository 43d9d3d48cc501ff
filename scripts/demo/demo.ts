import pg from "pg";
import { loadCatalogue } from "./load-catalogue.ts";
import { loadPeople } from "./load-people.ts";
import { loadSales } from "./load-sales.ts";
import { startLiveSale } from "./live-sale.ts";
import { signIn } from "./person.ts";
import { adminEmail, demoBidders, demoBuyers, demoStaff, sellerEmail } from "./people.ts";

/** What the demo needs to know of the run it belongs to. */
export interface DemoOptions {
  readonly origin: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly signal: AbortSignal;
}

/**
 * Loads the demo and keeps its live sale going until the signal. Everything goes through the public interface, as if
 * people did it; only roles and platform limits, which nobody can give themselves, are set by SQL. Each part looks first
 * what is there, so a second start adds nothing and an interrupted first one is completed.
 */
export async function runDemo({
  origin,
  databaseUrl,
  signal,
}: DemoOptions): Promise<{ readonly ready: true }> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    await loadPeople(origin, database, [...demoStaff, ...demoBidders]);
    const admin = await signIn(origin, adminEmail);
    const seller = await signIn(origin, sellerEmail);
    const bidders = await Promise.all(demoBidders.map(({ email }) => signIn(origin, email)));
    const { stage: products } = await loadCatalogue(admin.api, seller.api);
    // Playing a sale is mostly waiting for its clock; the accounts are opened meanwhile.
    await Promise.all([
      loadPeople(origin, database, demoBuyers),
      loadSales({ seller, bidders, products, signal }),
    ]);
    await startLiveSale({ seller, bidders, products, signal });
  } finally {
    await database.end();
  }
  return { ready: true };
}
