import type { RoomLot } from "../../../client/room/room-model.ts";
import { MaxBidDialog } from "../components/max-bid-dialog.tsx";
import { computeTotal } from "./bid-state.ts";
import { useScene } from "./room-context.tsx";

type MaximumDialogProps = { lot: RoomLot; open: boolean; onOpenChange: (open: boolean) => void };

/** Sets or raises the reader's maximum on a lot. A raise only has to be above their own (rule P3). */
export function MaximumDialog({ lot, open, onOpenChange }: MaximumDialogProps) {
  const { model, actions, standing } = useScene();
  const own = model.you.maxima[lot.id];
  const minimumMinor =
    own !== undefined && (standing === "leading" || lot.status === "queued") ? own + 1 : lot.nextMinimumMinor;
  return (
    <MaxBidDialog
      open={open}
      onOpenChange={onOpenChange}
      currency={model.auction.currency}
      minimumMinor={Math.max(minimumMinor, lot.status === "queued" ? lot.startingPriceMinor : 0)}
      nextMinimumMinor={lot.nextMinimumMinor}
      computeAllIn={(amountMinor) => computeTotal(model, amountMinor)}
      onSubmit={(amountMinor, confirmed) => actions.setMaximum(lot.id, amountMinor, confirmed)}
    />
  );
}
