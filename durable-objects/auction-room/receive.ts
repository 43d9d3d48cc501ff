import { closeCodes } from "../../contract/room/down.ts";
import { decodeUpFrame, encodeFrame } from "../../contract/room/codec.ts";
import type { SocketFrame, UpFrame } from "../../contract/room/up.ts";
import type { ReactionKind } from "../../contract/room/chat.ts";
import type { RefusalCode } from "../../domain/room/refusal.ts";
import { toRefused } from "./commands.ts";
import type { Answered } from "./commands.ts";
import type { Input } from "../../domain/room/input.ts";
import type { Session } from "./session.ts";
import type { TicketOffice } from "./ticket.ts";

/** What a frame may set off in the room. */
export interface ReceiveOptions {
  readonly tickets: TicketOffice;
  /** Hands a command on; the answer comes now or with the group it is committed in. */
  readonly submit: (input: Input, reply: (answer: Answered) => void, onCrash: () => void) => void;
  readonly close: (session: Session, code: number, reason: string) => void;
  readonly react: (kind: ReactionKind) => void;
  /** Sends facts after `afterSeq`, or a snapshot when they are too many. */
  readonly resume: (session: Session, afterSeq: number) => void;
  /** A session got a new end. */
  readonly renewed: (session: Session) => void;
  readonly reportFailure: (error: unknown) => void;
}

const UNSUPPORTED = 1003;
const NOT_UTF8 = 1007;
const POLICY = 1008;
const TOO_LARGE = 1009;
const BUG = 1011;

/** Frames that cost the room more than a look; the rest cost 1 of `limits.framesPerSecond`. */
const frameCosts: Partial<Record<UpFrame["type"], number>> = { "sync.resume": 10, "session.renew": 10 };

/** Refusals that say the sender misbehaves, not that the auction went another way. */
const violations: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  "malformed",
  "auth_required",
  "id_reused",
  "rate_limited",
]);

/** Takes one frame from a socket: bytes to schema to command. Whatever comes, the room lives. */
export function receiveFrame(
  session: Session,
  message: string | ArrayBuffer,
  options: ReceiveOptions & { readonly nowMs: number },
): void {
  const { close, reportFailure } = options;
  try {
    receive(session, message, options);
  } catch (error) {
    reportFailure(error);
    close(session, BUG, "internal error");
  }
}

function receive(
  session: Session,
  message: string | ArrayBuffer,
  options: ReceiveOptions & { readonly nowMs: number },
): void {
  const { nowMs, close } = options;
  if (session.isOver(nowMs)) {
    close(session, closeCodes.sessionOver, "session over");
    return;
  }
  if (typeof message !== "string") {
    close(session, UNSUPPORTED, "text frames only");
    return;
  }
  const decoded = decodeUpFrame(message);
  if (!decoded.ok && decoded.refusal.reason === "too_large") {
    close(session, TOO_LARGE, "frame too large");
    return;
  }
  const cost = decoded.ok ? (frameCosts[decoded.value.type] ?? 1) : 1;
  if (!session.takeFrame(nowMs, cost)) {
    close(session, POLICY, "too many frames");
    return;
  }
  // The platform turns bytes that are no UTF-8 into U+FFFD before we see them. In a frame that is still JSON it may also
  // be a character somebody pasted, which is no reason to hang up.
  const isMangled = message.includes("\uFFFD");
  if (!decoded.ok && decoded.refusal.reason === "not_json" && isMangled) {
    close(session, NOT_UTF8, "not UTF-8");
    return;
  }
  if (!decoded.ok || isMangled) {
    answer(session, refuseMalformed(decoded), options);
    return;
  }
  handleFrame(session, decoded.value, options);
}

function refuseMalformed(decoded: ReturnType<typeof decodeUpFrame>): Answered {
  const message = "The room cannot read this.";
  if (decoded.ok) {
    const id = "id" in decoded.value ? decoded.value.id : null;
    return toRefused(id, { code: "malformed", message, details: { reason: "not_utf8" } });
  }
  const { id, reason, issues } = decoded.refusal;
  const details = { reason, ...(issues.length === 0 ? {} : { issues }) };
  return toRefused(id, { code: "malformed", message, details });
}

function handleFrame(
  session: Session,
  frame: UpFrame,
  options: ReceiveOptions & { readonly nowMs: number },
): void {
  const { nowMs, submit, close } = options;
  switch (frame.type) {
    case "reaction.send":
      if (session.takeReaction(nowMs)) options.react(frame.kind);
      return;
    case "session.renew":
      renew(session, frame, options);
      return;
    case "sync.resume":
      options.resume(session, frame.afterSeq);
      return;
    case "clock.ping":
      acknowledge(session, frame, options);
      return;
    default:
      submit(
        { actor: session.caller, command: frame },
        (answered) => answer(session, answered, options),
        () => close(session, BUG, "internal error"),
      );
  }
}

function answer(
  session: Session,
  answered: Answered,
  { nowMs, close }: ReceiveOptions & { readonly nowMs: number },
): void {
  session.send(encodeFrame(answered));
  const isViolation = answered.type === "command.refused" && violations.has(answered.code);
  if (isViolation && !session.takeViolation(nowMs)) close(session, POLICY, "too many refused frames");
}

/** A fresh ticket of the same person, from the same place, moves the session's end; any other is a violation. */
function renew(
  session: Session,
  { ticket }: Extract<SocketFrame, { type: "session.renew" }>,
  options: ReceiveOptions & { readonly nowMs: number },
): void {
  const { nowMs, tickets, renewed } = options;
  const redeemed = tickets.redeem(
    ticket,
    nowMs,
    ({ caller, origin }) => caller.userId === session.caller.userId && origin === session.origin,
  );
  if (!redeemed.ok) {
    const message = "This ticket does not renew this socket; join again for a fresh one.";
    answer(session, toRefused(null, { code: "auth_required", message }), options);
    return;
  }
  session.caller = redeemed.value.caller;
  session.keep();
  renewed(session);
}

function acknowledge(
  session: Session,
  { t0, seq }: Extract<SocketFrame, { type: "clock.ping" }>,
  { nowMs, resume }: ReceiveOptions & { readonly nowMs: number },
): void {
  session.send(encodeFrame({ type: "clock.pong", t0, nowMs }));
  const missed = session.acknowledge(seq, nowMs);
  if (missed) resume(session, seq);
}
