CREATE TABLE "reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"seller_id" uuid NOT NULL,
	"buyer_id" uuid NOT NULL,
	"product_id" uuid,
	"rating" smallint NOT NULL,
	"text" text NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	"hidden_at" timestamp (3) with time zone,
	"hidden_by" uuid,
	"hidden_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reviews_order_unique" UNIQUE("order_id"),
	CONSTRAINT "reviews_rating_check" CHECK ("reviews"."rating" between 1 and 5),
	CONSTRAINT "reviews_text_check" CHECK (char_length("reviews"."text") between 0 and 2000),
	CONSTRAINT "reviews_answer_check" CHECK (char_length("reviews"."answer") between 1 and 2000),
	CONSTRAINT "reviews_answered_check" CHECK (("reviews"."answer" is null) = ("reviews"."answered_at" is null)),
	CONSTRAINT "reviews_hidden_reason_check" CHECK (char_length("reviews"."hidden_reason") between 1 and 500),
	CONSTRAINT "reviews_hidden_check" CHECK (("reviews"."hidden_at" is null) = ("reviews"."hidden_reason" is null)),
	CONSTRAINT "reviews_parties_check" CHECK ("reviews"."buyer_id" <> "reviews"."seller_id")
);
--> statement-breakpoint
ALTER TABLE "seller_tallies" ADD COLUMN "rating_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "seller_tallies" ADD COLUMN "rating_sum" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_seller_id_users_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_buyer_id_users_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reviews_seller_index" ON "reviews" USING btree ("seller_id","created_at","id") WHERE "reviews"."hidden_at" is null;--> statement-breakpoint
CREATE INDEX "reviews_buyer_index" ON "reviews" USING btree ("buyer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "reviews_product_index" ON "reviews" USING btree ("product_id","created_at","id") WHERE "reviews"."hidden_at" is null;--> statement-breakpoint
ALTER TABLE "seller_tallies" ADD CONSTRAINT "seller_tallies_rating_check" CHECK ("seller_tallies"."rating_count" >= 0 and "seller_tallies"."rating_sum" between "seller_tallies"."rating_count" and 5 * "seller_tallies"."rating_count");--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "reviews" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
-- What a review adds to its seller's tally: nothing while it is hidden.
CREATE FUNCTION "count_reviews"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  counted_id uuid;
  more_count integer := 0;
  more_sum integer := 0;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    counted_id := OLD."seller_id";
    IF OLD."hidden_at" IS NULL THEN
      more_count := -1;
      more_sum := -OLD."rating";
    END IF;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    counted_id := NEW."seller_id";
    IF NEW."hidden_at" IS NULL THEN
      more_count := more_count + 1;
      more_sum := more_sum + NEW."rating";
    END IF;
  END IF;
  IF more_count <> 0 OR more_sum <> 0 THEN
    -- In two steps: the row an upsert would insert has to pass the checks too, and a change alone does not.
    INSERT INTO "seller_tallies" ("seller_id") VALUES (counted_id) ON CONFLICT DO NOTHING;
    UPDATE "seller_tallies" SET "rating_count" = "rating_count" + more_count, "rating_sum" = "rating_sum" + more_sum
      WHERE "seller_id" = counted_id;
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "count_reviews" AFTER INSERT OR DELETE OR UPDATE OF "rating", "hidden_at" ON "reviews"
  FOR EACH ROW EXECUTE FUNCTION "count_reviews"();
