import type { LotRow } from "./lot-row.ts";

type Lots = ReadonlyMap<string, LotRow>;

/** The queued lots move up; every lot that has opened keeps its position. */
export function removeFromLineUp(lots: Lots, lotId: string): Map<string, LotRow> {
  return arrange(lots, (queued) => queued.filter((lot) => lot.id !== lotId));
}

/** Moves a queued lot right before another queued one, or behind all of them. */
export function moveInLineUp(lots: Lots, lotId: string, beforeLotId: string | null): Map<string, LotRow> {
  return arrange(lots, (queued) => {
    const moved = queued.filter((lot) => lot.id === lotId);
    const others = queued.filter((lot) => lot.id !== lotId);
    const at = beforeLotId === null ? others.length : others.findIndex((lot) => lot.id === beforeLotId);
    return others.toSpliced(at, 0, ...moved);
  });
}

/** Puts the rearranged queued lots into the first of the positions queued lots had; gives the rows that changed. */
function arrange(
  lots: Lots,
  rearrange: (queued: readonly LotRow[]) => readonly LotRow[],
): Map<string, LotRow> {
  const queued = [...lots.values()]
    .filter((lot) => lot.status === "queued")
    .toSorted((one, other) => one.position - other.position);
  const changed = new Map<string, LotRow>();
  for (const [at, lot] of rearrange(queued).entries()) {
    const position = queued[at]?.position ?? lot.position;
    if (position !== lot.position) changed.set(lot.id, { ...lot, position });
  }
  return changed;
}
