import type { ProviderEvent } from "./events.ts";

type Unnamed<Event> = Event extends ProviderEvent ? Omit<Event, "id" | "type"> : never;

/** What an event says, without its name. */
export type EventContent = Unnamed<ProviderEvent>;
