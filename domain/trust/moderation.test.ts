import { expect, test } from "vitest";
import { caseActions, getCaseActions, isPossible, reportSubjects } from "./moderation.ts";

test("everything can be dismissed, warned about and its owner kept out; people and sales are not hidden", () => {
  for (const subject of reportSubjects) {
    expect(caseActions.filter((action) => isPossible(subject, action))).toEqual(getCaseActions(subject));
    expect(getCaseActions(subject)).toEqual(expect.arrayContaining(["dismiss", "warn", "disable"]));
  }
  expect(reportSubjects.filter((subject) => !isPossible(subject, "hide"))).toEqual(["auction", "user"]);
});
