DROP INDEX "orders_buyer_refund_index";--> statement-breakpoint
DROP INDEX "orders_seller_refund_index";--> statement-breakpoint
CREATE INDEX "orders_buyer_refund_index" ON "orders" USING btree ("buyer_id","id") WHERE "orders"."refunded_minor" > 0;--> statement-breakpoint
CREATE INDEX "orders_seller_refund_index" ON "orders" USING btree ("seller_id","id") WHERE "orders"."refunded_minor" > 0;