CREATE TABLE "session_rooms" (
	"session_id" uuid NOT NULL,
	"auction_id" uuid NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "session_rooms_pkey" PRIMARY KEY("session_id","auction_id")
);
--> statement-breakpoint
ALTER TABLE "session_rooms" ADD CONSTRAINT "session_rooms_session_id_user_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."user_sessions"("id") ON DELETE cascade ON UPDATE no action;