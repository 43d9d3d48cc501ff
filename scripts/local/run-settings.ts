import { createServer } from "node:net";
import { z } from "zod";

const settingsSchema = z.object({
  /** Where the product listens. */
  PORT: z
    .string()
    .regex(/^\d+$/u, "is not a number")
    .default("8787")
    .transform(Number)
    .pipe(z.int().min(1, "is not a port").max(65_535, "is not a port")),
  /** A PostgreSQL or Neon to use in place of the embedded one. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\/[^\s/]+\/[^\s/]+$/u, "is not postgres://user:password@host:port/database")
    .optional(),
  /** `off` comes up with an empty house: for tests, and for looking at how a first day goes. */
  DEMO: z.enum(["on", "off"]).default("on"),
});

/** What the surroundings say about a run on this machine. */
export interface RunSettings {
  readonly port: number;
  readonly databaseUrl: string | undefined;
  readonly isDemoWanted: boolean;
}

/** Reads the run's settings; throws one error that names each thing wrong with them, and never a value. */
export function readRunSettings(variables: Readonly<Record<string, string | undefined>>): RunSettings {
  const parsed = settingsSchema.safeParse(variables);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  - ${issue.path.join(".")} ${issue.message}`);
    throw new Error(`This cannot start:\n${problems.join("\n")}`);
  }
  const { PORT, DATABASE_URL, DEMO } = parsed.data;
  return { port: PORT, databaseUrl: DATABASE_URL, isDemoWanted: DEMO === "on" };
}

/** Throws when something else listens on the port already; better now than after everything is built. */
export async function requireFreePort(port: number): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once("error", reject).listen(port, "localhost", resolve);
    });
  } catch {
    throw new Error(`Port ${port} is taken by another program. Stop it, or start with another PORT.`);
  }
  await new Promise((resolve) => probe.close(resolve));
}
