/** Writes `web/app/tokens/tokens.css` from the token data: `node web/tokens/write-css.ts`. */
import { writeFile } from "node:fs/promises";

import { renderTokensCss } from "../app/tokens/to-css.ts";

await writeFile(new URL("../app/tokens/tokens.css", import.meta.url), renderTokensCss());
