/** Serves the provider that the product under test knows as Google: `node issuer.ts <port> <origin of the product>`. */
import { startRealIssuer } from "../../support/issuers/real-issuer.ts";

const [port, origin] = process.argv.slice(2);
const { url, stop } = await startRealIssuer({ port: Number(port), origin: String(origin) });
console.log(`The provider is ready at ${url}`);
process.once("SIGTERM", () => void stop());
