CREATE TABLE "account_notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"details" jsonb NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"next_action_at" timestamp (3) with time zone,
	"action_attempts" smallint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_notices_unique" UNIQUE("user_id","kind","about"),
	CONSTRAINT "account_notices_kind_check" CHECK ("account_notices"."kind" in ('seller-approved', 'seller-rejected')),
	CONSTRAINT "account_notices_about_check" CHECK (char_length("account_notices"."about") between 1 and 64)
);
--> statement-breakpoint
CREATE TABLE "seller_follows" (
	"user_id" uuid NOT NULL,
	"seller_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seller_follows_pkey" PRIMARY KEY("user_id","seller_id"),
	CONSTRAINT "seller_follows_self_check" CHECK ("seller_follows"."user_id" <> "seller_follows"."seller_id")
);
--> statement-breakpoint
CREATE TABLE "seller_tallies" (
	"seller_id" uuid PRIMARY KEY NOT NULL,
	"follower_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "seller_tallies_follower_count_check" CHECK ("seller_tallies"."follower_count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "seller_applications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"shop_name" text NOT NULL,
	"slug" text NOT NULL,
	"about" text NOT NULL,
	"country" char(2) NOT NULL,
	"goods" text NOT NULL,
	"agreed_at" timestamp (3) with time zone NOT NULL,
	"reason" text,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seller_applications_status_check" CHECK ("seller_applications"."status" in ('pending', 'approved', 'rejected')),
	CONSTRAINT "seller_applications_shop_name_check" CHECK (char_length("seller_applications"."shop_name") between 1 and 60),
	CONSTRAINT "seller_applications_slug_check" CHECK ("seller_applications"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "seller_applications_slug_length_check" CHECK (char_length("seller_applications"."slug") between 3 and 30),
	CONSTRAINT "seller_applications_about_check" CHECK (char_length("seller_applications"."about") between 1 and 2000),
	CONSTRAINT "seller_applications_country_check" CHECK ("seller_applications"."country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "seller_applications_goods_check" CHECK (char_length("seller_applications"."goods") between 1 and 500),
	CONSTRAINT "seller_applications_reason_check" CHECK (char_length("seller_applications"."reason") between 1 and 500),
	CONSTRAINT "seller_applications_decided_check" CHECK (("seller_applications"."status" = 'pending') = ("seller_applications"."decided_at" is null)),
	CONSTRAINT "seller_applications_rejected_check" CHECK (("seller_applications"."status" = 'rejected') = ("seller_applications"."reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "seller_profiles" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"shop_name" text NOT NULL,
	"slug" text NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"country" char(2),
	"banner_url" text,
	"returns_policy" text DEFAULT '' NOT NULL,
	"shipping_policy" text DEFAULT '' NOT NULL,
	"payments_policy" text DEFAULT '' NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seller_profiles_shop_name_check" CHECK (char_length("seller_profiles"."shop_name") between 1 and 60),
	CONSTRAINT "seller_profiles_slug_check" CHECK ("seller_profiles"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "seller_profiles_slug_length_check" CHECK (char_length("seller_profiles"."slug") between 3 and 30),
	CONSTRAINT "seller_profiles_about_check" CHECK (char_length("seller_profiles"."about") between 0 and 2000),
	CONSTRAINT "seller_profiles_country_check" CHECK ("seller_profiles"."country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "seller_profiles_banner_url_check" CHECK (char_length("seller_profiles"."banner_url") between 1 and 300),
	CONSTRAINT "seller_profiles_returns_policy_check" CHECK (char_length("seller_profiles"."returns_policy") between 0 and 4000),
	CONSTRAINT "seller_profiles_shipping_policy_check" CHECK (char_length("seller_profiles"."shipping_policy") between 0 and 4000),
	CONSTRAINT "seller_profiles_payments_policy_check" CHECK (char_length("seller_profiles"."payments_policy") between 0 and 4000)
);
--> statement-breakpoint
ALTER TABLE "account_notices" ADD CONSTRAINT "account_notices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seller_follows" ADD CONSTRAINT "seller_follows_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seller_follows" ADD CONSTRAINT "seller_follows_seller_id_users_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seller_tallies" ADD CONSTRAINT "seller_tallies_seller_id_users_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seller_applications" ADD CONSTRAINT "seller_applications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seller_profiles" ADD CONSTRAINT "seller_profiles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_notices_next_action_index" ON "account_notices" USING btree ("next_action_at","id") WHERE "account_notices"."next_action_at" is not null;--> statement-breakpoint
CREATE INDEX "seller_follows_user_index" ON "seller_follows" USING btree ("user_id","created_at","seller_id");--> statement-breakpoint
CREATE INDEX "seller_follows_seller_index" ON "seller_follows" USING btree ("seller_id");--> statement-breakpoint
CREATE UNIQUE INDEX "seller_applications_open_unique" ON "seller_applications" USING btree ("user_id") WHERE "seller_applications"."status" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "seller_applications_slug_unique" ON "seller_applications" USING btree ("slug") WHERE "seller_applications"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "seller_applications_user_index" ON "seller_applications" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "seller_applications_status_index" ON "seller_applications" USING btree ("status","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "seller_profiles_slug_unique" ON "seller_profiles" USING btree ("slug");--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "seller_applications" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "seller_profiles" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
-- Counts are kept by the store, so that they are right whichever way a row comes or goes.
CREATE FUNCTION "count_followers"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "seller_tallies" ("seller_id", "follower_count") VALUES (NEW."seller_id", 1)
      ON CONFLICT ("seller_id") DO UPDATE SET "follower_count" = "seller_tallies"."follower_count" + 1;
  ELSE
    UPDATE "seller_tallies" SET "follower_count" = "follower_count" - 1 WHERE "seller_id" = OLD."seller_id";
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "count_followers" AFTER INSERT OR DELETE ON "seller_follows" FOR EACH ROW EXECUTE FUNCTION "count_followers"();
