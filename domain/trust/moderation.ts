/** What can be reported. */
export const reportSubjects = ["product", "auction", "message", "user", "review"] as const;
export type ReportSubject = (typeof reportSubjects)[number];

export const reportReasons = [
  "counterfeit",
  "prohibited",
  "misleading",
  "offensive",
  "harassment",
  "personal-data",
  "fraud",
  "spam",
  "other",
] as const;
export type ReportReason = (typeof reportReasons)[number];

/** Reports about one thing are one case, until it is decided. */
export const caseStatuses = ["open", "acted", "dismissed"] as const;
export type CaseStatus = (typeof caseStatuses)[number];

export const caseActions = ["dismiss", "hide", "warn", "disable"] as const;
export type CaseAction = (typeof caseActions)[number];

export const moderationLimits = {
  noteLengthMax: 1_000,
  reasonLengthMax: 500,
} as const;

/**
 * What can be done about each: only what one can take away is hidden. An account is not, and a live sale is not either:
 * its lots are bought as they go, so its seller is warned or kept out, and an admin voids lots in the room.
 */
const actionsOf: Readonly<Record<ReportSubject, readonly CaseAction[]>> = {
  product: ["dismiss", "hide", "warn", "disable"],
  message: ["dismiss", "hide", "warn", "disable"],
  review: ["dismiss", "hide", "warn", "disable"],
  auction: ["dismiss", "warn", "disable"],
  user: ["dismiss", "warn", "disable"],
};

export const getCaseActions = (subject: ReportSubject): readonly CaseAction[] => actionsOf[subject];

export const isPossible = (subject: ReportSubject, action: CaseAction): boolean =>
  actionsOf[subject].includes(action);
