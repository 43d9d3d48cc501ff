import { ChatLine } from "../components/chat-line.tsx";
import { useScene } from "./room-context.tsx";

const LINES_SHOWN = 4;

/** The last lines of the chat over the stage, fading upward; pressing them opens all of it. */
export function PhoneChat({ onOpen }: { onOpen: () => void }) {
  const { model } = useScene();
  const lines = model.chat.slice(-LINES_SHOWN);
  return (
    // Hidden from assistive technology: the chat button beside it opens the same lines, in full.
    <div
      aria-hidden
      onClick={onOpen}
      className="fade-up flex max-h-36 max-w-[90%] flex-col justify-end overflow-hidden text-white [text-shadow:0_1px_3px_rgb(0_0_0/80%)]"
    >
      {lines.map((line) => (
        <ChatLine key={line.messageId} line={line} />
      ))}
    </div>
  );
}
