import { describe, expect, test } from "vitest";
import { createTicketOffice } from "./ticket.ts";
import type { Caller } from "./rpc.ts";

const nowMs = 1_800_000_000_000;
const caller: Caller = {
  userId: "ann",
  displayName: "Ann ❤",
  isAdmin: false,
  sessionId: "session",
  sessionExpiresAtMs: nowMs + 900_000,
};
const claims = { caller, origin: "https://blytz.example" };
const anyone = () => true;
const options = { key: "k".repeat(43), roomId: "room-1" };

describe("tickets", () => {
  test("[SEC-14] a ticket brings back who it was issued to, once", () => {
    const office = createTicketOffice(options);
    const ticket = office.issue(claims, nowMs);
    expect(office.redeem(ticket, nowMs + 1, anyone)).toEqual({ ok: true, value: claims });
    expect(office.redeem(ticket, nowMs + 2, anyone)).toEqual({ ok: false, refusal: "invalid" });
  });

  test("[SEC-14] ids of 128 bits, never the same", () => {
    const office = createTicketOffice(options);
    const ids = Array.from({ length: 1_000 }, () => {
      const [payload = ""] = office.issue(claims, nowMs).split(".");
      return (JSON.parse(Buffer.from(payload, "base64url").toString()) as string[])[1] ?? "";
    });
    expect(new Set(ids).size).toBe(1_000);
    expect(Buffer.from(ids[0] ?? "", "base64url")).toHaveLength(16);
  });

  test("[SEC-14] refused when late, of another room, of an earlier start, forged or not a ticket", () => {
    const office = createTicketOffice(options);
    const ticket = office.issue(claims, nowMs);
    const [payload = "", signature = ""] = ticket.split(".");
    const swapped = `${payload.slice(0, -1)}${payload.endsWith("A") ? "B" : "A"}`;
    const cases: readonly [string, string, string][] = [
      [
        "of another key",
        createTicketOffice({ ...options, key: "x".repeat(43) }).issue(claims, nowMs),
        "invalid",
      ],
      [
        "of another room",
        createTicketOffice({ ...options, roomId: "room-2" }).issue(claims, nowMs),
        "invalid",
      ],
      ["of an earlier start", createTicketOffice(options).issue(claims, nowMs), "expired"],
      ["changed", `${swapped}.${signature}`, "invalid"],
      ["unsigned", `${payload}.`, "invalid"],
      ["half a signature", `${payload}.${signature.slice(0, 20)}`, "invalid"],
      ["with a third part", `${ticket}.x`, "invalid"],
      ["nothing", "", "invalid"],
      ["not base64", "%%%.%%%", "invalid"],
    ];
    for (const [name, given, refusal] of cases) {
      expect([name, office.redeem(given, nowMs, anyone)]).toEqual([name, { ok: false, refusal }]);
    }
    expect(office.redeem(ticket, nowMs + 30_000, anyone)).toEqual({ ok: false, refusal: "expired" });
    expect(office.redeem(ticket, nowMs + 29_999, anyone).ok).toBe(true);
  });

  test("[SEC-14] shown by somebody else it is refused and stays good for its owner", () => {
    const office = createTicketOffice(options);
    const ticket = office.issue(claims, nowMs);
    const fromElsewhere = office.redeem(ticket, nowMs, ({ origin }) => origin === "https://evil.example");
    expect(fromElsewhere).toEqual({ ok: false, refusal: "elsewhere" });
    expect(office.redeem(ticket, nowMs, ({ origin }) => origin === claims.origin).ok).toBe(true);
  });

  test("[SEC-13] does not look like an access token, and travels as a subprotocol", () => {
    const ticket = createTicketOffice(options).issue(claims, nowMs);
    expect(ticket).not.toMatch(/eyJ/u);
    expect(ticket).toMatch(/^[A-Za-z0-9_.-]+$/u);
    expect(ticket.length).toBeLessThan(1_000);
  });
});
