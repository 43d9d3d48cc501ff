import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";

declare global {
  var __webpack_nonce__: string | undefined;
}

// Dialogs and menus stop the page behind them from scrolling with a style element of their own. The library that
// makes it takes the nonce of the page's policy from this name; without it the browser refuses the style.
globalThis.__webpack_nonce__ = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});
