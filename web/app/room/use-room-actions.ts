import { useMemo } from "react";
import { v7 } from "uuid";

import type { CommandOutcome } from "../../../client/room/commands.ts";
import type { RoomClient } from "../../../client/room/room-client.ts";
import type { WireCommand } from "../../../domain/room/command.ts";
import { useToast } from "../components/toast.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** `Omit` that keeps the members of a union apart. */
type WithoutId<Command> = Command extends { readonly id: string } ? Omit<Command, "id"> : never;

export type RoomActions = {
  /** Bids exactly what the button showed. */
  readonly bid: (lotId: string, amountMinor: number) => void;
  readonly setMaximum: (lotId: string, amountMinor: number, confirmed: boolean) => void;
  /** Any other command; resolves to whether it was carried out, and says why when it was not. */
  readonly send: (command: WithoutId<WireCommand>) => Promise<boolean>;
};

/** What a reader can do in a room. A refusal is said in words; success shows in the room itself. */
export function useRoomActions(client: RoomClient | null): RoomActions {
  const { room } = useMessages();
  const toast = useToast();
  return useMemo(() => {
    const tell = (outcome: CommandOutcome): boolean => {
      if (outcome.ok) return true;
      toast(room.refusals[outcome.refusal.code] ?? outcome.refusal.message, "bad");
      return false;
    };
    return {
      bid: (lotId, amountMinor) => void client?.placeBid({ lotId, amountMinor, mode: "exact" }).then(tell),
      setMaximum: (lotId, amountMinor, confirmed) =>
        void client
          ?.placeBid({ lotId, amountMinor, mode: "max", ...(confirmed ? { confirm: true } : {}) })
          .then(tell),
      async send(command) {
        if (!client) return false;
        return tell(await client.send({ ...command, id: v7() }));
      },
    };
  }, [client, room, toast]);
}
