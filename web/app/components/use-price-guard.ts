import { useCallback, useEffect, useRef, useState } from "react";

import type { BidOffer, GuardEvent } from "./price-guard.ts";
import { judgePress, startGuard } from "./price-guard.ts";

/**
 * Binds the price guard to an offer that comes, changes and goes (null), and to a button. `onBid` is called only for a
 * press that counts.
 */
export function usePriceGuard(offer: BidOffer | null, onBid: (offer: BidOffer) => void) {
  const state = useRef(startGuard(offer));
  const [asking, setAsking] = useState(false);

  const send = useCallback((event: GuardEvent) => {
    const result = judgePress(state.current, event);
    state.current = result.state;
    setAsking(result.state.asking);
    return result.bid;
  }, []);

  // Judged when the change is on screen, not when it was decided: the finger reacts to what the eye saw.
  useEffect(() => {
    send({ type: "offered", offer, atMs: performance.now() });
  }, [offer, send]);

  return {
    asking,
    handlePointerDown: () => void send({ type: "pressed" }),
    handlePointerLeave: () => void send({ type: "left" }),
    handleClick: (event: { preventDefault: () => void }) => {
      // Without scripts the same button submits a form; with them it never does.
      event.preventDefault();
      const bid = send({ type: "released", atMs: performance.now() });
      if (bid) onBid(bid);
    },
  };
}
