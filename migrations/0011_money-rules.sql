-- The ledger is only ever added to.
CREATE TRIGGER "refuse_change" BEFORE UPDATE OR DELETE ON "ledger_accounts" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "refuse_change" BEFORE UPDATE OR DELETE ON "ledger_transactions" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "refuse_change" BEFORE UPDATE OR DELETE ON "ledger_entries" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "refuse_change" BEFORE UPDATE OR DELETE ON "dispute_messages" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- Looked at when a database transaction commits: each ledger transaction has the entries it says it has, and they sum to
-- zero. The count is what keeps balanced entries from being slipped into an old one.
CREATE FUNCTION "check_ledger_sum"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  checked_id uuid;
  found_sum numeric;
  found_count integer;
  told_count integer;
BEGIN
  IF TG_TABLE_NAME = 'ledger_entries' THEN
    checked_id := NEW."transaction_id";
  ELSE
    checked_id := NEW."id";
  END IF;
  SELECT coalesce(sum("amount_minor"), 0), count(*) INTO found_sum, found_count
    FROM "ledger_entries" WHERE "transaction_id" = checked_id;
  SELECT "entry_count" INTO told_count FROM "ledger_transactions" WHERE "id" = checked_id;
  IF found_sum <> 0 OR found_count <> told_count THEN
    RAISE EXCEPTION 'ledger transaction % has % of % entries, which sum to %', checked_id, found_count, told_count, found_sum
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_sum_check';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "check_ledger_sum" AFTER INSERT ON "ledger_transactions"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "check_ledger_sum"();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "check_ledger_sum" AFTER INSERT ON "ledger_entries"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "check_ledger_sum"();
--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "parcels" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "refunds" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "disputes" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "payout_accounts" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "payouts" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "seller_settings" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
--> statement-breakpoint
-- Orders from before anybody was charged: the next look at what is due takes them up.
UPDATE "orders" SET "next_action_at" = now() WHERE "status" = 'pending';
