import { connect } from "node:net";
import type { Socket } from "node:net";

export interface LightSocketOptions {
  readonly port: number;
  /** Path and query of the upgrade. */
  readonly path: string;
  /** Offered subprotocols, as one header value. */
  readonly protocol?: string;
  /** Called per text frame with the bytes of its payload, valid only during the call. */
  readonly onFrame: (bytes: Buffer, start: number, end: number) => void;
  /** Called once when the socket ends for any reason. */
  readonly onClose: (reason: string) => void;
}

/** What a bench needs of a WebSocket and nothing more: a thousand of these must not cost more than the room they watch. */
export interface LightSocket {
  send(text: string): void;
  close(): void;
}

const textOpcode = 0x1;
const closeOpcode = 0x8;
const pingOpcode = 0x9;

/** Opens a socket and resolves after the 101. Rejects with the status line of anything else. */
export function openLightSocket(options: LightSocketOptions): Promise<LightSocket> {
  return new Promise((resolve, reject) => {
    const tcp = connect({ port: options.port, host: "127.0.0.1", noDelay: true });
    let open = false;
    let pending: Buffer = Buffer.alloc(0);
    tcp.on("error", (error) => (open ? options.onClose(error.message) : reject(error)));
    tcp.on("close", () =>
      open ? options.onClose("closed") : reject(new Error("closed during the upgrade")),
    );
    tcp.on("connect", () => tcp.write(upgradeRequest(options)));
    tcp.on("data", (chunk: Buffer) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      if (!open) {
        const end = pending.indexOf("\r\n\r\n");
        if (end === -1) return;
        const status = pending.toString("latin1", 0, pending.indexOf("\r\n"));
        if (!status.includes(" 101 ")) {
          reject(new Error(`${options.path}: ${pending.toString("latin1").slice(0, 500)}`));
          tcp.destroy();
          return;
        }
        open = true;
        pending = pending.subarray(end + 4);
        resolve({
          send: (text) => tcp.write(clientFrame(textOpcode, Buffer.from(text))),
          close: () => tcp.destroy(),
        });
      }
      const used = readFrames(pending, tcp, options);
      pending = used === pending.length ? Buffer.alloc(0) : pending.subarray(used);
    });
  });
}

/** Hands every whole frame on and returns how many bytes they took. Servers never mask. */
function readFrames(bytes: Buffer, tcp: Socket, options: LightSocketOptions): number {
  let at = 0;
  while (bytes.length - at >= 2) {
    const opcode = bytes.readUInt8(at) & 0x0f;
    let length = bytes.readUInt8(at + 1) & 0x7f;
    let start = at + 2;
    if (length === 126) {
      if (bytes.length < at + 4) break;
      length = bytes.readUInt16BE(at + 2);
      start = at + 4;
    } else if (length === 127) {
      if (bytes.length < at + 10) break;
      length = Number(bytes.readBigUInt64BE(at + 2));
      start = at + 10;
    }
    const end = start + length;
    if (bytes.length < end) break;
    if (opcode === textOpcode) options.onFrame(bytes, start, end);
    else if (opcode === pingOpcode) tcp.write(clientFrame(0xa, bytes.subarray(start, end)));
    else if (opcode === closeOpcode) {
      options.onClose(
        `close ${length >= 2 ? bytes.readUInt16BE(start) : ""} ${bytes.toString("utf8", start + 2, end)}`,
      );
    }
    at = end;
  }
  return at;
}

/** Masked as the standard demands, with the mask of zeros, which leaves the payload as it is. */
function clientFrame(opcode: number, payload: Buffer): Buffer {
  const extended = payload.length >= 126;
  const head = Buffer.alloc(extended ? 8 : 6);
  head[0] = 0x80 | opcode;
  if (extended) {
    head[1] = 0x80 | 126;
    head.writeUInt16BE(payload.length, 2);
  } else {
    head[1] = 0x80 | payload.length;
  }
  return Buffer.concat([head, payload]);
}

function upgradeRequest(options: LightSocketOptions): string {
  const lines = [
    `GET ${options.path} HTTP/1.1`,
    `Host: 127.0.0.1:${options.port}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version: 13",
  ];
  if (options.protocol !== undefined) lines.push(`Sec-WebSocket-Protocol: ${options.protocol}`);
  return `${lines.join("\r\n")}\r\n\r\n`;
}
