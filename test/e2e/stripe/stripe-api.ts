/**
 * `node test/e2e/stripe/stripe-api.ts <port>`: as much of Stripe's interface as adding a card needs, in Stripe's published
 * shapes. It remembers what it was told; a setup has succeeded when it is asked for, as it has once Stripe's form is done.
 */
import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import {
  recordCustomer,
  recordError,
  recordList,
  recordMethod,
  recordSetup,
} from "../../../workers/providers/payments/stripe/testing/recorded.ts";

const port = Number(process.argv[2]);
const customers: ReturnType<typeof recordCustomer>[] = [];
const setups = new Map<string, { readonly customer: string | null; readonly metadata: object }>();

async function readFields(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}

function answer(line: string, fields: URLSearchParams): object {
  const metadata = { userId: fields.get("metadata[userId]") };
  const [, setupId] = /^GET \/v1\/setup_intents\/(\w+)$/u.exec(line) ?? [];
  const setup = setups.get(setupId ?? "");
  if (setup !== undefined) {
    const card = recordMethod({ id: `pm_${setupId}`, customer: setup.customer });
    return recordSetup({ ...setup, id: setupId, created: now(), status: "succeeded", payment_method: card });
  }
  switch (line) {
    case "GET /v1/customers":
      return recordList(...customers);
    case "POST /v1/customers": {
      const customer = recordCustomer({
        id: `cus_${customers.length}`,
        email: fields.get("email"),
        metadata,
      });
      customers.push(customer);
      return customer;
    }
    case "POST /v1/setup_intents": {
      const id = `seti_${setups.size}`;
      const made = { customer: fields.get("customer"), metadata };
      setups.set(id, made);
      const secret = `${id}_secret_0`;
      return recordSetup({
        ...made,
        id,
        created: now(),
        client_secret: secret,
        status: "requires_confirmation",
      });
    }
    default:
      throw new Error(`nobody plays ${line}`);
  }
}

const now = (): number => Math.floor(Date.now() / 1_000);

createServer((request, response) => {
  void readFields(request).then((fields) => {
    const { pathname } = new URL(request.url ?? "/", "http://stripe");
    const send = (status: number, body: object): void => {
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    };
    try {
      send(200, answer(`${request.method} ${pathname}`, fields));
    } catch (error) {
      send(404, recordError(404, { message: String(error) }).body);
    }
  });
}).listen(port, "127.0.0.1", () => console.log(`Stripe's interface is ready at http://127.0.0.1:${port}`));
