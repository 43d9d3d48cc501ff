import { existsSync } from "node:fs";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { rootDir } from "../places.ts";

/** Any number; what matters is that every migrator of this product takes the same one. */
const lockId = 7_224_001;

/**
 * Applies what `migrations/` has and the database has not, in order, each once. The advisory lock makes a second
 * migrator wait and then find nothing to do, so two deploys or two starts at once cannot apply a file twice.
 */
export async function applyMigrations(databaseUrl: string): Promise<void> {
  const migrationsFolder = join(rootDir, "migrations");
  if (!existsSync(join(migrationsFolder, "meta", "_journal.json"))) {
    throw new Error(`no migrations in ${migrationsFolder}; \`npm run db:generate\` writes them`);
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // Held by the session, so it is given back even when this process dies.
    await client.query("SELECT pg_advisory_lock($1)", [lockId]);
    await migrate(drizzle(client), { migrationsFolder });
  } finally {
    await client.end();
  }
}
