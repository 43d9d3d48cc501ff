import { getId, id, kinds, moment, openPlanStage, page } from "../../test/support/query-plans.ts";
import type { Transaction } from "../database.ts";
import { listPayouts } from "../payouts/payouts.ts";
import { listDueReleases } from "../payouts/release-order.ts";
import { checkOrders } from "../reconciliation/check-orders.ts";
import { readBalances } from "./ledger.ts";
import { findOrderOf, listOrders } from "./orders.ts";
import { listReturnedRefunds } from "./returned-refunds.ts";
import { listMonths, listStatementLines } from "./statements.ts";
import { listTransactions } from "./transactions.ts";
import { listNextReleases } from "./wallet.ts";

const { database, second, testPlans } = await openPlanStage([
  `update orders set refunded_minor = 1, given_back_parts = '{1}' where id in (
     select ${id(kinds.order, "n * 7")} from generate_series(1, 2857) n)`,
  `insert into disputes (id, order_id, origin, reason, status, amount_minor, resolved_at)
   select gen_random_uuid(), ${id(kinds.order, "n * 6")}, 'bank', 'other', 'won', 1, now() from generate_series(1, 3000) n`,
  `insert into seller_settings (user_id) select ${id(kinds.user, "n")} from generate_series(1, 5000) n`,
  `insert into payment_methods (id, user_id, provider, provider_reference, brand, last4, status, verified_at, preference)
   select gen_random_uuid(), ${id(kinds.user, "n")}, 'test', 'card-' || n, 'visa', '4242', 'verified', now(), n
   from generate_series(1, 5000) n`,
  `insert into payments (id, order_id, user_id, attempt, idempotency_key, status, amount_minor, currency, provider,
     completed_at)
   select id, id, buyer_id, 1, id::text, 'completed', 1, 'USD', 'test', now() from orders where refunded_minor > 0`,
  `insert into refunds (id, order_id, payment_id, amount_minor, reason, created_at)
   select gen_random_uuid(), id, id, 1, 'other', created_at from orders, generate_series(1, 5) where refunded_minor > 0`,
  `insert into refunds (id, order_id, payment_id, amount_minor, reason, status, returned_at)
   select gen_random_uuid(), id, id, 1, 'other', 'failed', created_at from orders where refunded_minor > 0`,
  `insert into payouts (id, seller_id, currency, amount_minor, provider, account_reference, created_at)
   select gen_random_uuid(), ${id(kinds.user, "1 + n % 50")}, 'USD', 500, 'test', 'a', ${moment}
   from generate_series(1, 5000) n`,
  `insert into ledger_accounts (id, kind, owner_id, currency)
   select ${id(kinds.account, "n")}, 'seller-held', ${id(kinds.user, "n")}::text, 'USD' from generate_series(1, 2000) n`,
  // Two lines each, of account n and of the next one.
  `with told as (
     insert into ledger_transactions (id, key, kind, currency, order_id, entry_count, at)
     select ${id(kinds.movement, "n")}, 'order-paid:' || n, 'order-paid', 'USD', ${id(kinds.order, "n")}, 2, ${moment}
     from generate_series(1, 1500) n returning id, key)
   insert into ledger_entries (transaction_id, position, account_id, currency, amount_minor)
   select told.id, side, ${id(kinds.account, "1 + (split_part(told.key, ':', 2)::int + side) % 2000")}, 'USD', 1 - 2 * side
   from told, generate_series(0, 1) side`,
]);

const user = getId(kinds.user, 1_002);
const seller = getId(kinds.user, 2);
const at = new Date(Date.UTC(2026, 10, 21));

testPlans([
  {
    what: "what somebody bought",
    run: async () => listOrders(database, { userId: user, side: "buyer" }, { limit: 5 }),
    uses: ["orders_buyer_index"],
  },
  {
    what: "what somebody paid and was paid",
    run: async () => second(async (request) => listTransactions(database, { userId: user }, request)),
    uses: ["orders_buyer_index", "orders_seller_index", "orders_seller_refund_index", "payouts_seller_index"],
  },
  {
    what: "refunds that came back",
    run: async () => second(async (request) => listReturnedRefunds(database, { status: "failed" }, request)),
    uses: ["refunds_returned_index"],
    inOrder: true,
  },
  {
    what: "a seller's payouts",
    run: async () => second(async (request) => listPayouts(database, seller, request)),
    uses: ["payouts_seller_index"],
    inOrder: true,
  },
  {
    what: "what somebody has",
    run: async () => readBalances(database, { ownerId: seller, kinds: ["seller-held"] }),
    uses: ["ledger_accounts_owner_index", "ledger_entries_account_index"],
  },
  {
    what: "a seller's next releases",
    run: async () => listNextReleases(database, seller, 20),
    uses: ["orders_seller_release_index"],
  },
  {
    what: "orders to be released",
    run: async () => listDueReleases(database, { at, limit: 500 }),
    uses: ["orders_release_index"],
  },
  {
    what: "the months of a seller",
    run: async () => listMonths(database, seller),
    uses: ["ledger_accounts_owner_index", "ledger_entries_account_index"],
  },
  {
    what: "a month of a seller",
    run: async () =>
      listStatementLines(
        database,
        { ownerId: seller, month: { from: new Date(0), to: new Date(Date.UTC(2026, 1)) } },
        page,
      ),
    uses: ["ledger_accounts_owner_index", "ledger_entries_account_index"],
  },
  {
    what: "orders as the reconciliation reads them",
    run: async () =>
      checkOrders.find(database as Transaction, [getId(kinds.order, 100), getId(kinds.order, 7)]),
    uses: [
      "orders_pkey",
      "payments_attempt_unique",
      "refunds_order_index",
      "ledger_transactions_order_index",
    ],
  },
  {
    what: "what somebody sold",
    run: async () =>
      second(async (request) => listOrders(database, { userId: seller, side: "seller" }, request)),
    uses: ["orders_seller_index"],
    inOrder: true,
  },
  {
    what: "an order of somebody",
    run: async () => findOrderOf(database, { orderId: getId(kinds.order, 5), userId: seller }),
    uses: ["orders_pkey"],
  },
]);
