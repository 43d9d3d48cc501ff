CREATE TABLE "link_scans" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"scanned_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link_suspicions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"linked_user_id" uuid NOT NULL,
	"status" text NOT NULL,
	"score" smallint NOT NULL,
	"signals" text[] NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "link_suspicions_pair_unique" UNIQUE("user_id","linked_user_id"),
	CONSTRAINT "link_suspicions_order_check" CHECK ("link_suspicions"."user_id" < "link_suspicions"."linked_user_id"),
	CONSTRAINT "link_suspicions_status_check" CHECK ("link_suspicions"."status" in ('pending', 'linked', 'confirmed', 'dismissed')),
	CONSTRAINT "link_suspicions_reason_check" CHECK (char_length("link_suspicions"."reason") between 1 and 500)
);
--> statement-breakpoint
ALTER TABLE "payment_methods" ADD COLUMN "fingerprint" text;--> statement-breakpoint
ALTER TABLE "link_scans" ADD CONSTRAINT "link_scans_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_suspicions" ADD CONSTRAINT "link_suspicions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_suspicions" ADD CONSTRAINT "link_suspicions_linked_user_id_users_id_fk" FOREIGN KEY ("linked_user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "link_scans_scanned_at_index" ON "link_scans" USING btree ("scanned_at");--> statement-breakpoint
CREATE INDEX "link_suspicions_linked_user_index" ON "link_suspicions" USING btree ("linked_user_id");--> statement-breakpoint
CREATE INDEX "link_suspicions_status_index" ON "link_suspicions" USING btree ("status","created_at","id");--> statement-breakpoint
CREATE INDEX "addresses_postal_code_index" ON "addresses" USING btree ("country","postal_code") WHERE "addresses"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "payment_methods_fingerprint_index" ON "payment_methods" USING btree ("fingerprint") WHERE "payment_methods"."fingerprint" is not null;--> statement-breakpoint
CREATE INDEX "user_sessions_ip_address_index" ON "user_sessions" USING btree ("ip_address");--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "link_suspicions" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
