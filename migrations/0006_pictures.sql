CREATE TABLE "pictures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid,
	"purpose" text NOT NULL,
	"discard_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pictures_purpose_check" CHECK ("pictures"."purpose" in ('avatar'))
);
--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pictures_owner_index" ON "pictures" USING btree ("owner_id","purpose");--> statement-breakpoint
CREATE INDEX "pictures_discard_at_index" ON "pictures" USING btree ("discard_at","id") WHERE "pictures"."discard_at" is not null;