import type { ChatLine, ReactionKind } from "../../contract/room/chat.ts";
import type { ReceivedFact } from "../../contract/room/codec.ts";
import type { Missed } from "./room-model.ts";

/** What a room client tells besides its state: things that happen once and are not a state. */
export interface RoomEvents {
  /** Facts as they happen; those found after an absence come as `missed`. */
  readonly facts: readonly ReceivedFact[];
  readonly missed: Missed;
  /** Someone else now leads a lot this viewer led. */
  readonly outbid: { readonly lotId: string; readonly priceMinor: number };
  readonly chat: readonly ChatLine[];
  readonly reactions: Readonly<Partial<Record<ReactionKind, number>>>;
  /** A frame this build could not read, or a history that does not fit: for logs, nothing to show. */
  readonly trouble: { readonly what: "unreadable" | "fork" | "gap"; readonly detail: string };
}

export interface Emitter<Events> {
  /** Returns what stops listening. */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void;
  emit<Name extends keyof Events>(name: Name, event: Events[Name]): void;
}

export function createEmitter<Events>(): Emitter<Events> {
  const listeners = new Map<keyof Events, Set<(event: never) => void>>();
  return {
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => set.delete(listener);
    },
    emit(name, event) {
      // A set made by `on` for this name only holds listeners of its event.
      for (const listener of listeners.get(name) ?? []) (listener as (value: typeof event) => void)(event);
    },
  };
}
