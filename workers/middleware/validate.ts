import type { z } from "zod";
import type { ProblemDetail } from "../../contract/http/errors.ts";
import { Problem } from "./problem.ts";

/** More than this many things wrong help nobody. */
const detailsMax = 50;

/** The value as its schema types it, or `validation_failed` with where, which rule and what it says. */
export function validate<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.flatMap((issue) => describeIssue(issue)).slice(0, detailsMax);
  const [first] = details;
  const summary = first === undefined || first.path === "" ? "The request is not valid" : first.path;
  throw new Problem("validation_failed", `${summary}: ${first?.message ?? "not valid"}`, { details });
}

function describeIssue(issue: z.core.$ZodIssue): ProblemDetail[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...path, key].join("."),
      code: "unknown",
      message: "is not known here",
    }));
  }
  return [{ path: path.join("."), code: findOwnCode(issue) ?? issue.code, message: issue.message }];
}

/** What a rule of ours is called, where it says more than that it is one: `params: { code }`. */
function findOwnCode(issue: z.core.$ZodIssue): string | undefined {
  const code: unknown = issue.code === "custom" ? issue.params?.["code"] : undefined;
  return typeof code === "string" ? code : undefined;
}
