ALTER TABLE "refunds" DROP CONSTRAINT "refunds_status_check";--> statement-breakpoint
ALTER TABLE "refunds" DROP CONSTRAINT "refunds_returned_check";--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "credit_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "charged_back_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_credit_check" CHECK ("disputes"."credit_minor" between 0 and "disputes"."amount_minor"
        and ("disputes"."credit_minor" = 0 or ("disputes"."origin" = 'bank' and "disputes"."status" = 'lost')));--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_charged_back_check" CHECK ("refunds"."charged_back_minor" between 0 and "refunds"."amount_minor"
        and ("refunds"."charged_back_minor" = 0 or "refunds"."returned_at" is not null)
        and ("refunds"."status" = 'charged-back') = ("refunds"."charged_back_minor" = "refunds"."amount_minor"));--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_status_check" CHECK ("refunds"."status" in ('pending', 'completed', 'failed', 'resent', 'settled', 'charged-back'));--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_returned_check" CHECK (("refunds"."status" in ('failed', 'resent', 'settled', 'charged-back')) = ("refunds"."returned_at" is not null));