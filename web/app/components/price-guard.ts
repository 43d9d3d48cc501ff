/** What the bid button offers: the bid itself, and what it would cost in all; null before the room has told it. */
export type BidOffer = { readonly amountMinor: number; readonly allInMinor: number | null };

/**
 * A press that comes this soon after the price moved was aimed at the old price: a finger needs about this long
 * from seeing to pressing.
 */
export const REACTION_MS = 350;

/** `watching` until a press meets a price that moved; then the button asks, and only a press on the question bids. */
export type GuardState = {
  /** Null while the button says something else than a bid. */
  readonly offer: BidOffer | null;
  /** When the offer last changed; null for the one the button began with. */
  readonly changedAtMs: number | null;
  /** What was under the finger when it went down; null while no finger is down. */
  readonly pressed: { readonly offer: BidOffer | null } | null;
  /** True once a press was refused: the button shows the new price as a question. */
  readonly asking: boolean;
};

export type GuardEvent =
  | { readonly type: "offered"; readonly offer: BidOffer | null; readonly atMs: number }
  | { readonly type: "pressed" }
  | { readonly type: "left" }
  | { readonly type: "released"; readonly atMs: number };

export type GuardResult = { readonly state: GuardState; readonly bid: BidOffer | null };

export function startGuard(offer: BidOffer | null): GuardState {
  return { offer, changedAtMs: null, pressed: null, asking: false };
}

function isSame(one: BidOffer | null, other: BidOffer | null): boolean {
  return one?.amountMinor === other?.amountMinor && one?.allInMinor === other?.allInMinor;
}

/**
 * Decides whether a press is a bid. A press bids the price that was under the finger, and only if that price is
 * still the offer and had been there long enough to be read. Otherwise the button asks, with the new price, and the
 * next press is judged the same way.
 */
export function judgePress(state: GuardState, event: GuardEvent): GuardResult {
  switch (event.type) {
    case "offered": {
      if (isSame(state.offer, event.offer)) return { state, bid: null };
      const asking = state.asking && event.offer !== null;
      return { state: { ...state, offer: event.offer, changedAtMs: event.atMs, asking }, bid: null };
    }
    case "pressed":
      return { state: { ...state, pressed: { offer: state.offer } }, bid: null };
    case "left":
      return { state: { ...state, pressed: null }, bid: null };
    case "released": {
      if (state.offer === null) return { state: { ...state, pressed: null }, bid: null };
      // A press by keyboard or by assistive technology has no moment of going down.
      const moved = state.pressed !== null && !isSame(state.pressed.offer, state.offer);
      const fresh = state.changedAtMs !== null && event.atMs - state.changedAtMs < REACTION_MS;
      if (moved || fresh) return { state: { ...state, pressed: null, asking: true }, bid: null };
      return { state: { ...state, pressed: null, asking: false }, bid: state.offer };
    }
  }
}
