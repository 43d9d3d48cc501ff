import { useEffect, useState } from "react";

/**
 * The secret of a mailed link, which stands behind its `#`: no server, log or referrer ever sees it, so only a script
 * can read it. Undefined until it has looked, null when the address has none.
 */
export function useLinkToken(): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    const read = () => {
      const { hash, pathname, search } = window.location;
      const found = new URLSearchParams(hash.slice(1)).get("token");
      setToken((known) => found ?? known ?? null);
      // Out of sight, out of the history, and not in what is copied from the address bar.
      if (found) window.history.replaceState(window.history.state, "", `${pathname}${search}`);
    };
    read();
    // A second link opened in the same tab changes nothing but what is behind the `#`.
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  return token;
}
