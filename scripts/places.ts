import { join, resolve } from "node:path";

/** The folder with package.json. */
export const rootDir = resolve(import.meta.dirname, "..");

/** Everything this machine keeps: the database, the objects' storage, development secrets. Git ignores it. */
export const dataDir = resolve(process.env.BLYTZ_DATA_DIR ?? join(rootDir, ".data"));
