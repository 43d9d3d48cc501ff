import { useEffect, useState } from "react";

/** False as the server sends the page, and for as long as no script has run. */
export function useIsScripted(): boolean {
  const [isScripted, setIsScripted] = useState(false);
  useEffect(() => setIsScripted(true), []);
  return isScripted;
}
