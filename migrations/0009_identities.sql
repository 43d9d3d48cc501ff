CREATE TABLE "user_identities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"email" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_identities_provider_check" CHECK (char_length("user_identities"."provider") between 1 and 40),
	CONSTRAINT "user_identities_issuer_check" CHECK (char_length("user_identities"."issuer") between 1 and 255),
	CONSTRAINT "user_identities_subject_check" CHECK (char_length("user_identities"."subject") between 1 and 255),
	CONSTRAINT "user_identities_email_check" CHECK (char_length("user_identities"."email") between 3 and 254)
);
--> statement-breakpoint
ALTER TABLE "user_identities" ADD CONSTRAINT "user_identities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "user_identities_subject_unique" ON "user_identities" USING btree ("issuer","subject");--> statement-breakpoint
CREATE INDEX "user_identities_user_id_index" ON "user_identities" USING btree ("user_id","id");