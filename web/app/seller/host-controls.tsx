import { useState } from "react";

import { Button } from "../components/button.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { useScene } from "../room/room-context.tsx";
import { EndDialog } from "./end-dialog.tsx";
import type { HostCommands } from "./host-commands.ts";
import { computeHostCommands } from "./host-commands.ts";
import { useHostKeys } from "./use-host-keys.ts";

/** The next thing to do is the volt one; everything else stands beside it. */
export function HostControls() {
  const { model, status } = useScene();
  const { seller, room } = useMessages();
  const [isEnding, setIsEnding] = useState(false);
  const commands = computeHostCommands(model);
  const isUnsure = status.kind !== "live";
  const words = seller.console;
  if (commands.phase === "over") return <p className="border-t border-line p-5 text-muted">{words.over}</p>;
  return (
    <div className="sticky bottom-0 grid gap-2 border-t border-line bg-ground p-4 pb-[max(1rem,env(safe-area-inset-bottom))] lg:px-6">
      <fieldset disabled={isUnsure} className="flex flex-wrap gap-2">
        <legend className="sr-only">{words.title}</legend>
        <MainCommand commands={commands} isUnsure={isUnsure} />
        <BlockCommands commands={commands} />
        {commands.phase === "scheduled" ? null : (
          <Button
            size="lg"
            variant="danger"
            className="ml-auto"
            disabled={!commands.canEnd}
            onClick={() => setIsEnding(true)}
          >
            {words.end}
          </Button>
        )}
      </fieldset>
      <p className="text-xs text-muted">
        {isUnsure ? room.bid.unsure : commands.phase === "scheduled" ? words.startHint : words.keys}
      </p>
      <EndDialog open={isEnding} onOpenChange={setIsEnding} />
    </div>
  );
}

function MainCommand({ commands, isUnsure }: { commands: HostCommands; isUnsure: boolean }) {
  const { actions } = useScene();
  const { seller } = useMessages();
  const words = seller.console;
  const { phase, next, canOpenNext, canHold } = commands;
  const resume = () => void actions.send({ type: "auction.resume" });
  const openNext = () => {
    if (next) void actions.send({ type: "lot.open", lotId: next.id });
  };
  const toggleHold =
    phase === "held" ? resume : canHold ? () => void actions.send({ type: "auction.hold" }) : undefined;
  useHostKeys(isUnsure ? {} : { o: canOpenNext ? openNext : undefined, h: toggleHold });
  if (phase === "scheduled") {
    return (
      <Button variant="primary" size="lg" onClick={() => void actions.send({ type: "auction.start" })}>
        {words.start}
      </Button>
    );
  }
  if (phase === "held") {
    return (
      <Button variant="primary" size="lg" onClick={resume}>
        {words.resume}
      </Button>
    );
  }
  return (
    <Button
      variant={canOpenNext ? "primary" : "secondary"}
      size="lg"
      disabled={!canOpenNext}
      onClick={openNext}
    >
      {next ? words.openNext(next.position) : words.noMoreLots}
    </Button>
  );
}

function BlockCommands({ commands }: { commands: HostCommands }) {
  const { actions } = useScene();
  const { seller } = useMessages();
  const { open, canHold, canPass } = commands;
  if (!open || !canHold) return null;
  return (
    <>
      <Button size="lg" onClick={() => void actions.send({ type: "auction.hold" })}>
        {seller.console.hold}
      </Button>
      <Button
        size="lg"
        disabled={!canPass}
        onClick={() => void actions.send({ type: "lot.pass", lotId: open.id })}
      >
        {seller.console.pass}
      </Button>
    </>
  );
}
