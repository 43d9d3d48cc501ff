ALTER TABLE "pictures" DROP CONSTRAINT "pictures_purpose_check";--> statement-breakpoint
ALTER TABLE "pictures" ADD COLUMN "content_type" text;--> statement-breakpoint
ALTER TABLE "pictures" ADD COLUMN "byte_size" integer;--> statement-breakpoint
ALTER TABLE "pictures" ADD COLUMN "completed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "pictures" ADD COLUMN "width_px" integer;--> statement-breakpoint
ALTER TABLE "pictures" ADD COLUMN "height_px" integer;--> statement-breakpoint
ALTER TABLE "pictures" ADD COLUMN "placeholder" text;--> statement-breakpoint
ALTER TABLE "pictures" ADD COLUMN "kept_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "products_images_index" ON "products" USING gin ("images" jsonb_path_ops) WHERE "products"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_byte_size_check" CHECK ("pictures"."byte_size" > 0);--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_size_check" CHECK ("pictures"."width_px" > 0 and "pictures"."height_px" > 0);--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_placeholder_check" CHECK (char_length("pictures"."placeholder") between 1 and 2000);--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_completed_check" CHECK ("pictures"."purpose" <> 'picture' or "pictures"."completed_at" is null or "pictures"."width_px" is not null);--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_kept_check" CHECK ("pictures"."kept_at" is null or "pictures"."discard_at" is null);--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_purpose_check" CHECK ("pictures"."purpose" in ('avatar', 'picture', 'video'));