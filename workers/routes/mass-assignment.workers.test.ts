import { beforeAll, describe, expect, test } from "vitest";
import { toPath } from "../../client/http/request.ts";
import type { z } from "../../contract/zod.ts";
import { must } from "../../domain/result.ts";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi } from "../../test/support/workers/api.ts";
import { openMarket, requests } from "../../test/support/workers/market.ts";
import type { Market } from "../../test/support/workers/market.ts";
import { operations } from "../app.ts";

let api: TestApi;
let market: Market;
beforeAll(async () => {
  api = await createTestApi();
  market = await openMarket(api);
});

/** Found again wherever it went: no clock, no counter and no other test makes these. */
const marks = {
  id: "deadbeef-dead-4ead-8ead-deadbeefdead",
  amount: 31_337_424_242,
  moment: "1999-09-09T09:09:09.000Z",
} as const;

/** What nobody may say about themselves or their things, whatever the operation calls it. */
const stolen: Readonly<Record<string, unknown>> = {
  id: marks.id,
  userId: marks.id,
  sellerId: marks.id,
  buyerId: marks.id,
  ownerId: marks.id,
  winnerId: marks.id,
  role: "admin",
  emailVerified: true,
  emailVerifiedAt: marks.moment,
  passwordHash: "$scrypt$ln=1,r=1,p=1$c2FsdA$aGFzaA",
  disabledAt: marks.moment,
  createdAt: marks.moment,
  priceMinor: marks.amount,
  soldPriceMinor: marks.amount,
  feeMinor: marks.amount,
  feeBps: 0,
  premiumBps: 0,
  balance: marks.amount,
  balanceMinor: marks.amount,
  limitMinor: marks.amount,
  closesAt: marks.moment,
  closesAtMs: Date.parse(marks.moment),
  startedAt: marks.moment,
  viewCount: marks.amount,
  isActive: true,
  verified: true,
  isAdmin: true,
  keyHash: "f".repeat(64),
  lastUsedAt: marks.moment,
};

/** Operations whose body is looked at whole by somebody else, or that mean the same with nothing in it. */
const writers = operations.filter(
  ({ method, body, bodyForm, name }) =>
    method !== "get" && body !== null && bodyForm === "json" && Object.hasOwn(requests, name),
);

const ownerOf: Readonly<Record<string, "seller" | "admin" | "buyer">> = Object.fromEntries(
  operations.map(({ name, access, scope }) => [
    name,
    access !== "public" && access !== "signed-in" && !access.endsWith(".manage-own")
      ? "admin"
      : access.endsWith(".manage-own") || scope === "auctions:write" || scope === "catalogue:write"
        ? "seller"
        : "buyer",
  ]),
);

async function findMarks(): Promise<string[]> {
  const tables = await api.sql(
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  );
  const found: string[] = [];
  for (const { table_name: table } of tables) {
    const rows = await api.sql(`SELECT 1 FROM ${String(table)} t WHERE t::text LIKE ANY ($1) LIMIT 1`, [
      [`%${marks.id}%`, `%${marks.amount}%`, "%1999-09-09%", `%${"f".repeat(64)}%`, "%ln=1,r=1%"],
    ]);
    if (rows.length > 0) found.push(String(table));
  }
  return found;
}

const readStanding = () =>
  api.sql("SELECT id, role, email, email_verified_at, disabled_at, password_hash FROM users ORDER BY id");

describe("a body says only what its operation asks for", () => {
  test("[SEC-24] every operation that takes a body is tried", () => {
    const all = operations.filter(({ method, body }) => method !== "get" && body !== null);
    const isEmptyByNature = (body: z.ZodType | null) => body?.safeParse(undefined).success === true;
    const missing = all.filter(
      (operation) => !writers.includes(operation) && !isEmptyByNature(operation.body),
    );
    expect(missing.map(({ name }) => name).toSorted()).toEqual(triedElsewhere);
  });

  test.each(writers.map(({ name }) => name))("[SEC-24] %s", async (name) => {
    const operation = must(
      operations.find((known) => known.name === name),
      name,
    );
    const person = market[ownerOf[name] ?? "buyer"];
    const request = await must(requests[name], `a request for ${name}`)(market);
    const known = new Set(Object.keys(request.body as object));
    const extra = Object.fromEntries(Object.entries(stolen).filter(([field]) => !known.has(field)));
    const before = await readStanding();
    const line = `${operation.method.toUpperCase()} ${toPath(operation, request)}`;
    const body = { ...extra, ...(request.body as object) };
    const answer = await api.call(line, { token: person.token, headers: { "X-Client": "mobile" }, body });
    // Dropped or refused: lots and room commands refuse what they do not know, as a misspelt field there costs money.
    expect([200, 201, 400, 403, 404, 409]).toContain(answer.status);
    const said = JSON.stringify(answer.body);
    for (const mark of [marks.id, String(marks.amount), marks.moment]) expect(said).not.toContain(mark);
    expect(await findMarks()).toEqual([]);
    const after = await readStanding();
    const mayChange = ["register", "disableUser", "enableUser"].includes(name);
    expect(mayChange ? before : after).toEqual(before);
    expect(after.filter(({ role }) => role === "admin")).toHaveLength(1);
  });
});

/** They take a secret out of a mail, a factor or a form; without it there is nothing to assign to. */
const triedElsewhere: readonly string[] = [
  "changePassword",
  "confirmTotp",
  "createPasskey",
  "deleteAccount",
  "forgotPassword",
  "importProducts",
  "resendVerification",
  "resetPassword",
  "signInWithPasskey",
  "startPasskeyVerification",
  "stepUp",
  "uploadAvatar",
  "uploadMedia",
  "verifyEmail",
  "verifySecondFactor",
];
