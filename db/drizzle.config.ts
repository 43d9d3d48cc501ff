import { defineConfig } from "drizzle-kit";

/** Used by `npm run db:generate` only; running migrations is a script that takes a lock first. Paths are from the root. */
export default defineConfig({
  dialect: "postgresql",
  schema: "./db/schema/*.ts",
  out: "./migrations",
  strict: true,
});
