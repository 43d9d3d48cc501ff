import type pg from "pg";
import type { ModelProvider } from "./model-provider.ts";

/*
 * What must hold after every step, said in SQL and in the provider's own records, apart from the code that moves money.
 */

/** Each line names rows that must not exist. `$1` is the sale. */
const forbidden = {
  "entries that do not sum to zero": `select sum(e.amount_minor)::text as found from ledger_entries e
    join ledger_transactions t on t.id = e.transaction_id join orders o on o.id = t.order_id
    where o.auction_id = $1 having sum(e.amount_minor) <> 0`,
  "an order paid by two payments": `select o.id as found from orders o
    join payments p on p.order_id = o.id and p.status = 'completed'
    where o.auction_id = $1 group by o.id having count(*) > 1`,
  "a parcel shipped without money": `select o.id as found from orders o where o.auction_id = $1 and o.shipped_at is not null
    and not exists (select from payments p where p.order_id = o.id and p.status = 'completed')`,
  "an order paid without its money in the books": `select o.id as found from orders o where o.auction_id = $1
    and o.paid_at is not null and not exists (select from ledger_transactions t where t.key = 'order-paid:' || o.id)`,
  "more given back than was paid": `select o.id as found from orders o where o.auction_id = $1
    and (select coalesce(sum(part), 0) from unnest(o.given_back_parts) part) <> o.refunded_minor`,
  "a refund that came back and waits, of a charge whose bank took it back since": `select r.id as found from orders o
    join refunds r on r.order_id = o.id and r.status = 'failed' join payments p on p.id = r.payment_id
    join disputes d on d.payment_id = p.id and d.status = 'lost' and d.amount_minor >= p.amount_minor
    where o.auction_id = $1 and r.returned_at < d.resolved_at`,
  "more or less than came back was sent again": `select r.id as found from orders o
    join refunds r on r.order_id = o.id join refunds again on again.retry_of = r.id
    where o.auction_id = $1 and again.amount_minor <> r.amount_minor - r.charged_back_minor`,
  "a bank's part of what came back that no dispute took": `select o.id as found from orders o where o.auction_id = $1
    and (select coalesce(sum(credit_minor), 0) from disputes d where d.order_id = o.id)
      <> (select coalesce(sum(charged_back_minor), 0) from refunds r where r.order_id = o.id)`,
  "a share somebody owes of an order": `select o.id || a.kind as found from orders o
    join ledger_transactions t on t.order_id = o.id join ledger_entries e on e.transaction_id = t.id
    join ledger_accounts a on a.id = e.account_id
    where o.auction_id = $1 and a.kind in ('seller-held', 'shipping', 'fees', 'premium', 'tax', 'refunds')
    group by o.id, a.kind having sum(e.amount_minor) > 0`,
} as const;

/** What is wrong now; empty when nothing is. */
export async function auditStep(pool: pg.Pool, auctionId: string, model: ModelProvider): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, statement] of Object.entries(forbidden)) {
    const { rows } = await pool.query<{ found: string }>(statement, [auctionId]);
    wrong.push(...rows.map(({ found }) => `${name}: ${found}`));
  }
  // Never charged twice: at no moment has a provider two charges of one order that went through.
  const succeeded = new Map<string, number>();
  for (const { request, charge } of model.charges.values())
    if (charge.status === "succeeded")
      succeeded.set(request.orderId, (succeeded.get(request.orderId) ?? 0) + 1);
  for (const [orderId, count] of succeeded) if (count > 1) wrong.push(`charged ${count} times: ${orderId}`);
  return wrong;
}

/** What must hold once everything that was going on has come to its end. */
export async function auditEnd(
  pool: pg.Pool,
  auctionId: string,
  { model, disputedMinor }: { readonly model: ModelProvider; readonly disputedMinor: number },
): Promise<string[]> {
  const wrong = await auditStep(pool, auctionId, model);
  const { rows: left } = await pool.query<{ found: string }>(
    `select id || ' is ' || status as found from orders where auction_id = $1
       and (status = 'pending' or next_action_at is not null)
     union all select r.id || ' is due' from refunds r join orders o on o.id = r.order_id
       where o.auction_id = $1 and (r.status = 'pending' or r.next_action_at is not null)
     union all select p.id || ' is ' || p.status from payments p join orders o on o.id = p.order_id
       where o.auction_id = $1 and (p.status not in ('completed', 'failed', 'canceled') or p.next_action_at is not null)
     union all select n.id || ' was not told' from order_notices n join orders o on o.id = n.order_id
       where o.auction_id = $1 and n.sent_at is null`,
    [auctionId],
  );
  wrong.push(...left.map(({ found }) => found));
  const { rows: books } = await pool.query<{ kind: string; balance: string }>(
    `select a.kind, sum(e.amount_minor)::text as balance from orders o
       join ledger_transactions t on t.order_id = o.id join ledger_entries e on e.transaction_id = t.id
       join ledger_accounts a on a.id = e.account_id
     where o.auction_id = $1 group by a.kind`,
    [auctionId],
  );
  const balanceOf = (kind: string): number => Number(books.find((row) => row.kind === kind)?.balance ?? 0);
  const held = computeHeldMinor(model) - disputedMinor;
  if (balanceOf("provider") !== held)
    wrong.push(`the provider has ${held}, the books say ${balanceOf("provider")}`);
  const done = await readDone(pool, auctionId);
  const owedMinor = sumRefunds(model, "failed") - done.againMinor - done.byHandMinor - done.byBankMinor;
  if (balanceOf("buyer") !== -owedMinor)
    wrong.push(`buyers are owed ${owedMinor}, the books say ${-balanceOf("buyer")}`);
  if (balanceOf("bank") !== -done.byHandMinor)
    wrong.push(`${done.byHandMinor} was paid by hand, the books say ${-balanceOf("bank")}`);
  if (balanceOf("disputes") !== 0) wrong.push(`disputes of ${balanceOf("disputes")} are borne by nobody`);
  if (balanceOf("refunds") !== 0) wrong.push(`refunds of ${balanceOf("refunds")} never left`);
  return wrong;
}

/** What was done about refunds that came back: sent again, paid by hand, or taken back by their buyers' banks. */
async function readDone(pool: pg.Pool, auctionId: string) {
  const { rows } = await pool.query<{ again: string; hand: string; bank: string }>(
    `select coalesce(sum(amount_minor) filter (where retry_of is not null), 0)::text as again,
       coalesce(sum(amount_minor - charged_back_minor) filter (where status = 'settled'), 0)::text as hand,
       coalesce(sum(charged_back_minor), 0)::text as bank
     from refunds where order_id in (select id from orders where auction_id = $1)`,
    [auctionId],
  );
  const [row] = rows;
  return {
    againMinor: Number(row?.again),
    byHandMinor: Number(row?.hand),
    byBankMinor: Number(row?.bank),
  };
}

/** What the provider itself has of ours: charges less its fees less what it sent back. */
function computeHeldMinor(model: ModelProvider): number {
  const charges = [...model.charges.values()].filter(({ charge }) => charge.status === "succeeded");
  const takenMinor = charges.reduce(
    (sum, { request, charge }) => sum + request.amountMinor - (charge.feeMinor ?? 0),
    0,
  );
  return takenMinor - sumRefunds(model, "succeeded");
}

const sumRefunds = (model: ModelProvider, status: "succeeded" | "failed"): number =>
  [...model.refunds.values()]
    .filter(({ refund }) => refund.status === status)
    .reduce((sum, { request }) => sum + request.amountMinor, 0);
