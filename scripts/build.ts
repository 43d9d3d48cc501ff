/** `npm run build` makes the pages and the Worker that `npm start` would serve, when their sources changed. */
import { buildProduct } from "./local/build.ts";

await buildProduct((line) => console.log(line));
