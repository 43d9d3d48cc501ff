import type { Journal } from "./store/journal.ts";

/** Which entry answered a person's command (rule B3): memory, rebuilt by a scan. */
export interface CommandPlaces {
  readonly find: (userId: string, commandId: string) => number | undefined;
  readonly add: (userId: string, commandId: string, entryNumber: number) => void;
}

/**
 * The scan waits for the first command: a room that wakes for a reader or an alarm does not need it, and a long
 * auction has a hundred thousand rows.
 */
export function createCommandPlaces(journal: Journal, exists: () => boolean): CommandPlaces {
  let places: Map<string, Map<string, number>> | undefined;

  const add = (
    into: Map<string, Map<string, number>>,
    userId: string,
    commandId: string,
    entry: number,
  ): void => {
    const ofUser = into.get(userId);
    if (ofUser === undefined) into.set(userId, new Map([[commandId, entry]]));
    else ofUser.set(commandId, entry);
  };
  const load = (): Map<string, Map<string, number>> => {
    const loaded = new Map<string, Map<string, number>>();
    if (!exists()) return loaded;
    for (const { userId, commandId, entryNumber } of journal.readCommandPlaces()) {
      add(loaded, userId, commandId, entryNumber);
    }
    return loaded;
  };

  return {
    find: (userId, commandId) => {
      places ??= load();
      return places.get(userId)?.get(commandId);
    },
    add: (userId, commandId, entryNumber) => {
      // Before the first look-up there is nothing to keep up: the scan will find the row itself.
      if (places !== undefined) add(places, userId, commandId, entryNumber);
    },
  };
}
