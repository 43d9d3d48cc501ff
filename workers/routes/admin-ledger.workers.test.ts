import { beforeAll, describe, expect, test, vi } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { addSale } from "../../test/support/workers/sales.ts";

let api: TestApi;
let admin: TestPerson;
let orderId: string;
beforeAll(async () => {
  api = await createTestApi();
  admin = await api.join("Admin", "admin");
  const [seller, buyer] = [await api.join("Seller", "seller"), await api.join("Buyer")];
  // Paid, says the order, and nothing else says so.
  const soldAt = new Date(Date.UTC(2026, 4, 1));
  ({ orderId } = await addSale(api, { sellerId: seller.id, buyerId: buyer.id, soldAt, status: "paid" }));
});

const ask = (line: string, { token }: TestPerson) => api.call(line, { token });

describe("the ledger as an admin sees it", () => {
  test("[S3] is looked at when they ask, and what is wrong is logged by name, without an amount", async () => {
    expect((await ask("GET /admin/ledger", admin)).body.data).toEqual({ sums: [], findings: [], walks: [] });
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const looked = await ask("POST /admin/ledger/reconciliations", admin);
    const lines = log.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, unknown>);
    log.mockRestore();
    expect(looked.status).toBe(200);
    const { findings, walks } = looked.body.data;
    expect(
      findings.map(({ name, subject }: Record<string, string>) => `${name} ${subject}`).toSorted(),
    ).toEqual(lines.map(({ name, subject }) => `${String(name)} ${String(subject)}`).toSorted());
    expect(findings).toContainEqual(
      expect.objectContaining({
        name: "order-balance",
        subject: expect.stringMatching(new RegExp(`^${orderId} seller-held `, "u")),
        currency: "USD",
        expectedMinor: -1_000,
        foundMinor: 0,
      }),
    );
    expect(lines[0]).toMatchObject({
      level: "error",
      job: "reconciliation",
      message: "the books do not agree",
    });
    expect(lines[0]).not.toHaveProperty("foundMinor");
    expect(walks.map(({ name }: Record<string, string>) => name)).toEqual([
      "orders",
      "payouts",
      "transactions",
    ]);
    expect(walks[0].completedAt).not.toBeNull();
  });

  test("[SEC-23] is nobody else's", async () => {
    for (const role of ["buyer", "seller"] as const) {
      const person = await api.join(role, role);
      expect((await ask("GET /admin/ledger", person)).status).toBe(403);
      expect((await ask("POST /admin/ledger/reconciliations", person)).status).toBe(403);
    }
  });
});
