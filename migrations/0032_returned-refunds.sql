ALTER TABLE "ledger_accounts" DROP CONSTRAINT "ledger_accounts_kind_check";--> statement-breakpoint
ALTER TABLE "ledger_transactions" DROP CONSTRAINT "ledger_transactions_kind_check";--> statement-breakpoint
ALTER TABLE "order_notices" DROP CONSTRAINT "order_notices_kind_check";--> statement-breakpoint
ALTER TABLE "refunds" DROP CONSTRAINT "refunds_status_check";--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "retry_of" uuid;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "returned_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "settled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "settled_by" uuid;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "settlement_means" text;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "settlement_reference" text;--> statement-breakpoint
-- When it came back was not written down; it was the last thing that happened to it.
UPDATE "refunds" SET "returned_at" = "updated_at" WHERE "status" = 'failed';--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_retry_of_refunds_id_fk" FOREIGN KEY ("retry_of") REFERENCES "public"."refunds"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "refunds_returned_index" ON "refunds" USING btree ("status","returned_at","id") WHERE "refunds"."returned_at" is not null;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_retry_of_unique" UNIQUE("retry_of");--> statement-breakpoint
ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_kind_check" CHECK ("ledger_accounts"."kind" in ('buyer', 'seller-held', 'seller-available', 'shipping', 'fees', 'premium', 'tax', 'provider', 'provider-fees', 'refunds', 'disputes', 'losses', 'bank', 'payouts', 'prize-pool'));--> statement-breakpoint
ALTER TABLE "ledger_transactions" ADD CONSTRAINT "ledger_transactions_kind_check" CHECK ("ledger_transactions"."kind" in ('charge', 'order-paid', 'provider-fee', 'refund', 'refund-sent', 'refund-failed', 'refund-settled', 'dispute-opened', 'dispute-won', 'dispute-lost', 'release', 'payout', 'payout-sent', 'payout-failed'));--> statement-breakpoint
ALTER TABLE "order_notices" ADD CONSTRAINT "order_notices_kind_check" CHECK ("order_notices"."kind" in ('order-paid', 'order-sold', 'payment-failed', 'second-chance', 'order-cancelled', 'order-shipped', 'order-delivered', 'order-refunded', 'refund-failed', 'refund-settled', 'dispute-opened', 'dispute-resolved'));--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_returned_check" CHECK (("refunds"."status" in ('failed', 'resent', 'settled')) = ("refunds"."returned_at" is not null));--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_settled_check" CHECK (num_nonnulls("refunds"."settled_at", "refunds"."settled_by", "refunds"."settlement_means", "refunds"."settlement_reference")
        = case when "refunds"."status" = 'settled' then 4 else 0 end);--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_settlement_means_check" CHECK ("refunds"."settlement_means" in ('bank-transfer', 'cheque', 'cash', 'other'));--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_settlement_reference_check" CHECK (char_length("refunds"."settlement_reference") between 1 and 200);--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_status_check" CHECK ("refunds"."status" in ('pending', 'completed', 'failed', 'resent', 'settled'));