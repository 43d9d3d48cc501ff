import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<unknown>;

export interface Served {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Serves on a port of this machine, a free one unless it is said; what answers is made once the address is known. */
export async function serve(makeAnswer: (url: string) => Answer, onPort = 0): Promise<Served> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(onPort, "127.0.0.1", resolve));
  // A server that listens on a port has an address that is no string.
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const answer = makeAnswer(url);
  server.on("request", (request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  return {
    url,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
