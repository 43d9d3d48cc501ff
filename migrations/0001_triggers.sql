-- updated_at is kept by the store itself, so that it is right for every writer (see updatedAt in db/schema/columns.ts).
CREATE FUNCTION "touch_updated_at"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."updated_at" := now();
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "users" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "spending_limits" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "addresses" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "payment_methods" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "categories" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
-- Being looked at does not change a product.
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "products" FOR EACH ROW
  WHEN (OLD."view_count" = NEW."view_count") EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "auctions" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "lots" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "room_projections" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "orders" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "payments" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
-- The public log and the audit log are only ever added to. TRUNCATE stays possible,
-- for emptying a development database; it needs a privilege of its own that the running app is not given.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "refuse_change" BEFORE UPDATE OR DELETE ON "auction_facts" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "refuse_change" BEFORE UPDATE OR DELETE ON "audit_log" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
