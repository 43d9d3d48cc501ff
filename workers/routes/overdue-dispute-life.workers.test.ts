import { describe, expect, test } from "vitest";
import { dayMs, openSaleLife } from "../../test/support/workers/sale-life.ts";
import { sendWork } from "../jobs/work-tools.ts";

const { api, admin, ask, pass, hammer, read, readBooks, expectBooksInOrder } = await openSaleLife();

/** A sale that was shipped and whose buyer says that it is damaged. */
async function openDisputed() {
  const sale = await hammer();
  await ask(sale.seller, `POST /orders/${sale.orderId}/ship`, { carrier: "DHL" });
  const complaint = { reason: "damaged", message: "The glass is broken." };
  const { id: disputeId } = await ask(sale.winner, `POST /orders/${sale.orderId}/dispute`, complaint, 201);
  return { ...sale, disputeId: String(disputeId) };
}

/** The message of a sweep that comes again. */
const sendAgain = async (id: string): Promise<void> => {
  await sendWork(api.env, [{ kind: "dispute", id }]);
  await api.work();
};

const listEscalated = async (): Promise<{ readonly id: string }[]> =>
  ask(admin, "GET /admin/disputes?escalated=true&limit=100");

describe("[S3] a dispute between buyer and seller that nobody decides", () => {
  test("ends for the buyer when the seller never answered, once, and not before", async () => {
    const sale = await openDisputed();
    const { seller, winner, orderId, disputeId } = sale;
    await pass(16 * dayMs);
    await sendAgain(disputeId);
    expect(await read(winner, orderId)).toMatchObject({ status: "disputed" });
    await pass(dayMs);
    expect(await read(winner, orderId)).toMatchObject({ status: "refunded" });
    await sendAgain(disputeId);
    await sendAgain(disputeId);
    expect(await ask(seller, `GET /orders/${orderId}/dispute`)).toMatchObject({
      status: "lost",
      escalatedAt: null,
      resolution: "The seller did not answer, and nobody decided in time.",
    });
    expect(await ask(winner, `GET /orders/${orderId}/refunds`)).toMatchObject([
      { reason: "dispute", status: "completed" },
    ]);
    const entries = await ask(admin, "GET /admin/audit-log?action=dispute.lapsed");
    expect(entries).toMatchObject([{ actorId: null, subjectId: orderId, details: { outcome: "buyer" } }]);
    expect(await readBooks(sale)).toEqual({});
    await expectBooksInOrder();
  });

  test("is escalated when the seller answered: admins are told once, and somebody decides", async () => {
    const sale = await openDisputed();
    const { seller, winner, orderId, disputeId } = sale;
    const answer = { message: "It was whole when it left." };
    await ask(seller, `POST /orders/${orderId}/dispute/messages`, answer, 201);
    expect(await listEscalated()).toEqual([]);
    await pass(17 * dayMs);
    await sendAgain(disputeId);
    const letters = await api.sql(
      "select subject from development_mails where recipient = $1 and subject like 'A dispute waits%'",
      [admin.email],
    );
    expect(letters).toHaveLength(1);
    await pass(30 * dayMs);
    const notices = "select id from order_notices where kind = 'dispute-escalated' and about = $1";
    expect(await api.sql(notices, [disputeId])).toHaveLength(1);
    expect(await read(winner, orderId)).toMatchObject({ status: "disputed", releasedAt: null });
    expect(await listEscalated()).toMatchObject([{ id: disputeId, orderId, status: "open" }]);
    const decision = { outcome: "seller", resolution: "The pictures show that it was whole." };
    await ask(admin, `POST /admin/orders/${orderId}/dispute/resolve`, decision);
    expect(await listEscalated()).toEqual([]);
    expect(await read(winner, orderId)).toMatchObject({ status: "shipped" });
    await expectBooksInOrder();
  });

  test("is nobody's any more once the house decided in time", async () => {
    const { winner, orderId, disputeId } = await openDisputed();
    const decision = { outcome: "seller", resolution: "It arrived whole." };
    await ask(admin, `POST /admin/orders/${orderId}/dispute/resolve`, decision);
    await pass(18 * dayMs);
    await sendAgain(disputeId);
    expect((await ask(winner, `GET /orders/${orderId}/dispute`)).status).toBe("won");
    expect((await read(winner, orderId)).status).toBe("shipped");
    await expectBooksInOrder();
  });
});
