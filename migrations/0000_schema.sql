CREATE TABLE "addresses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"label" text,
	"full_name" text NOT NULL,
	"line1" text NOT NULL,
	"line2" text,
	"city" text NOT NULL,
	"region" text,
	"postal_code" text NOT NULL,
	"country" char(2) NOT NULL,
	"phone" text,
	"preference" bigint NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "addresses_country_check" CHECK ("addresses"."country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "addresses_full_name_check" CHECK (char_length("addresses"."full_name") between 1 and 120),
	CONSTRAINT "addresses_line1_check" CHECK (char_length("addresses"."line1") between 1 and 200),
	CONSTRAINT "addresses_line2_check" CHECK (char_length("addresses"."line2") between 0 and 200),
	CONSTRAINT "addresses_city_check" CHECK (char_length("addresses"."city") between 1 and 120),
	CONSTRAINT "addresses_postal_code_check" CHECK (char_length("addresses"."postal_code") between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE "auctions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seller_id" uuid NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'scheduled' NOT NULL,
	"pacing" text DEFAULT 'live' NOT NULL,
	"visibility" text DEFAULT 'public' NOT NULL,
	"region" text,
	"currency" char(3) NOT NULL,
	"premium_bps" smallint NOT NULL,
	"fee_bps" smallint NOT NULL,
	"stagger_ms" integer NOT NULL,
	"scheduled_start" timestamp (3) with time zone NOT NULL,
	"scheduled_end" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"lot_count" integer DEFAULT 0 NOT NULL,
	"bid_count" integer DEFAULT 0 NOT NULL,
	"peak_viewers" integer DEFAULT 0 NOT NULL,
	"livekit_room_id" text,
	"log_head_seq" bigint DEFAULT 0 NOT NULL,
	"log_head_hash" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "auctions_livekit_room_id_unique" UNIQUE("livekit_room_id"),
	CONSTRAINT "auctions_title_check" CHECK (char_length("auctions"."title") between 1 and 140),
	CONSTRAINT "auctions_description_check" CHECK (char_length("auctions"."description") between 0 and 4000),
	CONSTRAINT "auctions_status_check" CHECK ("auctions"."status" in ('scheduled', 'live', 'ended', 'cancelled')),
	CONSTRAINT "auctions_pacing_check" CHECK ("auctions"."pacing" in ('live', 'timed')),
	CONSTRAINT "auctions_visibility_check" CHECK ("auctions"."visibility" in ('public', 'private')),
	CONSTRAINT "auctions_currency_check" CHECK ("auctions"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "auctions_premium_bps_check" CHECK ("auctions"."premium_bps" between 0 and 10000),
	CONSTRAINT "auctions_fee_bps_check" CHECK ("auctions"."fee_bps" between 0 and 10000),
	CONSTRAINT "auctions_started_check" CHECK ("auctions"."status" not in ('live', 'ended') or "auctions"."started_at" is not null),
	CONSTRAINT "auctions_ended_check" CHECK (("auctions"."status" in ('ended', 'cancelled')) = ("auctions"."ended_at" is not null)),
	CONSTRAINT "auctions_log_head_check" CHECK (("auctions"."log_head_seq" = 0) = ("auctions"."log_head_hash" is null)),
	CONSTRAINT "auctions_counts_check" CHECK ("auctions"."lot_count" >= 0 and "auctions"."bid_count" >= 0 and "auctions"."peak_viewers" >= 0)
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"request_id" text,
	"ip_address" "inet",
	"details" jsonb,
	CONSTRAINT "audit_log_action_check" CHECK (char_length("audit_log"."action") between 1 and 80)
);
--> statement-breakpoint
CREATE TABLE "bids" (
	"auction_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"bid_id" uuid NOT NULL,
	"lot_id" uuid NOT NULL,
	"bidder_id" uuid NOT NULL,
	"paddle" integer NOT NULL,
	"kind" text NOT NULL,
	"price_minor" bigint,
	"revealed_amount_minor" bigint,
	"auto" boolean NOT NULL,
	"extended" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "bids_pkey" PRIMARY KEY("auction_id","seq"),
	CONSTRAINT "bids_kind_check" CHECK ("bids"."kind" in ('placed', 'committed')),
	CONSTRAINT "bids_price_check" CHECK ("bids"."price_minor" between 1 and 1000000000000),
	CONSTRAINT "bids_placed_check" CHECK (("bids"."kind" = 'placed') = ("bids"."price_minor" is not null)),
	CONSTRAINT "bids_revealed_amount_check" CHECK ("bids"."revealed_amount_minor" between 1 and 1000000000000)
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"id" uuid PRIMARY KEY NOT NULL,
	"parent_id" uuid,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"image_url" text,
	"sort_order" integer DEFAULT 0 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "categories_slug_unique" UNIQUE("slug"),
	CONSTRAINT "categories_parent_check" CHECK ("categories"."parent_id" <> "categories"."id"),
	CONSTRAINT "categories_name_check" CHECK (char_length("categories"."name") between 1 and 100),
	CONSTRAINT "categories_slug_check" CHECK ("categories"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seller_id" uuid NOT NULL,
	"category_id" uuid NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"condition" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"currency" char(3) NOT NULL,
	"starting_price_minor" bigint NOT NULL,
	"reserve_price_minor" bigint,
	"buy_now_price_minor" bigint,
	"images" jsonb DEFAULT '[]' NOT NULL,
	"video_url" text,
	"specifications" jsonb DEFAULT '{}' NOT NULL,
	"shipping_info" jsonb DEFAULT '{}' NOT NULL,
	"featured" boolean DEFAULT false NOT NULL,
	"view_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "products_title_check" CHECK (char_length("products"."title") between 1 and 140),
	CONSTRAINT "products_description_check" CHECK (char_length("products"."description") between 0 and 10000),
	CONSTRAINT "products_condition_check" CHECK ("products"."condition" in ('new', 'like_new', 'good', 'fair')),
	CONSTRAINT "products_status_check" CHECK ("products"."status" in ('draft', 'active', 'sold', 'cancelled')),
	CONSTRAINT "products_currency_check" CHECK ("products"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "products_starting_price_check" CHECK ("products"."starting_price_minor" between 1 and 1000000000000),
	CONSTRAINT "products_reserve_price_check" CHECK ("products"."reserve_price_minor" between 1 and 1000000000000 and "products"."reserve_price_minor" > "products"."starting_price_minor"),
	CONSTRAINT "products_buy_now_price_check" CHECK ("products"."buy_now_price_minor" between 1 and 1000000000000 and "products"."buy_now_price_minor" > "products"."starting_price_minor"),
	CONSTRAINT "products_images_check" CHECK (jsonb_typeof("products"."images") = 'array' and jsonb_array_length("products"."images") <= 12),
	CONSTRAINT "products_specifications_check" CHECK (jsonb_typeof("products"."specifications") = 'object'),
	CONSTRAINT "products_shipping_info_check" CHECK (jsonb_typeof("products"."shipping_info") = 'object'),
	CONSTRAINT "products_view_count_check" CHECK ("products"."view_count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "chat_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"auction_id" uuid NOT NULL,
	"sender_id" uuid NOT NULL,
	"display_name" text NOT NULL,
	"role" text NOT NULL,
	"type" text DEFAULT 'text' NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"removed_by" uuid,
	CONSTRAINT "chat_messages_role_check" CHECK ("chat_messages"."role" in ('viewer', 'bidder', 'moderator', 'host', 'admin')),
	CONSTRAINT "chat_messages_type_check" CHECK ("chat_messages"."type" in ('text', 'image', 'system')),
	CONSTRAINT "chat_messages_text_check" CHECK (char_length("chat_messages"."text") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"user_id" uuid NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" text NOT NULL,
	"response_status" smallint,
	"response_body" json,
	"locked_until" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY("user_id","key"),
	CONSTRAINT "idempotency_keys_key_check" CHECK (char_length("idempotency_keys"."key") between 1 and 255),
	CONSTRAINT "idempotency_keys_status_check" CHECK ("idempotency_keys"."status" in ('running', 'done')),
	CONSTRAINT "idempotency_keys_done_check" CHECK (("idempotency_keys"."status" = 'done') = ("idempotency_keys"."response_status" is not null)),
	CONSTRAINT "idempotency_keys_response_status_check" CHECK ("idempotency_keys"."response_status" between 100 and 599)
);
--> statement-breakpoint
CREATE TABLE "lots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"auction_id" uuid NOT NULL,
	"product_id" uuid,
	"rerun_of" uuid,
	"position" integer NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"format" text NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"image_urls" jsonb DEFAULT '[]' NOT NULL,
	"rules" jsonb NOT NULL,
	"has_reserve" boolean NOT NULL,
	"reserve_met" boolean NOT NULL,
	"revealed_reserve_minor" bigint,
	"starting_price_minor" bigint NOT NULL,
	"buy_now_minor" bigint,
	"price_minor" bigint NOT NULL,
	"bid_count" integer DEFAULT 0 NOT NULL,
	"pre_bid_count" integer DEFAULT 0 NOT NULL,
	"leader_paddle" integer,
	"leader_bid_id" uuid,
	"quantity" integer DEFAULT 1 NOT NULL,
	"remaining" integer DEFAULT 1 NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"closes_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"winner_paddle" integer,
	"winner_id" uuid,
	"sold_price_minor" bigint,
	"close_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lots_auction_id_unique" UNIQUE("auction_id","id"),
	CONSTRAINT "lots_position_check" CHECK ("lots"."position" > 0),
	CONSTRAINT "lots_status_check" CHECK ("lots"."status" in ('queued', 'open', 'sold', 'passed', 'voided')),
	CONSTRAINT "lots_format_check" CHECK ("lots"."format" in ('english', 'sudden-death', 'dutch', 'sealed', 'fixed', 'giveaway')),
	CONSTRAINT "lots_title_check" CHECK (char_length("lots"."title") between 1 and 140),
	CONSTRAINT "lots_starting_price_check" CHECK ("lots"."starting_price_minor" between 1 and 1000000000000),
	CONSTRAINT "lots_buy_now_check" CHECK ("lots"."buy_now_minor" between 1 and 1000000000000),
	CONSTRAINT "lots_price_check" CHECK ("lots"."price_minor" between 1 and 1000000000000),
	CONSTRAINT "lots_sold_price_check" CHECK ("lots"."sold_price_minor" between 1 and 1000000000000),
	CONSTRAINT "lots_revealed_reserve_check" CHECK ("lots"."revealed_reserve_minor" is null or ("lots"."has_reserve" and "lots"."revealed_reserve_minor" between 1 and 1000000000000)),
	CONSTRAINT "lots_quantity_check" CHECK ("lots"."quantity" >= 1 and "lots"."remaining" between 0 and "lots"."quantity"),
	CONSTRAINT "lots_bid_count_check" CHECK ("lots"."bid_count" >= 0 and "lots"."pre_bid_count" >= 0),
	CONSTRAINT "lots_opened_check" CHECK ("lots"."status" not in ('open', 'sold') or "lots"."opened_at" is not null),
	CONSTRAINT "lots_closed_check" CHECK (("lots"."status" in ('sold', 'passed', 'voided')) = ("lots"."closed_at" is not null)),
	CONSTRAINT "lots_sold_check" CHECK (("lots"."status" = 'sold') = ("lots"."sold_price_minor" is not null)),
	CONSTRAINT "lots_winner_check" CHECK (("lots"."winner_paddle" is null) = ("lots"."winner_id" is null)),
	CONSTRAINT "lots_winner_sold_check" CHECK ("lots"."winner_paddle" is null or "lots"."status" = 'sold'),
	CONSTRAINT "lots_rerun_check" CHECK ("lots"."rerun_of" <> "lots"."id")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"auction_id" uuid NOT NULL,
	"lot_id" uuid NOT NULL,
	"sale_number" integer NOT NULL,
	"product_id" uuid,
	"seller_id" uuid NOT NULL,
	"buyer_id" uuid NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"currency" char(3) NOT NULL,
	"hammer_minor" bigint NOT NULL,
	"premium_minor" bigint NOT NULL,
	"shipping_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"premium_bps" smallint NOT NULL,
	"tax_bps" smallint NOT NULL,
	"fee_bps" smallint NOT NULL,
	"shipping_address" jsonb,
	"carrier" text,
	"tracking_number" text,
	"payment_due_at" timestamp (3) with time zone,
	"sold_at" timestamp (3) with time zone NOT NULL,
	"paid_at" timestamp (3) with time zone,
	"shipped_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"refunded_at" timestamp (3) with time zone,
	"disputed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_sale_unique" UNIQUE("lot_id","sale_number"),
	CONSTRAINT "orders_status_check" CHECK ("orders"."status" in ('pending', 'paid', 'shipped', 'delivered', 'cancelled', 'refunded', 'disputed')),
	CONSTRAINT "orders_currency_check" CHECK ("orders"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "orders_sale_number_check" CHECK ("orders"."sale_number" >= 1),
	CONSTRAINT "orders_parties_check" CHECK ("orders"."buyer_id" <> "orders"."seller_id"),
	CONSTRAINT "orders_hammer_check" CHECK ("orders"."hammer_minor" between 0 and 100000000000000),
	CONSTRAINT "orders_premium_check" CHECK ("orders"."premium_minor" between 0 and 100000000000000),
	CONSTRAINT "orders_shipping_check" CHECK ("orders"."shipping_minor" between 0 and 100000000000000),
	CONSTRAINT "orders_tax_check" CHECK ("orders"."tax_minor" between 0 and 100000000000000),
	CONSTRAINT "orders_total_check" CHECK ("orders"."total_minor" = "orders"."hammer_minor" + "orders"."premium_minor" + "orders"."shipping_minor" + "orders"."tax_minor"),
	CONSTRAINT "orders_premium_bps_check" CHECK ("orders"."premium_bps" between 0 and 10000),
	CONSTRAINT "orders_tax_bps_check" CHECK ("orders"."tax_bps" between 0 and 10000),
	CONSTRAINT "orders_fee_bps_check" CHECK ("orders"."fee_bps" between 0 and 10000),
	CONSTRAINT "orders_paid_check" CHECK ("orders"."status" not in ('paid', 'shipped', 'delivered', 'refunded') or "orders"."paid_at" is not null),
	CONSTRAINT "orders_shipped_check" CHECK ("orders"."status" not in ('shipped', 'delivered') or "orders"."shipped_at" is not null),
	CONSTRAINT "orders_delivered_check" CHECK ("orders"."status" <> 'delivered' or "orders"."delivered_at" is not null),
	CONSTRAINT "orders_cancelled_check" CHECK (("orders"."status" = 'cancelled') = ("orders"."cancelled_at" is not null)),
	CONSTRAINT "orders_refunded_check" CHECK (("orders"."status" = 'refunded') = ("orders"."refunded_at" is not null)),
	CONSTRAINT "orders_disputed_check" CHECK ("orders"."status" <> 'disputed' or "orders"."disputed_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "payment_methods" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"provider_reference" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"brand" text NOT NULL,
	"last4" char(4) NOT NULL,
	"expiry_month" smallint,
	"expiry_year" smallint,
	"preference" bigint NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "payment_methods_provider_check" CHECK ("payment_methods"."provider" in ('test', 'stripe')),
	CONSTRAINT "payment_methods_status_check" CHECK ("payment_methods"."status" in ('pending', 'verified', 'failed')),
	CONSTRAINT "payment_methods_verified_check" CHECK ("payment_methods"."status" <> 'verified' or "payment_methods"."verified_at" is not null),
	CONSTRAINT "payment_methods_brand_check" CHECK (char_length("payment_methods"."brand") between 1 and 40),
	CONSTRAINT "payment_methods_last4_check" CHECK ("payment_methods"."last4" ~ '^[0-9]{4}$'),
	CONSTRAINT "payment_methods_expiry_month_check" CHECK ("payment_methods"."expiry_month" between 1 and 12),
	CONSTRAINT "payment_methods_expiry_year_check" CHECK ("payment_methods"."expiry_year" between 2000 and 2100)
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"payment_method_id" uuid,
	"idempotency_key" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"amount_minor" bigint NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"currency" char(3) NOT NULL,
	"provider" text NOT NULL,
	"provider_reference" text,
	"refund_reference" text,
	"failure_code" text,
	"provider_response" jsonb,
	"completed_at" timestamp (3) with time zone,
	"refunded_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payments_idempotency_key_unique" UNIQUE("idempotency_key"),
	CONSTRAINT "payments_provider_reference_unique" UNIQUE("provider","provider_reference"),
	CONSTRAINT "payments_status_check" CHECK ("payments"."status" in ('pending', 'processing', 'completed', 'failed', 'refunded')),
	CONSTRAINT "payments_provider_check" CHECK ("payments"."provider" in ('test', 'stripe')),
	CONSTRAINT "payments_currency_check" CHECK ("payments"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "payments_amount_check" CHECK ("payments"."amount_minor" between 0 and 100000000000000),
	CONSTRAINT "payments_refunded_check" CHECK ("payments"."refunded_minor" between 0 and "payments"."amount_minor"),
	CONSTRAINT "payments_completed_check" CHECK ("payments"."status" not in ('completed', 'refunded') or "payments"."completed_at" is not null),
	CONSTRAINT "payments_refunded_at_check" CHECK (("payments"."refunded_minor" > 0) = ("payments"."refunded_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "fee_rates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seller_id" uuid,
	"fee_bps" smallint NOT NULL,
	"effective_from" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "fee_rates_unique" UNIQUE NULLS NOT DISTINCT("seller_id","effective_from"),
	CONSTRAINT "fee_rates_bps_check" CHECK ("fee_rates"."fee_bps" between 0 and 10000)
);
--> statement-breakpoint
CREATE TABLE "premium_rates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seller_id" uuid,
	"premium_bps" smallint NOT NULL,
	"effective_from" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "premium_rates_unique" UNIQUE NULLS NOT DISTINCT("seller_id","effective_from"),
	CONSTRAINT "premium_rates_bps_check" CHECK ("premium_rates"."premium_bps" between 0 and 10000)
);
--> statement-breakpoint
CREATE TABLE "shipping_rates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"currency" char(3) NOT NULL,
	"country" text,
	"service" text DEFAULT 'standard' NOT NULL,
	"amount_minor" bigint NOT NULL,
	"effective_from" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shipping_rates_unique" UNIQUE NULLS NOT DISTINCT("currency","country","service","effective_from"),
	CONSTRAINT "shipping_rates_currency_check" CHECK ("shipping_rates"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "shipping_rates_country_check" CHECK ("shipping_rates"."country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "shipping_rates_service_check" CHECK (char_length("shipping_rates"."service") between 1 and 40),
	CONSTRAINT "shipping_rates_amount_check" CHECK ("shipping_rates"."amount_minor" between 0 and 100000000000000)
);
--> statement-breakpoint
CREATE TABLE "tax_rates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"country" text NOT NULL,
	"region" text,
	"tax_bps" smallint NOT NULL,
	"effective_from" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tax_rates_unique" UNIQUE NULLS NOT DISTINCT("country","region","effective_from"),
	CONSTRAINT "tax_rates_country_check" CHECK ("tax_rates"."country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "tax_rates_bps_check" CHECK ("tax_rates"."tax_bps" between 0 and 10000)
);
--> statement-breakpoint
CREATE TABLE "registrations" (
	"auction_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"paddle" integer NOT NULL,
	"limit_minor" bigint,
	"shipping_minor" bigint NOT NULL,
	"tax_bps" smallint NOT NULL,
	"registered_at" timestamp (3) with time zone NOT NULL,
	"blocked_at" timestamp (3) with time zone,
	CONSTRAINT "registrations_pkey" PRIMARY KEY("auction_id","user_id"),
	CONSTRAINT "registrations_paddle_unique" UNIQUE("auction_id","paddle"),
	CONSTRAINT "registrations_paddle_check" CHECK ("registrations"."paddle" > 0),
	CONSTRAINT "registrations_limit_check" CHECK ("registrations"."limit_minor" between 1 and 1000000000000),
	CONSTRAINT "registrations_shipping_check" CHECK ("registrations"."shipping_minor" between 0 and 100000000000000),
	CONSTRAINT "registrations_tax_bps_check" CHECK ("registrations"."tax_bps" between 0 and 10000)
);
--> statement-breakpoint
CREATE TABLE "auction_facts" (
	"auction_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"entry_number" bigint NOT NULL,
	"type" text NOT NULL,
	"lot_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"hash" text NOT NULL,
	"fact" json NOT NULL,
	CONSTRAINT "auction_facts_pkey" PRIMARY KEY("auction_id","seq"),
	CONSTRAINT "auction_facts_seq_check" CHECK ("auction_facts"."seq" >= 1),
	CONSTRAINT "auction_facts_hash_check" CHECK ("auction_facts"."hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "room_projections" (
	"auction_id" uuid PRIMARY KEY NOT NULL,
	"entry_number" bigint DEFAULT 0 NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	"hash" text,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "room_projections_entry_number_check" CHECK ("room_projections"."entry_number" >= 0 and "room_projections"."seq" >= 0),
	CONSTRAINT "room_projections_hash_check" CHECK (("room_projections"."seq" = 0) = ("room_projections"."hash" is null))
);
--> statement-breakpoint
CREATE TABLE "refresh_tokens" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"parent_hash" text,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"spent_at" timestamp (3) with time zone,
	CONSTRAINT "refresh_tokens_token_hash_check" CHECK ("refresh_tokens"."token_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "refresh_tokens_expires_at_check" CHECK ("refresh_tokens"."expires_at" > "refresh_tokens"."issued_at")
);
--> statement-breakpoint
CREATE TABLE "user_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"device" text,
	"ip_address" "inet",
	"user_agent" text,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoked_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_sessions_revoked_check" CHECK (("user_sessions"."revoked_at" is null) = ("user_sessions"."revoked_reason" is null)),
	CONSTRAINT "user_sessions_revoked_reason_check" CHECK ("user_sessions"."revoked_reason" in ('logout', 'logout-all', 'reuse', 'password', 'disabled', 'admin')),
	CONSTRAINT "user_sessions_user_agent_check" CHECK (char_length("user_sessions"."user_agent") between 0 and 400),
	CONSTRAINT "user_sessions_device_check" CHECK (char_length("user_sessions"."device") between 0 and 120)
);
--> statement-breakpoint
CREATE TABLE "account_links" (
	"user_id" uuid NOT NULL,
	"linked_user_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_links_pkey" PRIMARY KEY("user_id","linked_user_id"),
	CONSTRAINT "account_links_order_check" CHECK ("account_links"."user_id" < "account_links"."linked_user_id")
);
--> statement-breakpoint
CREATE TABLE "seller_blocks" (
	"seller_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seller_blocks_pkey" PRIMARY KEY("seller_id","user_id"),
	CONSTRAINT "seller_blocks_self_check" CHECK ("seller_blocks"."seller_id" <> "seller_blocks"."user_id")
);
--> statement-breakpoint
CREATE TABLE "spending_limits" (
	"user_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"own_limit_minor" bigint,
	"platform_limit_minor" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "spending_limits_pkey" PRIMARY KEY("user_id","currency"),
	CONSTRAINT "spending_limits_currency_check" CHECK ("spending_limits"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "spending_limits_own_limit_check" CHECK ("spending_limits"."own_limit_minor" between 1 and 1000000000000),
	CONSTRAINT "spending_limits_platform_limit_check" CHECK ("spending_limits"."platform_limit_minor" between 1 and 1000000000000)
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"password_hash" text,
	"role" text DEFAULT 'buyer' NOT NULL,
	"display_name" text NOT NULL,
	"first_name" text,
	"last_name" text,
	"phone" text,
	"avatar_url" text,
	"email_verified_at" timestamp (3) with time zone,
	"last_login_at" timestamp (3) with time zone,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "users_email_check" CHECK ("users"."email" = lower("users"."email") and "users"."email" like '%_@_%'),
	CONSTRAINT "users_email_length_check" CHECK (char_length("users"."email") between 3 and 254),
	CONSTRAINT "users_password_hash_check" CHECK ("users"."password_hash" like '$%$%$%'),
	CONSTRAINT "users_role_check" CHECK ("users"."role" in ('buyer', 'seller', 'admin')),
	CONSTRAINT "users_display_name_check" CHECK (char_length("users"."display_name") between 1 and 60)
);
--> statement-breakpoint
ALTER TABLE "addresses" ADD CONSTRAINT "addresses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_seller_id_users_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bids" ADD CONSTRAINT "bids_bidder_id_users_id_fk" FOREIGN KEY ("bidder_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bids" ADD CONSTRAINT "bids_lot_fkey" FOREIGN KEY ("auction_id","lot_id") REFERENCES "public"."lots"("auction_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bids" ADD CONSTRAINT "bids_registration_fkey" FOREIGN KEY ("auction_id","paddle") REFERENCES "public"."registrations"("auction_id","paddle") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_parent_id_categories_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."categories"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_seller_id_users_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_auction_id_auctions_id_fk" FOREIGN KEY ("auction_id") REFERENCES "public"."auctions"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_sender_id_users_id_fk" FOREIGN KEY ("sender_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_removed_by_users_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lots" ADD CONSTRAINT "lots_auction_id_auctions_id_fk" FOREIGN KEY ("auction_id") REFERENCES "public"."auctions"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lots" ADD CONSTRAINT "lots_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lots" ADD CONSTRAINT "lots_rerun_of_lots_id_fk" FOREIGN KEY ("rerun_of") REFERENCES "public"."lots"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lots" ADD CONSTRAINT "lots_winner_id_users_id_fk" FOREIGN KEY ("winner_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lots" ADD CONSTRAINT "lots_winner_fkey" FOREIGN KEY ("auction_id","winner_paddle") REFERENCES "public"."registrations"("auction_id","paddle") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_seller_id_users_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_buyer_id_users_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_lot_fkey" FOREIGN KEY ("auction_id","lot_id") REFERENCES "public"."lots"("auction_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_methods" ADD CONSTRAINT "payment_methods_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_payment_method_id_payment_methods_id_fk" FOREIGN KEY ("payment_method_id") REFERENCES "public"."payment_methods"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fee_rates" ADD CONSTRAINT "fee_rates_seller_id_users_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "premium_rates" ADD CONSTRAINT "premium_rates_seller_id_users_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_auction_id_auctions_id_fk" FOREIGN KEY ("auction_id") REFERENCES "public"."auctions"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auction_facts" ADD CONSTRAINT "auction_facts_auction_id_auctions_id_fk" FOREIGN KEY ("auction_id") REFERENCES "public"."auctions"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_session_id_user_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."user_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_sessions" ADD CONSTRAINT "user_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_linked_user_id_users_id_fk" FOREIGN KEY ("linked_user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seller_blocks" ADD CONSTRAINT "seller_blocks_seller_id_users_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seller_blocks" ADD CONSTRAINT "seller_blocks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spending_limits" ADD CONSTRAINT "spending_limits_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "addresses_user_id_index" ON "addresses" USING btree ("user_id","preference","id") WHERE "addresses"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "auctions_status_index" ON "auctions" USING btree ("status","scheduled_start","id") WHERE "auctions"."visibility" = 'public';--> statement-breakpoint
CREATE INDEX "auctions_live_index" ON "auctions" USING btree ("started_at","id") WHERE "auctions"."status" = 'live' and "auctions"."visibility" = 'public';--> statement-breakpoint
CREATE INDEX "auctions_closed_index" ON "auctions" USING btree ("status","ended_at","id") WHERE "auctions"."visibility" = 'public';--> statement-breakpoint
CREATE INDEX "auctions_scheduled_start_index" ON "auctions" USING btree ("scheduled_start","id") WHERE "auctions"."visibility" = 'public';--> statement-breakpoint
CREATE INDEX "auctions_seller_index" ON "auctions" USING btree ("seller_id","scheduled_start","id");--> statement-breakpoint
CREATE INDEX "audit_log_at_index" ON "audit_log" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_log_actor_index" ON "audit_log" USING btree ("actor_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_log_subject_index" ON "audit_log" USING btree ("subject_type","subject_id","at");--> statement-breakpoint
CREATE INDEX "bids_lot_index" ON "bids" USING btree ("lot_id","seq");--> statement-breakpoint
CREATE INDEX "bids_bid_id_index" ON "bids" USING btree ("bid_id");--> statement-breakpoint
CREATE INDEX "bids_bidder_index" ON "bids" USING btree ("bidder_id","at","auction_id","seq");--> statement-breakpoint
CREATE INDEX "categories_parent_id_index" ON "categories" USING btree ("parent_id","sort_order");--> statement-breakpoint
CREATE INDEX "products_newest_index" ON "products" USING btree ("status","created_at","id") WHERE "products"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "products_price_index" ON "products" USING btree ("status","starting_price_minor","id") WHERE "products"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "products_popular_index" ON "products" USING btree ("status","view_count","id") WHERE "products"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "products_category_index" ON "products" USING btree ("category_id","status","created_at","id") WHERE "products"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "products_seller_index" ON "products" USING btree ("seller_id","created_at","id") WHERE "products"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "chat_messages_auction_index" ON "chat_messages" USING btree ("auction_id","at","id");--> statement-breakpoint
CREATE INDEX "chat_messages_sender_index" ON "chat_messages" USING btree ("sender_id","at");--> statement-breakpoint
CREATE INDEX "chat_messages_removed_by_index" ON "chat_messages" USING btree ("removed_by");--> statement-breakpoint
CREATE INDEX "idempotency_keys_expires_at_index" ON "idempotency_keys" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "lots_position_index" ON "lots" USING btree ("auction_id","position");--> statement-breakpoint
CREATE INDEX "lots_product_id_index" ON "lots" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "lots_winner_id_index" ON "lots" USING btree ("winner_id","closed_at");--> statement-breakpoint
CREATE INDEX "lots_rerun_of_index" ON "lots" USING btree ("rerun_of");--> statement-breakpoint
CREATE INDEX "orders_auction_index" ON "orders" USING btree ("auction_id","lot_id");--> statement-breakpoint
CREATE INDEX "orders_buyer_index" ON "orders" USING btree ("buyer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "orders_seller_index" ON "orders" USING btree ("seller_id","created_at","id");--> statement-breakpoint
CREATE INDEX "orders_product_id_index" ON "orders" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "orders_pending_index" ON "orders" USING btree ("created_at","id") WHERE "orders"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "payment_methods_user_id_index" ON "payment_methods" USING btree ("user_id","preference","id") WHERE "payment_methods"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "payment_methods_provider_reference_unique" ON "payment_methods" USING btree ("provider","provider_reference") WHERE "payment_methods"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "payments_order_index" ON "payments" USING btree ("order_id","created_at");--> statement-breakpoint
CREATE INDEX "payments_user_index" ON "payments" USING btree ("user_id","created_at","id");--> statement-breakpoint
CREATE INDEX "payments_method_index" ON "payments" USING btree ("payment_method_id");--> statement-breakpoint
CREATE INDEX "tax_rates_country_index" ON "tax_rates" USING btree ("country","effective_from");--> statement-breakpoint
CREATE INDEX "registrations_user_id_index" ON "registrations" USING btree ("user_id","registered_at");--> statement-breakpoint
CREATE INDEX "auction_facts_lot_index" ON "auction_facts" USING btree ("auction_id","lot_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "refresh_tokens_parent_hash_unique" ON "refresh_tokens" USING btree ("parent_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "refresh_tokens_current_unique" ON "refresh_tokens" USING btree ("session_id") WHERE "refresh_tokens"."spent_at" is null;--> statement-breakpoint
CREATE INDEX "refresh_tokens_session_id_index" ON "refresh_tokens" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "user_sessions_user_id_index" ON "user_sessions" USING btree ("user_id","last_seen_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "user_sessions"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "user_sessions_expires_at_index" ON "user_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "account_links_linked_user_id_index" ON "account_links" USING btree ("linked_user_id");--> statement-breakpoint
CREATE INDEX "seller_blocks_user_id_index" ON "seller_blocks" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_unique" ON "users" USING btree ("email") WHERE "users"."deleted_at" is null;