import { describe, expect, test } from "vitest";
import type { Line, Rehearsal } from "../../test/support/rehearsal.ts";
import { open } from "../../test/support/rehearsal.ts";

function post(room: Rehearsal, userId: string, text = "hello"): string {
  room.send(userId, { type: "chat.post", text });
  const line = room.live.chat.lines.at(-1);
  if (line === undefined) throw new Error("nothing was posted");
  return line.messageId;
}

describe("chat", () => {
  test("[J1] a line is a journal entry without facts, with the role shown and no paddle", () => {
    const room = open();
    const seqBefore = room.live.head.seq;
    const posted = room.send("ann", { type: "chat.post", text: "is it signed?" });
    expect(posted).toMatchObject({ facts: [], answer: { seq: seqBefore, outcome: "done" } });
    expect(room.entries.at(-1)?.private.changes).toEqual([
      {
        type: "chat.posted",
        messageId: expect.any(String),
        userId: "ann",
        displayName: "ann",
        role: "bidder",
        text: "is it signed?",
      },
    ]);
    expect(room.live.chat.lines).toEqual([
      {
        messageId: expect.any(String),
        userId: "ann",
        displayName: "ann",
        role: "bidder",
        text: "is it signed?",
        atMs: room.nowMs,
      },
    ]);
  });

  test.each(["", "   ", "x".repeat(501), "\ud800"])("a line of chat is text: %j is not", (text) => {
    expect(open().send("ann", { type: "chat.post", text }).refused).toBe("malformed");
  });

  test("the room remembers the last hundred lines", () => {
    const room = open();
    for (let line = 0; line < 105; line += 1) {
      room.at(line * 60);
      post(room, "ann", `line ${line}`);
    }
    expect(room.live.chat.lines.map(({ text }) => text)).toEqual(
      Array.from({ length: 100 }, (_, at) => `line ${at + 5}`),
    );
  });

  test("[B4] a whole room's chat has a budget that bids do not share", () => {
    const room = open();
    const answers = Array.from({ length: 41 }, () => room.send("ann", { type: "chat.post", text: "hi" }));
    expect(answers.filter(({ refused }) => refused === null)).toHaveLength(40);
    expect(answers.at(-1)?.refusal).toMatchObject({ code: "rate_limited", details: { retryAfterMs: 50 } });
    expect(room.bid("ann", 2_000).refused).toBeNull();
    expect(room.at(50).send("bob", { type: "chat.post", text: "hi" }).refused).toBeNull();
    expect(room.send("bob", { type: "chat.post", text: "hi" }).refused).toBe("rate_limited");
  });

  test.each([
    ["ann", null],
    ["bob", "forbidden"],
    ["mod", null],
    ["seller", null],
    ["admin", null],
  ])("%s removes a line of Ann's: %s", (userId, refused) => {
    const room = open();
    const messageId = post(room, "ann");
    expect(room.send(userId, { type: "chat.remove", messageId }).refused).toBe(refused);
    expect(room.live.chat.lines).toHaveLength(refused === null ? 0 : 1);
  });

  test.each<[string, string]>([
    ["mod", "message_unknown"],
    ["ann", "forbidden"],
  ])("%s removes a line nobody remembers: %s", (userId, refused) => {
    expect(open().send(userId, { type: "chat.remove", messageId: "gone" }).refused).toBe(refused);
  });

  test("the author of a line is muted for a while, or for good", () => {
    const room = open();
    const messageId = post(room, "ann");
    const mute: Line = { type: "chat.mute", messageId, durationMs: 60_000 };
    expect(room.send("bob", mute).refused).toBe("forbidden");
    expect(room.send("mod", { ...mute, messageId: "gone" }).refused).toBe("message_unknown");
    expect(room.send("mod", { ...mute, durationMs: 0.5 }).refused).toBe("malformed");
    expect(room.send("mod", mute).refused).toBeNull();
    expect(room.send("ann", { type: "chat.post", text: "hey" }).refusal).toMatchObject({
      code: "muted",
      details: { untilMs: room.nowMs + 60_000 },
    });
    expect(room.bid("ann", 2_000).refused).toBeNull();
    room.at(60_000);
    expect(room.send("ann", { type: "chat.post", text: "hey" }).refused).toBeNull();
    room.send("mod", { type: "chat.mute", messageId });
    expect(room.send("ann", { type: "chat.post", text: "hey" }).refusal).toMatchObject({
      details: { untilMs: null },
    });
    expect(room.live.chat.mutes).toEqual([{ userId: "ann", untilMs: null }]);
  });

  test.each(["seller", "admin"])("%s cannot be muted", (userId) => {
    const room = open();
    const messageId = post(room, userId);
    expect(room.send("mod", { type: "chat.mute", messageId }).refused).toBe("forbidden");
  });

  test("mutes that ran out are forgotten, and there is a most", () => {
    const room = open();
    const messageId = post(room, "ann");
    const crowd = Array.from({ length: 1_000 }, (_, at) => ({
      userId: `u${at}`,
      untilMs: room.nowMs + (at === 0 ? 1 : 9),
    }));
    room.state = { ...room.live, chat: { ...room.live.chat, mutes: crowd } };
    room.send("mod", { type: "chat.mute", messageId });
    expect(room.live.chat.mutes).toHaveLength(1_000);
    expect(room.live.chat.mutes[0]?.userId).toBe("u1");
    room.at(1).send("mod", { type: "chat.mute", messageId, durationMs: 5 });
    expect(room.live.chat.mutes.map(({ userId }) => userId)).not.toContain("u0");
    expect(room.live.chat.mutes.filter(({ userId }) => userId === "ann")).toHaveLength(1);
  });
});
