import { Button } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { useScene } from "../room/room-context.tsx";

/** Asks before a sale ends: what is still to come would pass. */
export function EndDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { model, actions } = useScene();
  const { seller, common } = useMessages();
  const words = seller.console;
  const left = model.lots.filter(({ status }) => status === "queued").length;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={words.endQuestion}
      {...(left > 0 ? { description: words.endBody(left) } : {})}
    >
      <div className="mt-2 flex flex-wrap justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>{common.cancel}</Button>
        <Button
          variant="danger"
          onClick={() => {
            void actions.send({ type: "auction.end" });
            onOpenChange(false);
          }}
        >
          {words.end}
        </Button>
      </div>
    </Dialog>
  );
}
