import { useEffect, useRef, useState } from "react";

import type { RoomLot } from "../../../client/room/room-model.ts";
import { isPurchase } from "../../../domain/order/cancel.ts";
import { useMoney } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import type { Announcement, Spoken } from "./announcer.ts";
import { findAnnouncement } from "./announcer.ts";
import type { LotStanding } from "./standing.ts";

/** The sentence a live region should hold: the latest thing worth saying about the lot in focus. */
export function useAnnouncement(lot: RoomLot | undefined, standing: LotStanding, currency: string): string {
  const { room } = useMessages();
  const format = useMoney();
  const before = useRef<Spoken>();
  const saidAtMs = useRef(0);
  const [announcement, setAnnouncement] = useState<Announcement>();
  const { id, title, status, priceMinor } = lot ?? {};
  const isBought = lot !== undefined && isPurchase(lot);

  useEffect(() => {
    if (id === undefined || title === undefined || status === undefined || priceMinor === undefined) return;
    const after: Spoken = { lotId: id, title, status, priceMinor, standing, isPurchase: isBought };
    const last = before.current;
    before.current = after;
    if (!last) return;
    const next = findAnnouncement(last, after, performance.now() - saidAtMs.current);
    if (!next) return;
    saidAtMs.current = performance.now();
    setAnnouncement(next);
  }, [id, title, status, priceMinor, standing, isBought]);

  if (!announcement) return "";
  if (announcement.kind === "opened") return room.announce.opened(announcement.title);
  if (announcement.kind === "passed") return room.announce.passed;
  return room.announce[announcement.kind](format({ amountMinor: announcement.priceMinor, currency }));
}
