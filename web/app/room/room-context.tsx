import { createContext, useContext } from "react";

import type { RoomLot } from "../../../client/room/room-model.ts";
import { must } from "../../../domain/result.ts";
import type { RingPhase } from "../components/ring.ts";
import type { RoomActions } from "./use-room-actions.ts";
import type { RoomSession } from "./use-room-session.ts";
import type { LotStanding } from "./standing.ts";

/** The room as its parts see it: the session, and what the reader looks at. */
export type RoomScene = RoomSession & {
  readonly actions: RoomActions;
  /** The lot in focus. */
  readonly lot: RoomLot | undefined;
  readonly standing: LotStanding;
  readonly phase: RingPhase;
  readonly setPhase: (phase: RingPhase) => void;
  /** Looks at a lot; undefined follows the sale again. */
  readonly chooseLot: (lotId: string | undefined) => void;
  /** True while the reader looks at another lot than the one on the block. */
  readonly isElsewhere: boolean;
  readonly sounds: { readonly isOn: boolean; readonly toggle: () => void };
};

const SceneContext = createContext<RoomScene | undefined>(undefined);

export const RoomSceneProvider = SceneContext.Provider;

export function useScene(): RoomScene {
  return must(useContext(SceneContext), "a part of a room is inside its provider");
}
