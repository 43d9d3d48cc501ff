CREATE TABLE "dispute_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"dispute_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dispute_messages_text_check" CHECK (char_length("dispute_messages"."text") between 1 and 2000)
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"origin" text NOT NULL,
	"reason" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"amount_minor" bigint NOT NULL,
	"fee_minor" bigint DEFAULT 0 NOT NULL,
	"provider_reference" text,
	"answer_due_at" timestamp (3) with time zone,
	"resolved_by" uuid,
	"resolution" text,
	"resolved_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "disputes_provider_reference_unique" UNIQUE("provider_reference"),
	CONSTRAINT "disputes_origin_check" CHECK ("disputes"."origin" in ('buyer', 'bank')),
	CONSTRAINT "disputes_reason_check" CHECK ("disputes"."reason" in ('not-received', 'not-as-described', 'damaged', 'counterfeit', 'unauthorised', 'other')),
	CONSTRAINT "disputes_status_check" CHECK ("disputes"."status" in ('open', 'won', 'lost')),
	CONSTRAINT "disputes_amount_check" CHECK ("disputes"."amount_minor" between 1 and 1000000000000),
	CONSTRAINT "disputes_fee_check" CHECK ("disputes"."fee_minor" between 0 and 100000000000000),
	CONSTRAINT "disputes_resolution_check" CHECK (char_length("disputes"."resolution") between 1 and 2000),
	CONSTRAINT "disputes_resolved_check" CHECK (("disputes"."status" = 'open') = ("disputes"."resolved_at" is null))
);
--> statement-breakpoint
CREATE TABLE "ledger_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"owner_id" text,
	"currency" char(3) NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_accounts_unique" UNIQUE NULLS NOT DISTINCT("kind","owner_id","currency"),
	CONSTRAINT "ledger_accounts_currency_unique" UNIQUE("id","currency"),
	CONSTRAINT "ledger_accounts_kind_check" CHECK ("ledger_accounts"."kind" in ('buyer', 'seller-held', 'seller-available', 'shipping', 'fees', 'premium', 'tax', 'provider', 'provider-fees', 'refunds', 'disputes', 'payouts', 'prize-pool')),
	CONSTRAINT "ledger_accounts_owner_check" CHECK (char_length("ledger_accounts"."owner_id") between 1 and 64),
	CONSTRAINT "ledger_accounts_currency_check" CHECK ("ledger_accounts"."currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"transaction_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"account_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "ledger_entries_pkey" PRIMARY KEY("transaction_id","position"),
	CONSTRAINT "ledger_entries_amount_check" CHECK ("ledger_entries"."amount_minor" <> 0)
);
--> statement-breakpoint
CREATE TABLE "ledger_findings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"subject" text NOT NULL,
	"currency" char(3),
	"expected_minor" bigint,
	"found_minor" bigint,
	"found_at" timestamp (3) with time zone NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	CONSTRAINT "ledger_findings_name_check" CHECK (char_length("ledger_findings"."name") between 1 and 80),
	CONSTRAINT "ledger_findings_subject_check" CHECK (char_length("ledger_findings"."subject") between 1 and 160)
);
--> statement-breakpoint
CREATE TABLE "ledger_transactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"currency" char(3) NOT NULL,
	"order_id" uuid,
	"entry_count" smallint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_transactions_key_unique" UNIQUE("key"),
	CONSTRAINT "ledger_transactions_currency_unique" UNIQUE("id","currency"),
	CONSTRAINT "ledger_transactions_key_check" CHECK (char_length("ledger_transactions"."key") between 1 and 160),
	CONSTRAINT "ledger_transactions_kind_check" CHECK ("ledger_transactions"."kind" in ('charge', 'order-paid', 'provider-fee', 'refund', 'refund-sent', 'refund-failed', 'dispute-opened', 'dispute-won', 'dispute-lost', 'release', 'payout', 'payout-sent', 'payout-failed')),
	CONSTRAINT "ledger_transactions_currency_check" CHECK ("ledger_transactions"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "ledger_transactions_entry_count_check" CHECK ("ledger_transactions"."entry_count" >= 2)
);
--> statement-breakpoint
CREATE TABLE "parcels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"auction_id" uuid NOT NULL,
	"seller_id" uuid NOT NULL,
	"buyer_id" uuid NOT NULL,
	"carrier" text,
	"tracking_number" text,
	"shipped_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"lost_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "parcels_open_unique" UNIQUE NULLS NOT DISTINCT("auction_id","buyer_id","shipped_at"),
	CONSTRAINT "parcels_carrier_check" CHECK (char_length("parcels"."carrier") between 1 and 60),
	CONSTRAINT "parcels_tracking_check" CHECK (char_length("parcels"."tracking_number") between 1 and 80)
);
--> statement-breakpoint
CREATE TABLE "payout_accounts" (
	"user_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"provider_reference" text NOT NULL,
	"country" char(2) NOT NULL,
	"can_be_paid" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payout_accounts_pkey" PRIMARY KEY("user_id","provider"),
	CONSTRAINT "payout_accounts_reference_unique" UNIQUE("provider","provider_reference"),
	CONSTRAINT "payout_accounts_provider_check" CHECK ("payout_accounts"."provider" in ('test', 'stripe', 'paypal')),
	CONSTRAINT "payout_accounts_country_check" CHECK ("payout_accounts"."country" ~ '^[A-Z]{2}$')
);
--> statement-breakpoint
CREATE TABLE "payouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seller_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"provider" text NOT NULL,
	"account_reference" text NOT NULL,
	"provider_reference" text,
	"failure_code" text,
	"paid_at" timestamp (3) with time zone,
	"failed_at" timestamp (3) with time zone,
	"next_action_at" timestamp (3) with time zone,
	"action_attempts" smallint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payouts_provider_reference_unique" UNIQUE("provider","provider_reference"),
	CONSTRAINT "payouts_currency_check" CHECK ("payouts"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "payouts_amount_check" CHECK ("payouts"."amount_minor" between 1 and 1000000000000),
	CONSTRAINT "payouts_status_check" CHECK ("payouts"."status" in ('pending', 'in_transit', 'paid', 'failed')),
	CONSTRAINT "payouts_provider_check" CHECK ("payouts"."provider" in ('test', 'stripe', 'paypal')),
	CONSTRAINT "payouts_failure_check" CHECK (char_length("payouts"."failure_code") between 1 and 80),
	CONSTRAINT "payouts_paid_check" CHECK (("payouts"."status" = 'paid') = ("payouts"."paid_at" is not null)),
	CONSTRAINT "payouts_failed_check" CHECK (("payouts"."status" = 'failed') = ("payouts"."failed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "seller_settings" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"offers_second_chance" boolean DEFAULT false NOT NULL,
	"is_trusted" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_events" (
	"provider" text NOT NULL,
	"event_id" text NOT NULL,
	"type" text NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "provider_events_pkey" PRIMARY KEY("provider","event_id"),
	CONSTRAINT "provider_events_provider_check" CHECK ("provider_events"."provider" in ('test', 'stripe', 'paypal')),
	CONSTRAINT "provider_events_event_id_check" CHECK (char_length("provider_events"."event_id") between 1 and 255),
	CONSTRAINT "provider_events_type_check" CHECK (char_length("provider_events"."type") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"requested_by" uuid,
	"status" text DEFAULT 'pending' NOT NULL,
	"provider_reference" text,
	"completed_at" timestamp (3) with time zone,
	"next_action_at" timestamp (3) with time zone,
	"action_attempts" smallint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refunds_provider_reference_unique" UNIQUE("payment_id","provider_reference"),
	CONSTRAINT "refunds_amount_check" CHECK ("refunds"."amount_minor" between 1 and 1000000000000),
	CONSTRAINT "refunds_status_check" CHECK ("refunds"."status" in ('pending', 'completed', 'failed')),
	CONSTRAINT "refunds_reason_check" CHECK ("refunds"."reason" in ('requested', 'damaged', 'not-as-described', 'lost', 'cancelled', 'dispute', 'late', 'other')),
	CONSTRAINT "refunds_note_check" CHECK (char_length("refunds"."note") between 1 and 500),
	CONSTRAINT "refunds_completed_check" CHECK (("refunds"."status" = 'completed') = ("refunds"."completed_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "payment_methods" DROP CONSTRAINT "payment_methods_provider_check";--> statement-breakpoint
ALTER TABLE "payments" DROP CONSTRAINT "payments_refunded_check";--> statement-breakpoint
ALTER TABLE "payments" DROP CONSTRAINT "payments_refunded_at_check";--> statement-breakpoint
ALTER TABLE "payments" DROP CONSTRAINT "payments_status_check";--> statement-breakpoint
ALTER TABLE "payments" DROP CONSTRAINT "payments_provider_check";--> statement-breakpoint
ALTER TABLE "payments" DROP CONSTRAINT "payments_completed_check";--> statement-breakpoint
DROP INDEX "orders_pending_index";--> statement-breakpoint
DROP INDEX "payments_order_index";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "origin" text DEFAULT 'hammer' NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "status_before_dispute" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "cancel_reason" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "refunded_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "parcel_id" uuid;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "lost_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "release_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "released_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "invoice_number" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "next_action_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "action_attempts" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_methods" ADD COLUMN "customer_reference" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "attempt" smallint NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "fee_minor" bigint;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "next_action_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "action_attempts" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "dispute_messages" ADD CONSTRAINT "dispute_messages_dispute_id_disputes_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."disputes"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_messages" ADD CONSTRAINT "dispute_messages_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_transaction_fkey" FOREIGN KEY ("transaction_id","currency") REFERENCES "public"."ledger_transactions"("id","currency") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_account_fkey" FOREIGN KEY ("account_id","currency") REFERENCES "public"."ledger_accounts"("id","currency") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_transactions" ADD CONSTRAINT "ledger_transactions_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parcels" ADD CONSTRAINT "parcels_auction_id_auctions_id_fk" FOREIGN KEY ("auction_id") REFERENCES "public"."auctions"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parcels" ADD CONSTRAINT "parcels_seller_id_users_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parcels" ADD CONSTRAINT "parcels_buyer_id_users_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_accounts" ADD CONSTRAINT "payout_accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_seller_id_users_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seller_settings" ADD CONSTRAINT "seller_settings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dispute_messages_dispute_index" ON "dispute_messages" USING btree ("dispute_id","id");--> statement-breakpoint
CREATE INDEX "dispute_messages_author_index" ON "dispute_messages" USING btree ("author_id");--> statement-breakpoint
CREATE UNIQUE INDEX "disputes_open_unique" ON "disputes" USING btree ("order_id") WHERE "disputes"."status" = 'open';--> statement-breakpoint
CREATE INDEX "disputes_order_index" ON "disputes" USING btree ("order_id","created_at");--> statement-breakpoint
CREATE INDEX "disputes_open_index" ON "disputes" USING btree ("created_at","id") WHERE "disputes"."status" = 'open';--> statement-breakpoint
CREATE INDEX "ledger_accounts_owner_index" ON "ledger_accounts" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "ledger_entries_account_index" ON "ledger_entries" USING btree ("account_id","transaction_id");--> statement-breakpoint
CREATE INDEX "ledger_findings_open_index" ON "ledger_findings" USING btree ("name","subject") WHERE "ledger_findings"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "ledger_transactions_order_index" ON "ledger_transactions" USING btree ("order_id","id") WHERE "ledger_transactions"."order_id" is not null;--> statement-breakpoint
CREATE INDEX "ledger_transactions_at_index" ON "ledger_transactions" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "parcels_seller_index" ON "parcels" USING btree ("seller_id","created_at","id");--> statement-breakpoint
CREATE INDEX "parcels_buyer_index" ON "parcels" USING btree ("buyer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "payouts_seller_index" ON "payouts" USING btree ("seller_id","created_at","id");--> statement-breakpoint
CREATE INDEX "payouts_next_action_index" ON "payouts" USING btree ("next_action_at","id") WHERE "payouts"."next_action_at" is not null;--> statement-breakpoint
CREATE INDEX "provider_events_received_index" ON "provider_events" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "refunds_order_index" ON "refunds" USING btree ("order_id","created_at");--> statement-breakpoint
CREATE INDEX "refunds_next_action_index" ON "refunds" USING btree ("next_action_at","id") WHERE "refunds"."next_action_at" is not null;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_parcel_id_parcels_id_fk" FOREIGN KEY ("parcel_id") REFERENCES "public"."parcels"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "orders_parcel_index" ON "orders" USING btree ("parcel_id");--> statement-breakpoint
CREATE INDEX "orders_next_action_index" ON "orders" USING btree ("next_action_at","id") WHERE "orders"."next_action_at" is not null;--> statement-breakpoint
CREATE INDEX "orders_release_index" ON "orders" USING btree ("release_at","id") WHERE "orders"."release_at" is not null and "orders"."released_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "payments_unfailed_unique" ON "payments" USING btree ("order_id") WHERE "payments"."status" not in ('failed', 'canceled');--> statement-breakpoint
CREATE INDEX "payments_next_action_index" ON "payments" USING btree ("next_action_at","id") WHERE "payments"."next_action_at" is not null;--> statement-breakpoint
ALTER TABLE "payments" DROP COLUMN "refunded_minor";--> statement-breakpoint
ALTER TABLE "payments" DROP COLUMN "refund_reference";--> statement-breakpoint
ALTER TABLE "payments" DROP COLUMN "provider_response";--> statement-breakpoint
ALTER TABLE "payments" DROP COLUMN "refunded_at";--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_invoice_number_unique" UNIQUE("invoice_number");--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_attempt_unique" UNIQUE("order_id","attempt");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_origin_check" CHECK ("orders"."origin" in ('hammer', 'second-chance'));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_cancel_reason_check" CHECK ("orders"."cancel_reason" in ('payment-failed', 'offer-expired', 'offer-declined', 'buyer', 'seller', 'house'));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_status_before_dispute_check" CHECK ("orders"."status_before_dispute" in ('paid', 'shipped', 'delivered'));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_refunded_minor_check" CHECK ("orders"."refunded_minor" between 0 and "orders"."total_minor");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_released_check" CHECK ("orders"."released_at" is null or "orders"."paid_at" is not null);--> statement-breakpoint
ALTER TABLE "payment_methods" ADD CONSTRAINT "payment_methods_provider_check" CHECK ("payment_methods"."provider" in ('test', 'stripe', 'paypal'));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_fee_check" CHECK ("payments"."fee_minor" between 0 and 100000000000000);--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_attempt_check" CHECK ("payments"."attempt" >= 1);--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_status_check" CHECK ("payments"."status" in ('pending', 'processing', 'requires_action', 'completed', 'failed', 'canceled'));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_provider_check" CHECK ("payments"."provider" in ('test', 'stripe', 'paypal'));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_completed_check" CHECK (("payments"."status" = 'completed') = ("payments"."completed_at" is not null));