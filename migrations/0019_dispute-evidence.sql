ALTER TABLE "ledger_accounts" DROP CONSTRAINT "ledger_accounts_kind_check";--> statement-breakpoint
DROP INDEX "disputes_open_unique";--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "payment_id" uuid;--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "evidence_status" text;--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "evidence_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "evidence_submitted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "next_action_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "action_attempts" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payouts" ADD COLUMN "waiting_for" text;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "disputes_open_buyer_unique" ON "disputes" USING btree ("order_id") WHERE "disputes"."status" = 'open' and "disputes"."origin" = 'buyer';--> statement-breakpoint
CREATE INDEX "disputes_payment_index" ON "disputes" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "disputes_next_action_index" ON "disputes" USING btree ("next_action_at","id") WHERE "disputes"."next_action_at" is not null;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_evidence_check" CHECK ("disputes"."evidence_status" in ('due', 'sending', 'submitted', 'closed'));--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_evidence_submitted_check" CHECK (("disputes"."evidence_status" = 'submitted') = ("disputes"."evidence_submitted_at" is not null));--> statement-breakpoint
ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_kind_check" CHECK ("ledger_accounts"."kind" in ('buyer', 'seller-held', 'seller-available', 'shipping', 'fees', 'premium', 'tax', 'provider', 'provider-fees', 'refunds', 'disputes', 'losses', 'payouts', 'prize-pool'));--> statement-breakpoint
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_waiting_check" CHECK ("payouts"."waiting_for" in ('provider-balance'));