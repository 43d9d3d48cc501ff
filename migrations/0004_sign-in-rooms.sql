CREATE TABLE "session_rooms" (
	"session_id" uuid NOT NULL,
	"auction_id" uuid NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "session_rooms_pkey" PRIMARY KEY("session_id","auction_id")
);
--> statement-breakpoint
ALTER TABLE "user_sessions" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "session_rooms" ADD CONSTRAINT "session_rooms_session_id_user_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."user_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_sessions" ADD CONSTRAINT "user_sessions_place_check" CHECK (char_length("user_sessions"."place") between 0 and 120);