import { execFileSync, spawnSync } from "node:child_process";

/** Whom the server runs as when this process is root, which PostgreSQL refuses to run as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
  /** A command to start the server's programs with; it becomes that user itself. Without one, spawn does. */
  readonly wrapper?: readonly [program: string, ...parameters: string[]];
}

/**
 * The user for a server that needs `places`: none (this process's own), or as root the system's `postgres`, made if
 * it is missing. A project under /root or in a private folder cannot be entered by it; then it is given the one
 * capability of passing folders by, within what root itself may do.
 */
export function findServerUser(places: readonly string[]): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const ids = readIds() ?? createUser();
  const entersAll = places.every((place) => spawnSync("test", ["-x", place], ids).status === 0);
  if (entersAll) return ids;
  const identity = [`--reuid=${ids.uid}`, `--regid=${ids.gid}`, "--clear-groups"];
  // The last one because the server asks access(2) about its own program, which else forgets the capability.
  const capability = [
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    "--securebits=+no_setuid_fixup",
  ];
  const passage = [...identity, ...capability];
  const passesAll = places.every(
    (place) => spawnSync("setpriv", [...passage, "test", "-x", place]).status === 0,
  );
  if (passesAll) return { ...ids, wrapper: ["setpriv", ...passage] };
  throw new Error(
    `PostgreSQL does not run as root, and the user "postgres" cannot enter ${places.join(" or ")}. Move the project ` +
      "to a folder that every user may enter, start it as an ordinary user, or set DATABASE_URL.",
  );
}

function readIds(): { readonly uid: number; readonly gid: number } | undefined {
  const read = (flag: string): number | undefined => {
    const answer = spawnSync("id", [flag, "postgres"], { encoding: "utf8" });
    return answer.status === 0 ? Number(answer.stdout.trim()) : undefined;
  };
  const uid = read("-u");
  const gid = read("-g");
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function createUser(): { readonly uid: number; readonly gid: number } {
  execFileSync("useradd", ["--system", "--no-create-home", "--user-group", "postgres"]);
  const ids = readIds();
  if (ids === undefined) throw new Error('the user "postgres" could not be made');
  return ids;
}
