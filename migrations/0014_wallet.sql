CREATE TABLE "ledger_walks" (
	"name" text PRIMARY KEY NOT NULL,
	"position" uuid,
	"looked_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone,
	CONSTRAINT "ledger_walks_name_check" CHECK (char_length("ledger_walks"."name") between 1 and 80)
);
--> statement-breakpoint
DROP INDEX "ledger_findings_open_index";--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_findings_open_unique" ON "ledger_findings" USING btree ("name","subject") WHERE "ledger_findings"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "orders_seller_release_index" ON "orders" USING btree ("seller_id","release_at","id") WHERE "orders"."release_at" is not null and "orders"."released_at" is null;