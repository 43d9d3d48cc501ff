CREATE TABLE "invoice_counters" (
	"year" smallint PRIMARY KEY NOT NULL,
	"last_count" integer NOT NULL,
	CONSTRAINT "invoice_counters_last_count_check" CHECK ("invoice_counters"."last_count" >= 1)
);
--> statement-breakpoint
ALTER TABLE "shipping_rates" ADD COLUMN "additional_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "shipping_rates" ADD CONSTRAINT "shipping_rates_additional_check" CHECK ("shipping_rates"."additional_minor" between 0 and "shipping_rates"."amount_minor");