CREATE TABLE "pictures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid,
	"purpose" text NOT NULL,
	"discard_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pictures_purpose_check" CHECK ("pictures"."purpose" in ('avatar'))
);
--> statement-breakpoint
ALTER TABLE "user_sessions" DROP CONSTRAINT "user_sessions_revoked_reason_check";--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pictures_owner_index" ON "pictures" USING btree ("owner_id","purpose");--> statement-breakpoint
CREATE INDEX "pictures_discard_at_index" ON "pictures" USING btree ("discard_at","id") WHERE "pictures"."discard_at" is not null;--> statement-breakpoint
CREATE INDEX "orders_buyer_refund_index" ON "orders" USING btree ("buyer_id","refunded_at","id") WHERE "orders"."refunded_at" is not null;--> statement-breakpoint
CREATE INDEX "orders_seller_refund_index" ON "orders" USING btree ("seller_id","refunded_at","id") WHERE "orders"."refunded_at" is not null;--> statement-breakpoint
CREATE INDEX "refresh_tokens_expires_at_index" ON "refresh_tokens" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "user_sessions" ADD CONSTRAINT "user_sessions_revoked_reason_check" CHECK ("user_sessions"."revoked_reason" in ('logout', 'logout-all', 'reuse', 'password', 'disabled', 'admin', 'deleted'));