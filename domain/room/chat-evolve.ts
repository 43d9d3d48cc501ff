import { limits } from "../limits.ts";
import { takeTokens } from "../token-bucket.ts";
import type { PrivateChange } from "./entry.ts";
import { roomChatRule } from "./rate.ts";
import type { ChatState } from "./state.ts";

type ChatChange = Extract<PrivateChange, { type: "chat.posted" | "chat.removed" | "chat.muted" }>;

/** The chat after one change; it remembers the last lines and mutes only. */
export function evolveChat(chat: ChatState, change: ChatChange, atMs: number): ChatState {
  switch (change.type) {
    case "chat.posted": {
      const { messageId, userId, displayName, role, text } = change;
      const line = { messageId, userId, displayName, role, text, atMs };
      const taken = takeTokens(chat.bucket ?? undefined, roomChatRule, atMs);
      return {
        ...chat,
        lines: [...chat.lines, line].slice(-limits.chatRememberedMax),
        bucket: taken.ok ? taken.value : chat.bucket,
      };
    }
    case "chat.removed":
      return { ...chat, lines: chat.lines.filter(({ messageId }) => messageId !== change.messageId) };
    case "chat.muted": {
      const { userId, untilMs } = change;
      const others = chat.mutes.filter(
        (mute) => mute.userId !== userId && (mute.untilMs === null || mute.untilMs > atMs),
      );
      return { ...chat, mutes: [...others, { userId, untilMs }].slice(-limits.mutesRememberedMax) };
    }
  }
}
