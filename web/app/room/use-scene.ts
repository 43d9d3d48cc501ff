import { useState } from "react";

import { findCurrentLot } from "../../../client/room/room-model.ts";
import type { RingPhase } from "../components/ring.ts";
import { findFocusLot } from "./focus.ts";
import type { RoomScene } from "./room-context.tsx";
import { computeStanding } from "./standing.ts";
import { useRoomActions } from "./use-room-actions.ts";
import type { RoomReading } from "./use-room-session.ts";
import { useRoomSession } from "./use-room-session.ts";
import { useWinNote } from "./use-win-note.ts";
import { useSounds } from "./use-sounds.ts";

/** Puts a room together: the session, the lot in focus, where the reader stands in it. */
export function useRoomScene(reading: RoomReading): RoomScene {
  const session = useRoomSession(reading);
  const { client, model, ownBids } = session;
  const actions = useRoomActions(client);
  useWinNote(client, model);
  const [chosenId, setChosenId] = useState<string>();
  const [phase, setPhase] = useState<RingPhase>("waiting");
  const lot = findFocusLot(model, chosenId);
  const standing = lot ? computeStanding(model, lot, ownBids) : "none";
  const sounds = useSounds(lot, standing, phase);
  const current = findCurrentLot(model);
  const isElsewhere = current !== undefined && lot !== undefined && current.id !== lot.id;
  return { ...session, actions, lot, standing, phase, setPhase, chooseLot: setChosenId, isElsewhere, sounds };
}
