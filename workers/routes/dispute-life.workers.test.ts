import { describe, expect, test } from "vitest";
import { disputeFeeMinor } from "../../durable-objects/test-bank/cards.ts";
import { letBankTell } from "../../test/support/workers/bank.ts";
import { dayMs, minuteMs, openSaleLife } from "../../test/support/workers/sale-life.ts";
import { sendWork } from "../jobs/work-tools.ts";

const { api, admin, ask, refuse, pass, hammer, read, readBooks, readHeldDispute, expectBooksInOrder } =
  await openSaleLife();

describe("[S3] a sale that is disputed", () => {
  test("a dispute stops the release; the house decides, and the books follow", async () => {
    const sale = await hammer();
    const { seller, winner, orderId } = sale;
    await ask(seller, `POST /orders/${orderId}/ship`, { carrier: "DHL" });
    const complaint = { reason: "damaged", message: "The glass is broken." };
    const opened = await ask(winner, `POST /orders/${orderId}/dispute`, complaint, 201);
    expect(opened).toMatchObject({ status: "open", messages: [{ author: "buyer" }] });
    const answer = { message: "It was whole when it left." };
    await ask(seller, `POST /orders/${orderId}/dispute/messages`, answer, 201);
    const evidence = await ask(seller, `GET /orders/${orderId}/dispute/evidence`);
    expect(evidence.lot.facts.map(({ type }: { type: string }) => type)).toContain("lot.sold");
    expect(evidence).toMatchObject({ payments: [{ status: "completed" }], lot: { buyerPaddle: 1 } });
    await pass(40 * dayMs);
    expect((await read(seller, orderId)).releasedAt).toBeNull();
    const decision = { outcome: "buyer", resolution: "The pictures show it." };
    await ask(admin, `POST /admin/orders/${orderId}/dispute/resolve`, decision);
    await api.work();
    expect(await read(winner, orderId)).toMatchObject({ status: "refunded" });
    const [entry] = await ask(admin, "GET /admin/audit-log?action=dispute.resolved");
    expect(entry).toMatchObject({
      actorId: admin.id,
      subjectId: orderId,
      details: { ...decision, amountMinor: null },
    });
    expect(await readBooks(sale)).toEqual({});
    await expectBooksInOrder();
  });

  test("what was decided for the seller is not disputed again, and its money is released", async () => {
    const { seller, winner, orderId } = await hammer();
    await ask(seller, `POST /orders/${orderId}/ship`, { carrier: "DHL" });
    const complaint = { reason: "damaged", message: "The glass is broken." };
    await ask(winner, `POST /orders/${orderId}/dispute`, complaint, 201);
    const decision = { outcome: "seller", resolution: "It arrived whole." };
    await ask(admin, `POST /admin/orders/${orderId}/dispute/resolve`, decision);
    const decided = await read(winner, orderId);
    expect(decided.status).toBe("shipped");
    expect(decided.actions).not.toContain("dispute");
    await refuse(winner, `POST /orders/${orderId}/dispute`, "order_state", complaint);
    await pass(22 * dayMs);
    expect((await read(seller, orderId)).releasedAt).not.toBeNull();
  });

  test.each([
    ["4000000000000259", "refunded", "lost"],
    ["4000000000002685", "paid", "won"],
  ])("the buyer's bank takes the money and decides: %s is %s", async (card, status, outcome) => {
    const sale = await hammer({ card });
    const { seller, winner, orderId } = sale;
    await letBankTell(api, 11_000);
    await api.work();
    expect(await read(seller, orderId)).toMatchObject({ status: "disputed" });
    await refuse(seller, `POST /orders/${orderId}/refund`, "disputed_at_bank");
    await letBankTell(api, dayMs);
    await api.work();
    expect(await read(winner, orderId)).toMatchObject({ status });
    expect(await ask(seller, `GET /orders/${orderId}/dispute`)).toMatchObject({
      origin: "bank",
      status: outcome,
    });
    await expectBooksInOrder();
  });

  test.each([
    ["winning_evidence", "shipped", "won"],
    ["losing_evidence", "refunded", "lost"],
  ])(
    "the seller answers their buyer's bank, once, and it decides: %s is %s",
    async (word, status, outcome) => {
      const sale = await hammer({ card: "4000000000000259" });
      const { seller, winner, orderId } = sale;
      const paidBooks = await readBooks(sale);
      await ask(seller, `POST /orders/${orderId}/ship`, { carrier: "DHL", trackingNumber: "JD0002" });
      await letBankTell(api, 11_000);
      await api.work();
      const path = `/orders/${orderId}/dispute`;
      const open = await ask(seller, `GET ${path}`);
      expect(open).toMatchObject({ status: "open", bankEvidence: { status: "due", submittedAt: null } });
      expect(Date.parse(open.answerDueAt)).toBeLessThan(Date.parse(open.bankEvidence.dueAt));
      await ask(seller, `POST ${path}/messages`, { message: `It was handed over: ${word}.` }, 201);
      await ask(seller, `POST ${path}/evidence/submit`, {});
      // Pressed again before the work was done.
      await ask(seller, `POST ${path}/evidence/submit`, {});
      await api.work();
      const { evidence } = await readHeldDispute(orderId);
      for (const part of [word, "JD0002", "paddle 1 won at the hammer", "/auctions/", "charge "])
        expect(evidence?.text).toContain(part);
      expect(evidence?.documentBytes).toBeGreaterThan(1_000);
      expect((await ask(seller, `GET ${path}`)).bankEvidence.status).toBe("submitted");
      await letBankTell(api, minuteMs);
      await api.work();
      expect(await ask(seller, `GET ${path}`)).toMatchObject({ status: outcome });
      expect(await read(winner, orderId)).toMatchObject({ status });
      // Back with the seller; or with the buyer, and the seller owes what it cost.
      const lostBooks = { "seller-available": disputeFeeMinor };
      expect(await readBooks(sale)).toEqual(outcome === "won" ? paidBooks : lostBooks);
      await expectBooksInOrder();
    },
  );

  test("a bank is answered for a seller who does not, once, also after a crash behind the bank", async () => {
    const { seller, orderId } = await hammer({ card: "4000000000000259" });
    await letBankTell(api, 11_000);
    await api.work();
    const [row] = await api.sql("select id, answer_due_at from disputes where order_id = $1", [orderId]);
    const work = { kind: "dispute", id: String(row?.["id"]) } as const;
    await sendWork(api.env, [work]);
    await api.work();
    // Before its time it is the seller's to answer.
    expect((await readHeldDispute(orderId)).evidence).toBeNull();
    await pass(Date.parse(String(row?.["answer_due_at"])) - Date.now() + 1_000);
    const held = await readHeldDispute(orderId);
    expect(held.evidence?.text).toContain("has not been handed to a carrier yet");
    // As if nothing had been written down of the bank's answer.
    await api.sql(
      `update disputes set evidence_status = 'sending', evidence_submitted_at = null, next_action_at = created_at
       where id = $1`,
      [work.id],
    );
    await ask(seller, `POST /orders/${orderId}/dispute/messages`, { message: "One more thing." }, 201);
    await sendWork(api.env, [work]);
    await api.work();
    expect((await readHeldDispute(orderId)).evidence).toEqual(held.evidence);
    expect((await ask(seller, `GET /orders/${orderId}/dispute`)).bankEvidence.status).toBe("submitted");
  });
});
