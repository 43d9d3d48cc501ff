import { limits } from "../../domain/limits.ts";
import type { Fact, FactSeal } from "../../domain/room/fact.ts";
import { accept, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import { z } from "../zod.ts";
import { downFrame } from "./down.ts";
import type { DownFrame } from "./down.ts";
import { fact, factSeal } from "./fact.ts";
import { commandRefused } from "./session.ts";
import { upFrame } from "./up.ts";
import type { UpFrame } from "./up.ts";

/** Why a client's frame is not one: `too_large` closes with 1009, the others are refused as `malformed`. */
export interface Undecodable {
  readonly reason: "too_large" | "not_json" | "unknown_type" | "invalid";
  /** The frame's id when it had a usable one, so that the refusal can be matched to its command. */
  readonly id: string | null;
  readonly issues: readonly { readonly path: string; readonly code: string; readonly message: string }[];
}

const upTypes: ReadonlySet<unknown> = new Set(upFrame.options.map((option) => option.shape.type.value));
const downTypes: ReadonlySet<unknown> = new Set(downFrame.options.map((option) => option.shape.type.value));
const factTypes: ReadonlySet<unknown> = new Set(fact.options.map((option) => option.shape.type.value));

/** Reads one text frame from a client. Never throws; every schema is flat and strict, so nesting needs no check of its own. */
export function decodeUpFrame(text: string): Result<UpFrame, Undecodable> {
  if (isLongerThan(text, limits.frameBytesMax)) return refuse({ reason: "too_large", id: null, issues: [] });
  const json = parseJson(text);
  if (json === undefined) return refuse({ reason: "not_json", id: null, issues: [] });
  if (!upTypes.has(json.type)) return refuse({ reason: "unknown_type", id: readId(json), issues: [] });
  const parsed = upFrame.safeParse(json);
  if (parsed.success) return accept(parsed.data);
  return refuse({ reason: "invalid", id: readId(json), issues: toIssues(parsed.error) });
}

/** A fact of a kind this build does not know: its place in the log counts, what it says is ignored. */
export interface UnknownFact extends FactSeal {
  readonly type: "unknown";
}
const unknownFact = z.object(factSeal).transform((seal): UnknownFact => ({ ...seal, type: "unknown" }));

/** A refusal whose code may be newer than this build. */
const lenientRefusal = commandRefused.extend({ code: z.string() });

export type ReceivedFact = Fact | UnknownFact;
export type ReceivedFrame =
  | Exclude<DownFrame, { readonly type: "room.facts" | "command.refused" }>
  | { readonly type: "room.facts"; readonly facts: readonly ReceivedFact[] }
  | z.infer<typeof lenientRefusal>;

const receivedFacts = z.object({
  type: z.literal("room.facts"),
  facts: z.array(
    z.unknown().transform((value, context): ReceivedFact => {
      const known = isRecord(value) && factTypes.has(value.type);
      const parsed = known ? fact.safeParse(value) : unknownFact.safeParse(value);
      if (parsed.success) return parsed.data;
      for (const { path, message } of parsed.error.issues)
        context.addIssue({ code: "custom", path, message });
      return z.NEVER;
    }),
  ),
});

/**
 * Reads one text frame from a room. `unknown_type` is a newer room speaking: ignore it. `invalid` and `not_json`
 * mean that this build cannot follow: ask for a snapshot.
 */
export function decodeDownFrame(text: string): Result<ReceivedFrame, Undecodable> {
  const json = parseJson(text);
  if (json === undefined) return refuse({ reason: "not_json", id: null, issues: [] });
  if (!downTypes.has(json.type)) return refuse({ reason: "unknown_type", id: null, issues: [] });
  const schema =
    json.type === "room.facts" ? receivedFacts : json.type === "command.refused" ? lenientRefusal : downFrame;
  const parsed: z.ZodSafeParseResult<ReceivedFrame> = schema.safeParse(json);
  if (parsed.success) return accept(parsed.data);
  return refuse({ reason: "invalid", id: readId(json), issues: toIssues(parsed.error) });
}

/** The bytes of a frame, either way. */
export function encodeFrame(frame: UpFrame | DownFrame): string {
  return JSON.stringify(frame);
}

function toIssues(error: z.ZodError): Undecodable["issues"] {
  return error.issues.map(({ path, code, message }) => ({
    path: path.join("."),
    code: code ?? "custom",
    message,
  }));
}

function parseJson(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isRecord(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readId(json: Record<string, unknown>): string | null {
  const { id } = json;
  return typeof id === "string" && id !== "" && id.length <= limits.commandIdLengthMax && id.isWellFormed()
    ? id
    : null;
}

/** Whether the text's UTF-8 is longer than `bytesMax`; most frames are decided by their length alone. */
function isLongerThan(text: string, bytesMax: number): boolean {
  if (text.length > bytesMax) return true;
  if (text.length * 3 <= bytesMax) return false;
  return new TextEncoder().encode(text).byteLength > bytesMax;
}
