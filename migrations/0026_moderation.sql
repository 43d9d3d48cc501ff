CREATE TABLE "moderation_cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"report_count" integer DEFAULT 0 NOT NULL,
	"action" text,
	"reason" text,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "moderation_cases_subject_type_check" CHECK ("moderation_cases"."subject_type" in ('product', 'auction', 'message', 'user', 'review')),
	CONSTRAINT "moderation_cases_status_check" CHECK ("moderation_cases"."status" in ('open', 'acted', 'dismissed')),
	CONSTRAINT "moderation_cases_action_check" CHECK ("moderation_cases"."action" in ('dismiss', 'hide', 'warn', 'disable')),
	CONSTRAINT "moderation_cases_reason_check" CHECK (char_length("moderation_cases"."reason") between 1 and 500),
	CONSTRAINT "moderation_cases_decided_check" CHECK (("moderation_cases"."status" = 'open') = ("moderation_cases"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"reporter_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reports_once_unique" UNIQUE("case_id","reporter_id"),
	CONSTRAINT "reports_reason_check" CHECK ("reports"."reason" in ('counterfeit', 'prohibited', 'misleading', 'offensive', 'harassment', 'personal-data', 'fraud', 'spam', 'other')),
	CONSTRAINT "reports_note_check" CHECK (char_length("reports"."note") between 0 and 1000)
);
--> statement-breakpoint
ALTER TABLE "account_notices" DROP CONSTRAINT "account_notices_kind_check";--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_case_id_moderation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."moderation_cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_reporter_id_users_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "moderation_cases_open_unique" ON "moderation_cases" USING btree ("subject_type","subject_id") WHERE "moderation_cases"."status" = 'open';--> statement-breakpoint
CREATE INDEX "moderation_cases_status_index" ON "moderation_cases" USING btree ("status","created_at","id");--> statement-breakpoint
CREATE INDEX "reports_reporter_index" ON "reports" USING btree ("reporter_id");--> statement-breakpoint
CREATE INDEX "audit_log_action_index" ON "audit_log" USING btree ("action","at","id");--> statement-breakpoint
ALTER TABLE "account_notices" ADD CONSTRAINT "account_notices_kind_check" CHECK ("account_notices"."kind" in ('seller-approved', 'seller-rejected', 'strike-given', 'strike-removed', 'strike-kept', 'warned', 'content-hidden'));--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "moderation_cases" FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"();
