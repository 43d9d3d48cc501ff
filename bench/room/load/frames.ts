/**
 * Reads the few things a bench needs straight from the bytes of a frame. Parsing JSON a thousand times per bid would
 * make the watchers, not the room, the thing measured.
 */

const seqMark = Buffer.from('"seq":');
const idMark = Buffer.from('"id":"');
const codeMark = Buffer.from('"code":"');
const kindAt = '{"type":"'.length;

/** The last `seq` in the frame when it carries facts or a snapshot, else null. */
export function readLastSeq(buffer: Buffer, start: number, end: number): number | null {
  // `room.facts` or `room.snapshot`, but not `room.presence`, `command.*` or chat.
  if (buffer[start + kindAt] !== 0x72 || buffer[start + kindAt + 5] === 0x70) return null;
  const at = buffer.subarray(start, end).lastIndexOf(seqMark);
  return at === -1 ? null : readInteger(buffer, start + at + seqMark.length, end);
}

export interface CommandAnswer {
  readonly id: string;
  /** 0 when refused. */
  readonly seq: number;
  /** The refusal's code, or null. */
  readonly code: string | null;
}

/** The answer to a command, or null for any other frame. */
export function readAnswer(buffer: Buffer, start: number, end: number): CommandAnswer | null {
  // `command.accepted` or `command.refused`; `c` alone could be `chat.posted` or `clock.pong`.
  if (buffer[start + kindAt] !== 0x63 || buffer[start + kindAt + 1] !== 0x6f) return null;
  const frame = buffer.subarray(start, end);
  const id = readText(frame, idMark);
  const accepted = buffer[start + kindAt + "command.".length] === 0x61;
  if (!accepted) return { id, seq: 0, code: readText(frame, codeMark) };
  return { id, seq: readInteger(frame, frame.indexOf(seqMark) + seqMark.length, frame.length), code: null };
}

function readText(frame: Buffer, mark: Buffer): string {
  const at = frame.indexOf(mark);
  if (at === -1) return "";
  const from = at + mark.length;
  return frame.toString("latin1", from, frame.indexOf(0x22, from));
}

function readInteger(buffer: Buffer, from: number, end: number): number {
  let value = 0;
  for (let at = from; at < end; at++) {
    const digit = buffer.readUInt8(at) - 0x30;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return value;
}
