CREATE TABLE "order_notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"next_action_at" timestamp (3) with time zone,
	"action_attempts" smallint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "order_notices_unique" UNIQUE("order_id","user_id","kind","about"),
	CONSTRAINT "order_notices_kind_check" CHECK ("order_notices"."kind" in ('order-paid', 'order-sold', 'payment-failed', 'second-chance', 'order-cancelled', 'order-shipped', 'order-delivered', 'order-refunded', 'refund-failed', 'dispute-opened', 'dispute-resolved')),
	CONSTRAINT "order_notices_about_check" CHECK (char_length("order_notices"."about") between 0 and 64)
);
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "given_back_parts" bigint[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "order_notices" ADD CONSTRAINT "order_notices_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_notices" ADD CONSTRAINT "order_notices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "order_notices_user_index" ON "order_notices" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "order_notices_next_action_index" ON "order_notices" USING btree ("next_action_at","id") WHERE "order_notices"."next_action_at" is not null;