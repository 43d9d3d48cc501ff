import { defineConfig } from "drizzle-kit";

/** Used by `npm run db:generate` only; running migrations is a script that takes a lock first. Paths are from the root. */
export default defineConfig({
  dialect: "postgresql",
  // Not the tests beside the tables: drizzle-kit would load them, fail, and still end with exit code 0.
  schema: "./db/schema/!(*.test).ts",
  out: "./migrations",
  strict: true,
});
