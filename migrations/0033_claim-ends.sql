ALTER TABLE "order_notices" DROP CONSTRAINT "order_notices_kind_check";--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "escalated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_escalated_check" CHECK ("disputes"."escalated_at" is null or "disputes"."origin" = 'buyer');--> statement-breakpoint
ALTER TABLE "order_notices" ADD CONSTRAINT "order_notices_kind_check" CHECK ("order_notices"."kind" in ('order-paid', 'order-sold', 'payment-failed', 'second-chance', 'order-cancelled', 'order-shipped', 'order-delivered', 'order-refunded', 'refund-failed', 'refund-settled', 'dispute-opened', 'dispute-resolved', 'dispute-escalated'));--> statement-breakpoint
-- Those that are open already have the house's whole time from now on.
UPDATE "disputes" SET "next_action_at" = greatest("created_at" + interval '17 days', now() + interval '14 days')
  WHERE "origin" = 'buyer' AND "status" = 'open';
