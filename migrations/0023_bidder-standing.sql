CREATE TABLE "self_limits" (
	"user_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"period" text NOT NULL,
	"limit_minor" bigint,
	"next_limit_minor" bigint,
	"next_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "self_limits_pkey" PRIMARY KEY("user_id","currency","period"),
	CONSTRAINT "self_limits_currency_check" CHECK ("self_limits"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "self_limits_period_check" CHECK ("self_limits"."period" in ('auction', 'day', 'month')),
	CONSTRAINT "self_limits_limit_check" CHECK ("self_limits"."limit_minor" between 1 and 1000000000000),
	CONSTRAINT "self_limits_next_limit_check" CHECK ("self_limits"."next_limit_minor" between 1 and 1000000000000),
	CONSTRAINT "self_limits_next_check" CHECK ("self_limits"."next_at" is not null or "self_limits"."next_limit_minor" is null)
);
--> statement-breakpoint
CREATE TABLE "strikes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"appeal_status" text DEFAULT 'none' NOT NULL,
	"appeal" text,
	"appealed_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decision" text,
	"removed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "strikes_order_unique" UNIQUE("order_id"),
	CONSTRAINT "strikes_appeal_status_check" CHECK ("strikes"."appeal_status" in ('none', 'open', 'denied')),
	CONSTRAINT "strikes_appeal_check" CHECK (char_length("strikes"."appeal") between 1 and 2000),
	CONSTRAINT "strikes_decision_check" CHECK (char_length("strikes"."decision") between 1 and 500),
	CONSTRAINT "strikes_appealed_check" CHECK (("strikes"."appeal" is null) = ("strikes"."appealed_at" is null))
);
--> statement-breakpoint
ALTER TABLE "account_notices" DROP CONSTRAINT "account_notices_kind_check";--> statement-breakpoint
ALTER TABLE "seller_blocks" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "self_limits" ADD CONSTRAINT "self_limits_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strikes" ADD CONSTRAINT "strikes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strikes" ADD CONSTRAINT "strikes_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "strikes_user_index" ON "strikes" USING btree ("user_id","expires_at");--> statement-breakpoint
CREATE INDEX "strikes_appeal_index" ON "strikes" USING btree ("appealed_at","id") WHERE "strikes"."appeal_status" = 'open';--> statement-breakpoint
CREATE INDEX "seller_blocks_seller_index" ON "seller_blocks" USING btree ("seller_id","created_at","id");--> statement-breakpoint
ALTER TABLE "seller_blocks" ADD CONSTRAINT "seller_blocks_id_unique" UNIQUE("id");--> statement-breakpoint
ALTER TABLE "account_notices" ADD CONSTRAINT "account_notices_kind_check" CHECK ("account_notices"."kind" in ('seller-approved', 'seller-rejected', 'strike-given', 'strike-removed', 'strike-kept'));--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "self_limits" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
INSERT INTO "self_limits" ("user_id", "currency", "period", "limit_minor")
  SELECT "user_id", "currency", 'auction', "own_limit_minor" FROM "spending_limits" WHERE "own_limit_minor" IS NOT NULL;
