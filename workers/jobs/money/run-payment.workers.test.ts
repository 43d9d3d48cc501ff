import { expect, test } from "vitest";
import { minuteMs, openSaleLife } from "../../../test/support/workers/sale-life.ts";

const { api, hammer, pass } = await openSaleLife();

/** How an order's only payment stands, and whether it is to be looked at. */
const readPayment = async (orderId: string) => {
  const [row] = await api.sql("select status, next_action_at from payments where order_id = $1", [orderId]);
  return { status: row?.["status"], nextActionAt: row?.["next_action_at"] };
};

test.each([
  ["has no charge at its provider", "provider_reference = null"],
  ["was declined", "status = 'failed'"],
])(
  "[S1] a payment that is over and %s is looked at once when it is woken, and left alone",
  async (_, how) => {
    const { orderId } = await hammer({ card: "4000000000000341" });
    expect(await readPayment(orderId)).toEqual({ status: "failed", nextActionAt: null });
    await api.sql(`update payments set next_action_at = $2, ${how} where order_id = $1`, [
      orderId,
      new Date(Date.now()),
    ]);
    await pass(minuteMs);
    expect(await readPayment(orderId)).toEqual({ status: "failed", nextActionAt: null });
  },
);
