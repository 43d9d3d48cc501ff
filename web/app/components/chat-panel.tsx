import { Link } from "@remix-run/react";
import { ArrowDown, SendHorizontal } from "lucide-react";
import type { FormEvent } from "react";
import { useEffect, useRef, useState } from "react";

import { useMessages } from "../messages/use-messages.tsx";
import type { ChatLineData, ChatModeration } from "./chat-line.tsx";
import { ChatLine } from "./chat-line.tsx";

const NEAR_END_PX = 48;
const TEXT_LENGTH_MAX = 500;

type ChatPanelProps = {
  lines: readonly ChatLineData[];
  /** Undefined for a signed-out reader, who is asked to sign in. */
  onSend: ((text: string) => void) | undefined;
  signInTo: string;
  /** Why nothing can be sent now. */
  disabledReason?: string | undefined;
  moderation?: ChatModeration | undefined;
};

/** The room's talk. It follows the newest line until the reader scrolls up, then says how many came since. */
export function ChatPanel({ lines, onSend, signInTo, disabledReason, moderation }: ChatPanelProps) {
  const { room } = useMessages();
  const { scroller, missed, handleScroll, followNewest } = useFollow(lines);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        onScroll={handleScroll}
        role="log"
        // Off on purpose: a busy chat would drown the price.
        aria-live="off"
        aria-label={room.chat.title}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-2"
      >
        {lines.length === 0 ? <p className="py-6 text-center text-sm text-muted">{room.chat.empty}</p> : null}
        {lines.map((line) => (
          <ChatLine key={line.messageId} line={line} moderation={moderation} />
        ))}
      </div>
      {missed > 0 ? (
        <button
          type="button"
          onClick={followNewest}
          className="absolute bottom-18 left-1/2 flex h-9 -translate-x-1/2 items-center gap-1.5 rounded-full border border-line bg-raised px-3 text-xs font-semibold"
        >
          <ArrowDown aria-hidden size={14} /> {room.chat.newMessages(missed)}
        </button>
      ) : null}
      <div className="border-t border-line p-2.5">
        {onSend ? (
          <ChatComposer onSend={onSend} disabledReason={disabledReason} />
        ) : (
          <Link
            to={signInTo}
            className="flex h-11 items-center justify-center rounded-md border border-line-strong text-sm font-semibold hover:bg-hover"
          >
            {room.chat.signIn}
          </Link>
        )}
      </div>
    </div>
  );
}

function useFollow(lines: readonly ChatLineData[]) {
  const scroller = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const seen = useRef(lines.length);
  const [missed, setMissed] = useState(0);

  function followNewest() {
    follows.current = true;
    setMissed(0);
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }

  useEffect(() => {
    const arrived = Math.max(0, lines.length - seen.current);
    seen.current = lines.length;
    if (follows.current) scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
    else if (arrived > 0) setMissed((count) => count + arrived);
  }, [lines]);

  function handleScroll() {
    const element = scroller.current;
    if (!element) return;
    follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
    if (follows.current) setMissed(0);
  }

  return { scroller, missed, handleScroll, followNewest };
}

/** The line a reader writes. */
function ChatComposer(props: { onSend: (text: string) => void; disabledReason?: string | undefined }) {
  const { room } = useMessages();
  const [text, setText] = useState("");
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const trimmed = text.trim();
    if (trimmed === "" || props.disabledReason) return;
    props.onSend(trimmed);
    setText("");
  }
  return (
    <form onSubmit={handleSubmit} className="flex gap-2">
      <input
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={TEXT_LENGTH_MAX}
        aria-label={room.chat.placeholder}
        placeholder={props.disabledReason ?? room.chat.placeholder}
        autoComplete="off"
        enterKeyHint="send"
        className="h-11 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-3 text-base placeholder:text-faint"
      />
      <button
        type="submit"
        aria-label={room.chat.send}
        title={room.chat.send}
        className="grid size-11 shrink-0 place-items-center rounded-md border border-line-strong hover:bg-hover"
      >
        <SendHorizontal aria-hidden size={18} />
      </button>
    </form>
  );
}
