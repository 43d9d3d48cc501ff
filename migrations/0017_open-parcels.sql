ALTER TABLE "parcels" DROP CONSTRAINT "parcels_open_unique";--> statement-breakpoint
CREATE UNIQUE INDEX "parcels_open_unique" ON "parcels" USING btree ("auction_id","buyer_id") WHERE "parcels"."shipped_at" is null;--> statement-breakpoint
CREATE INDEX "parcels_auction_index" ON "parcels" USING btree ("auction_id");