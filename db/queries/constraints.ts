/** SQLSTATE codes of the refusals that queries turn into values. */
const codes = { unique: "23505", foreignKey: "23503", restrict: "23001", check: "23514" } as const;

/**
 * Whether a statement failed on a constraint of this kind. drizzle wraps the driver's error as `cause`, and both of
 * Neon's drivers put the SQLSTATE in `code`. A `RESTRICT` shows up as `foreignKey` before PostgreSQL 18 and as
 * `restrict` since; both count as `foreignKey`.
 */
export function isViolation(error: unknown, kind: "unique" | "foreignKey" | "check"): boolean {
  const code = findCode(error);
  return code === codes[kind] || (kind === "foreignKey" && code === codes.restrict);
}

function findCode(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string") return at.code;
  }
  return undefined;
}
