import { once } from "node:events";
import { connect, isIP } from "node:net";
import type { Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** Asks a PostgreSQL server for TLS: a length of 8 and the request's code, as the protocol has them. */
const tlsRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/**
 * A connection to the server of a Postgres address, by TLS where the address says so with `sslmode`. What passes
 * the bridge is an ordinary session: the Worker's driver has no TLS of its own before it.
 */
export async function connectToDatabase(target: URL): Promise<Socket> {
  const plain = connect({ host: target.hostname, port: Number(target.port || 5432), noDelay: true });
  await once(plain, "connect");
  const mode = target.searchParams.get("sslmode");
  if (mode === null || ["disable", "allow", "prefer"].includes(mode)) return plain;
  plain.write(tlsRequest);
  const [answer] = (await once(plain, "data")) as [Buffer];
  if (answer.toString("latin1") !== "S") {
    plain.destroy();
    throw new Error(`${target.hostname} does not speak TLS, and sslmode=${mode} wants it`);
  }
  const secure = connectTls({
    socket: plain,
    // A certificate's name is asked for by name only; an address has none.
    ...(isIP(target.hostname) === 0 ? { servername: target.hostname } : {}),
    // As libpq has it: `require` is only against listeners, the verifying modes also check who answers.
    rejectUnauthorized: mode.startsWith("verify"),
  });
  await once(secure, "secureConnect");
  return secure;
}
