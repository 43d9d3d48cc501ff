CREATE TABLE "saved_searches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"filter" jsonb NOT NULL,
	"notify" boolean DEFAULT true NOT NULL,
	"unsubscribe_token" text NOT NULL,
	"told_until" timestamp (3) with time zone NOT NULL,
	"next_look_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_searches_unsubscribe_token_unique" UNIQUE("unsubscribe_token"),
	CONSTRAINT "saved_searches_name_check" CHECK (char_length("saved_searches"."name") between 1 and 100),
	CONSTRAINT "saved_searches_filter_check" CHECK (jsonb_typeof("saved_searches"."filter") = 'object')
);
--> statement-breakpoint
CREATE TABLE "watches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "watches_subject_unique" UNIQUE("user_id","kind","subject_id"),
	CONSTRAINT "watches_kind_check" CHECK ("watches"."kind" in ('product', 'auction', 'lot'))
);
--> statement-breakpoint
ALTER TABLE "account_notices" DROP CONSTRAINT "account_notices_kind_check";--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "activated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watches" ADD CONSTRAINT "watches_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saved_searches_user_index" ON "saved_searches" USING btree ("user_id","created_at","id");--> statement-breakpoint
CREATE INDEX "saved_searches_next_look_index" ON "saved_searches" USING btree ("next_look_at","user_id") WHERE "saved_searches"."notify";--> statement-breakpoint
CREATE INDEX "watches_user_index" ON "watches" USING btree ("user_id","created_at","id");--> statement-breakpoint
CREATE INDEX "watches_subject_index" ON "watches" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "products_activated_index" ON "products" USING btree ("activated_at") WHERE "products"."deleted_at" is null and "products"."status" = 'active';--> statement-breakpoint
ALTER TABLE "account_notices" ADD CONSTRAINT "account_notices_kind_check" CHECK ("account_notices"."kind" in ('seller-approved', 'seller-rejected', 'strike-given', 'strike-removed', 'strike-kept', 'warned', 'content-hidden', 'auction-soon', 'lot-next', 'search-digest'));--> statement-breakpoint
-- Whoever makes a product come up for sale: a seller's form, an import, a sale that was undone.
CREATE FUNCTION "note_activation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."status" = 'active' AND (TG_OP = 'INSERT' OR OLD."status" <> 'active') THEN
    NEW."activated_at" := now();
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "note_activation" BEFORE INSERT OR UPDATE OF "status" ON "products"
  FOR EACH ROW EXECUTE FUNCTION "note_activation"();
