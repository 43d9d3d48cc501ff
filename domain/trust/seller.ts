/** The bounds of becoming a seller and of a shop's own words. */
export const sellerLimits = {
  shopNameLengthMax: 60,
  /** Shorter than an id, so that one can never be taken for the other in an address. */
  slugLengthMin: 3,
  slugLengthMax: 30,
  aboutLengthMax: 2_000,
  goodsLengthMax: 500,
  policyLengthMax: 4_000,
  reasonLengthMax: 500,
} as const;

/** Where an application stands; only a pending one moves, and only once. */
export const applicationStatuses = ["pending", "approved", "rejected"] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];

/** Words that are, or may become, a place of their own under `/sellers`, or would pass for the house itself. */
const reservedSlugs: ReadonlySet<string> = new Set([
  "me",
  "new",
  "apply",
  "admin",
  "help",
  "support",
  "blytz",
  "blytz-live",
  "official",
  "staff",
  "settings",
  "applications",
  "followed",
  "following",
]);

/** A shop's name in an address: lower-case words and numbers with single hyphens between. */
export const slugForm = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;

export const isReservedSlug = (slug: string): boolean => reservedSlugs.has(slug);
