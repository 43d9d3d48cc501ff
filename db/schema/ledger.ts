import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { accountKinds } from "../../domain/ledger/account.ts";
import { transactionKinds } from "../../domain/ledger/transaction.ts";
import { createdAt, currencyCode, isCurrency, isOneOf, isText, moment, primaryId } from "./columns.ts";
import { orders } from "./orders.ts";

/**
 * The double-entry ledger (rule S3). All three tables are only ever added to (trigger `refuse_change`), and a transaction
 * whose entries do not sum to zero, or are not all there, does not commit (constraint trigger `check_ledger_sum`).
 * Balances are sums of entries and kept nowhere.
 */
export const ledgerAccounts = pgTable(
  "ledger_accounts",
  {
    id: primaryId(),
    kind: text("kind", { enum: accountKinds }).notNull(),
    /**
     * A person, a competition or a provider's name; null for the house's own. Without a foreign key: it names things of
     * several tables, and outlives them all.
     */
    ownerId: text("owner_id"),
    currency: currencyCode().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique("ledger_accounts_unique").on(table.kind, table.ownerId, table.currency).nullsNotDistinct(),
    unique("ledger_accounts_currency_unique").on(table.id, table.currency),
    index("ledger_accounts_owner_index").on(table.ownerId),
    check("ledger_accounts_kind_check", isOneOf(table.kind, accountKinds)),
    check("ledger_accounts_owner_check", isText(table.ownerId, 1, 64)),
    check("ledger_accounts_currency_check", isCurrency(table.currency)),
  ],
);

export const ledgerTransactions = pgTable(
  "ledger_transactions",
  {
    id: primaryId(),
    /** The event it records; a second one of the same event is refused. */
    key: text("key").notNull().unique("ledger_transactions_key_unique"),
    kind: text("kind", { enum: transactionKinds }).notNull(),
    currency: currencyCode().notNull(),
    /** RESTRICT: money's trail. */
    orderId: uuid("order_id").references(() => orders.id, { onDelete: "restrict" }),
    /** Checked at commit: nothing can be added to a transaction later, not even what sums to zero. */
    entryCount: smallint("entry_count").notNull(),
    at: moment("at").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique("ledger_transactions_currency_unique").on(table.id, table.currency),
    index("ledger_transactions_order_index")
      .on(table.orderId, table.id)
      .where(sql`${table.orderId} is not null`),
    index("ledger_transactions_at_index").on(table.at, table.id),
    check("ledger_transactions_key_check", isText(table.key, 1, 160)),
    check("ledger_transactions_kind_check", isOneOf(table.kind, transactionKinds)),
    check("ledger_transactions_currency_check", isCurrency(table.currency)),
    check("ledger_transactions_entry_count_check", sql`${table.entryCount} >= 2`),
  ],
);

export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    transactionId: uuid("transaction_id").notNull(),
    position: smallint("position").notNull(),
    accountId: uuid("account_id").notNull(),
    /** Of the transaction and of the account: the two foreign keys keep one transaction to one currency. */
    currency: currencyCode().notNull(),
    /** Debit above zero, credit below. */
    amountMinor: bigint("amount_minor", { mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ name: "ledger_entries_pkey", columns: [table.transactionId, table.position] }),
    foreignKey({
      name: "ledger_entries_transaction_fkey",
      columns: [table.transactionId, table.currency],
      foreignColumns: [ledgerTransactions.id, ledgerTransactions.currency],
    }).onDelete("restrict"),
    foreignKey({
      name: "ledger_entries_account_fkey",
      columns: [table.accountId, table.currency],
      foreignColumns: [ledgerAccounts.id, ledgerAccounts.currency],
    }).onDelete("restrict"),
    // A transaction's id begins with its time, so this reads an account's history in order.
    index("ledger_entries_account_index").on(table.accountId, table.transactionId),
    check("ledger_entries_amount_check", sql`${table.amountMinor} <> 0`),
  ],
);

/** What the reconciliation found wrong: a cent is enough. A finding stays until it is no longer found. */
export const ledgerFindings = pgTable(
  "ledger_findings",
  {
    id: primaryId(),
    /** The check, and what it is about. */
    name: text("name").notNull(),
    subject: text("subject").notNull(),
    currency: currencyCode(),
    expectedMinor: bigint("expected_minor", { mode: "number" }),
    foundMinor: bigint("found_minor", { mode: "number" }),
    foundAt: moment("found_at").notNull(),
    resolvedAt: moment("resolved_at"),
  },
  (table) => [
    // Found again, it is the same one.
    uniqueIndex("ledger_findings_open_unique")
      .on(table.name, table.subject)
      .where(sql`${table.resolvedAt} is null`),
    check("ledger_findings_name_check", isText(table.name, 1, 80)),
    check("ledger_findings_subject_check", isText(table.subject, 1, 160)),
  ],
);

/**
 * How far the reconciliation has got in what is too much for one run: it goes on behind `position` and begins anew at the
 * end, so that everything is looked at again and again, however much there is.
 */
export const ledgerWalks = pgTable(
  "ledger_walks",
  {
    name: text("name").primaryKey(),
    position: uuid("position"),
    lookedAt: moment("looked_at").notNull(),
    /** When it last came to the end. */
    completedAt: moment("completed_at"),
  },
  (table) => [check("ledger_walks_name_check", isText(table.name, 1, 80))],
);
