import { getRoom, pageOrigin, upgrade } from "./room.ts";

/**
 * A WebSocket class whose sockets lead straight into a room's object: what a browser's would, without a port. The
 * protocols are the constructor's, so the ticket travels as it does in the world.
 */
export function createRoomSocketClass(auctionId: string) {
  return class RoomSocket extends EventTarget {
    readyState = 0;
    binaryType = "blob";
    /** Set once the upgrade was answered. */
    #socket: WebSocket | null = null;

    constructor(url: string, protocols: string | string[] = []) {
      super();
      void this.#connect(new URL(url).search, [protocols].flat());
    }

    async #connect(query: string, protocols: readonly string[]): Promise<void> {
      const response = await upgrade(getRoom(auctionId), { query, protocols, origin: pageOrigin }).catch(
        () => null,
      );
      const socket = response?.webSocket ?? null;
      if (socket === null) {
        this.#end(1_006);
        return;
      }
      socket.accept();
      this.#socket = socket;
      socket.addEventListener("message", ({ data }) =>
        this.dispatchEvent(new MessageEvent("message", { data: String(data) })),
      );
      socket.addEventListener("close", ({ code }) => this.#end(code));
      socket.addEventListener("error", () => this.#end(1_006));
      this.readyState = 1;
      this.dispatchEvent(new Event("open"));
    }

    #end(code: number): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.dispatchEvent(Object.assign(new Event("close"), { code, reason: "" }));
    }

    send(text: string): void {
      this.#socket?.send(text);
    }

    close(code = 1_000): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.#socket?.close(code);
    }
  };
}
