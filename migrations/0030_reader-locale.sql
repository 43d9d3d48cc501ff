DROP INDEX "products_price_index";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "locale" text;--> statement-breakpoint
CREATE INDEX "products_currency_price_index" ON "products" USING btree ("status","currency","starting_price_minor","id") WHERE "products"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_locale_check" CHECK ("users"."locale" ~ '^[a-z]{2,3}-[A-Z]{2}$');