import { useCallback, useEffect, useRef, useState } from "react";

import type { RoomLot } from "../../../client/room/room-model.ts";
import type { RingPhase } from "../components/ring.ts";
import { playSound } from "./sounds.ts";
import type { LotStanding } from "./standing.ts";

const STORAGE_KEY = "blytz:sounds";

/** Sounds of a lot: being outbid, the last seconds, the hammer. Off until asked for, then remembered. */
export function useSounds(lot: RoomLot | undefined, standing: LotStanding, phase: RingPhase) {
  const [isOn, setIsOn] = useState(false);
  const before = useRef({ lotId: lot?.id, standing, phase, status: lot?.status });

  useEffect(() => setIsOn(localStorage.getItem(STORAGE_KEY) === "on"), []);

  useEffect(() => {
    const last = before.current;
    before.current = { lotId: lot?.id, standing, phase, status: lot?.status };
    if (!isOn || last.lotId !== lot?.id) return;
    if (last.standing === "leading" && standing === "outbid") playSound("outbid");
    else if (last.status === "open" && lot?.status === "sold") playSound("hammer");
    else if (last.phase === "running" && phase === "closing") playSound("ten-seconds");
  }, [isOn, lot?.id, lot?.status, phase, standing]);

  const toggle = useCallback(() => {
    setIsOn((was) => {
      localStorage.setItem(STORAGE_KEY, was ? "off" : "on");
      if (!was) playSound("ten-seconds");
      return !was;
    });
  }, []);
  return { isOn, toggle };
}
