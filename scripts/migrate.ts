/** `npm run db:migrate` brings the database of DATABASE_URL to the newest schema. */
import { applyMigrations } from "./postgres/migrate.ts";

const databaseUrl = process.env.DATABASE_URL;
if (databaseUrl === undefined) {
  console.error("DATABASE_URL says which database to migrate");
  process.exit(1);
}
await applyMigrations(databaseUrl);
console.log("The database is up to date.");
