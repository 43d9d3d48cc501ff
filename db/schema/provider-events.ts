import { check, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { isOneOf, isText, moment } from "./columns.ts";
import { paymentProviders } from "./payment-methods.ts";

/**
 * Webhooks that were taken in, by the provider's own id: one that comes again finds itself here (check 32). Not their
 * contents, which may tell of people; what they led to is in the tables they led to.
 */
export const providerEvents = pgTable(
  "provider_events",
  {
    provider: text("provider", { enum: paymentProviders }).notNull(),
    eventId: text("event_id").notNull(),
    type: text("type").notNull(),
    receivedAt: moment("received_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ name: "provider_events_pkey", columns: [table.provider, table.eventId] }),
    index("provider_events_received_index").on(table.receivedAt),
    check("provider_events_provider_check", isOneOf(table.provider, paymentProviders)),
    check("provider_events_event_id_check", isText(table.eventId, 1, 255)),
    check("provider_events_type_check", isText(table.type, 1, 255)),
  ],
);
