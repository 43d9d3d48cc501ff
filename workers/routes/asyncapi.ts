import { closeCodes, downFrame, subprotocol, ticketProtocolPrefix } from "../../contract/room/down.ts";
import { heartbeat, upFrame } from "../../contract/room/up.ts";
import { z } from "../../contract/zod.ts";
import { limits } from "../../domain/limits.ts";
import { frameSummaries } from "./asyncapi-summaries.ts";

type Json = Record<string, unknown>;

const roomChannel = "auctionRoom";

/** Why a room ends a connection; the numbers a client has to know are in `contract/room/down.ts`. */
const closings: Record<string, string> = {
  1003: "Binary frames are not taken.",
  1007: "The text was not UTF-8.",
  1008: "Too many frames, or too many refused ones.",
  1009: `A frame was larger than ${limits.frameBytesMax} bytes.`,
  [closeCodes.reconnect]:
    "The room moved or was updated: connect again after a random wait, with `afterSeq`.",
  [closeCodes.sessionOver]: "The sign-in ended or its access token ran out without `session.renew`.",
  [closeCodes.blocked]: "The caller was blocked from this room.",
  [closeCodes.tooSlow]: "The reader fell too far behind what it acknowledges with `clock.ping`.",
};

/**
 * The AsyncAPI 3 document of the rooms' sockets. Its schemas are those that rooms and clients parse frames with, so it says
 * what is enforced; `operations` are from the server's side, as the standard has it: `receive` is what a client sends.
 */
export function describeRooms(origin: string): Json {
  const up = describeFrames(upFrame.options, "input");
  const down = describeFrames(downFrame.options, "output");
  const url = new URL(origin);
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Blytz Live rooms",
      version: "1.0.0",
      description:
        "A room is one auction, live. Connect with a ticket, get a snapshot or what you missed, then facts as they " +
        "happen. Facts are numbered by the room without gaps: keep the last `seq` and resume with it.",
    },
    defaultContentType: "application/json",
    servers: {
      live: {
        host: url.host,
        protocol: url.protocol === "https:" ? "wss" : "ws",
        security: [
          { $ref: "#/components/securitySchemes/ticketProtocol" },
          { $ref: "#/components/securitySchemes/ticketQuery" },
        ],
      },
    },
    channels: { [roomChannel]: describeChannel({ ...up, ...down }) },
    operations: {
      receiveFrame: describeOperation("receive", "What a client may send", Object.keys(up)),
      sendFrame: describeOperation("send", "What a room tells its clients", Object.keys(down)),
    },
    components: { messages: { ...up, ...down }, securitySchemes },
    "x-close-codes": closings,
    "x-heartbeat": {
      ...heartbeat,
      description: "These exact bytes are answered by the platform, without waking the room.",
    },
  };
}

function describeChannel(messages: Record<string, Json>): Json {
  const references = Object.keys(messages).map((name) => [name, { $ref: `#/components/messages/${name}` }]);
  return {
    address: "/ws/auctions/{auctionId}",
    title: "An auction's room",
    description:
      `Text frames of JSON, at most ${limits.frameBytesMax} bytes upward. The first frame down is \`room.snapshot\`, or ` +
      "`room.facts` when `afterSeq` was given and is not too far back. Ignore types you do not know.",
    parameters: { auctionId: { description: "The id of the auction." } },
    messages: Object.fromEntries(references),
    bindings: {
      ws: {
        method: "GET",
        query: {
          type: "object",
          properties: {
            afterSeq: {
              type: "integer",
              minimum: 0,
              description: "The last fact seen: asks for those after it.",
            },
            token: { type: "string", description: "The ticket, for clients that cannot name a subprotocol." },
          },
        },
        headers: {
          type: "object",
          properties: {
            "Sec-WebSocket-Protocol": {
              type: "string",
              description: `\`${subprotocol}, ${ticketProtocolPrefix}<ticket>\`; the server selects \`${subprotocol}\`.`,
            },
            Origin: { type: "string", description: "The same as that of the request that took the ticket." },
          },
        },
        bindingVersion: "0.1.0",
      },
    },
  };
}

function describeOperation(action: "send" | "receive", title: string, names: readonly string[]): Json {
  return {
    action,
    title,
    channel: { $ref: `#/channels/${roomChannel}` },
    messages: names.map((name) => ({ $ref: `#/channels/${roomChannel}/messages/${name}` })),
  };
}

const ticketDescription =
  `The \`ticket\` of POST /api/v1/auctions/{id}/join: single use, good for ${limits.ticketLifeMs / 1_000} s, bound to the ` +
  "caller, the room and the Origin. An access token is never taken here.";

const securitySchemes = {
  ticketProtocol: {
    type: "httpApiKey",
    in: "header",
    name: "Sec-WebSocket-Protocol",
    description: `${ticketDescription} Sent as \`${subprotocol}, ${ticketProtocolPrefix}<ticket>\`.`,
  },
  ticketQuery: { type: "httpApiKey", in: "query", name: "token", description: ticketDescription },
};

interface FrameSchema extends z.ZodType {
  readonly shape: { readonly type: { readonly value: string } };
}

/** Each frame as a message named by its type. A frame down may gain fields, so its schema forbids none. */
function describeFrames(frames: readonly FrameSchema[], io: "input" | "output"): Record<string, Json> {
  return Object.fromEntries(
    frames.map((frame) => {
      const type = frame.shape.type.value;
      const summary = frameSummaries[type];
      return [
        type,
        {
          name: type,
          title: type,
          ...(summary === undefined ? {} : { summary }),
          contentType: "application/json",
          payload: toSchema(frame, io),
        },
      ];
    }),
  );
}

function toSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, {
    io,
    // The dialect that AsyncAPI's own schema object extends.
    target: "draft-7",
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      if (io === "output" && jsonSchema.additionalProperties === false)
        delete jsonSchema.additionalProperties;
    },
  });
  return described;
}
