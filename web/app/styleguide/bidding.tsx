import { useState } from "react";

import { BidButton } from "../components/bid-button.tsx";
import { Button } from "../components/button.tsx";
import { ConnectionBadge } from "../components/connection-badge.tsx";
import type { LotClock } from "../components/ring.ts";
import { CountdownRing } from "../components/countdown-ring.tsx";
import { MaxBidDialog } from "../components/max-bid-dialog.tsx";
import { Price } from "../components/price.tsx";
import { ProofBadge } from "../components/proof-badge.tsx";
import { StandingBanner } from "../components/standing-banner.tsx";
import { Exhibit, State } from "./frame.tsx";

const TIMING = { windowMs: 10_000, totalMs: 30_000 };
const CLOCKS: readonly [string, LotClock][] = [
  ["running", { ...TIMING, read: () => ({ phase: "running", remainingMs: 24_000 }) }],
  ["closing", { ...TIMING, read: () => ({ phase: "running", remainingMs: 7_400 }) }],
  ["grace", { ...TIMING, read: () => ({ phase: "closing", remainingMs: 0 }) }],
  ["held", { ...TIMING, read: () => ({ phase: "held", remainingMs: 12_000 }) }],
  ["over", { ...TIMING, read: () => ({ phase: "over", remainingMs: 0 }) }],
];
const OFFER = { amountMinor: 4400, allInMinor: 5137 };
const ignore = () => {};

export function Bidding() {
  return (
    <>
      <Exhibit title="Bid button">
        <State name="ready">
          <BidButton currency="USD" onBid={ignore} state={{ kind: "ready", offer: OFFER, outbid: false }} />
        </State>
        <State name="outbid: one press to answer">
          <BidButton currency="USD" onBid={ignore} state={{ kind: "ready", offer: OFFER, outbid: true }} />
        </State>
        <MovingPrice />
        <State name="pending">
          <BidButton currency="USD" onBid={ignore} state={{ kind: "pending", offer: OFFER }} />
        </State>
        <State name="leading">
          <BidButton
            currency="USD"
            onBid={ignore}
            onRaise={ignore}
            state={{ kind: "leading", label: "Raise your max", detail: "Your max $60" }}
          />
        </State>
        <State name="before the lot opens">
          <BidButton
            currency="USD"
            onBid={ignore}
            onRaise={ignore}
            state={{ kind: "early", label: "Bid early", hint: "Leave a maximum for when it opens" }}
          />
        </State>
        <State name="unsure">
          <BidButton
            currency="USD"
            onBid={ignore}
            state={{
              kind: "off",
              reason: "Waiting for the room",
              hint: "Bids are off until we see the latest price.",
              unsure: true,
            }}
          />
        </State>
        <State name="closed">
          <BidButton currency="USD" onBid={ignore} state={{ kind: "off", reason: "Bidding is over" }} />
        </State>
        <State name="signed out">
          <BidButton
            currency="USD"
            onBid={ignore}
            state={{ kind: "link", to: "/login", label: "Sign in to bid" }}
          />
        </State>
      </Exhibit>
      <Exhibit title="Clock">
        <div className="flex flex-wrap gap-6">
          {CLOCKS.map(([name, clock]) => (
            <State key={name} name={name}>
              <CountdownRing clock={clock} />
            </State>
          ))}
        </div>
      </Exhibit>
      <Exhibit title="Where you stand">
        <StandingBanner standing="leading" word="You are leading" detail="at $42." />
        <StandingBanner standing="outbid" word="Outbid" detail="Paddle 3 leads at $46." />
        <StandingBanner
          standing="won"
          word="You won"
          detail="$51.37 all-in. Your order is ready."
          action={<Button size="sm">See your order</Button>}
        />
        <StandingBanner
          standing="over"
          word="Sold to someone else"
          detail="It went for $46. The next lot is close."
        />
      </Exhibit>
      <Exhibit title="Connection and proof">
        <div className="flex flex-wrap gap-3">
          <ConnectionBadge connection={{ kind: "connecting" }} />
          <ConnectionBadge connection={{ kind: "live" }} />
          <ConnectionBadge connection={{ kind: "catching-up", behind: 38 }} />
          <ConnectionBadge connection={{ kind: "offline", ageMs: 14_000 }} />
        </div>
        <div className="flex flex-wrap gap-3">
          <ProofBadge to="#" proof={{ kind: "unchecked", facts: 312 }} />
          <ProofBadge to="#" proof={{ kind: "checking" }} />
          <ProofBadge to="#" proof={{ kind: "verified", facts: 312 }} />
          <ProofBadge to="#" proof={{ kind: "broken", seq: 41 }} />
        </div>
      </Exhibit>
      <RollingPrice />
    </>
  );
}

function MovingPrice() {
  const [amountMinor, setAmountMinor] = useState(4400);
  return (
    <State name="the price moves as the pointer goes down: it asks again">
      <div onPointerDownCapture={() => setTimeout(() => setAmountMinor((amount) => amount + 200), 30)}>
        <BidButton
          currency="USD"
          onBid={ignore}
          state={{
            kind: "ready",
            offer: { amountMinor, allInMinor: Math.round(amountMinor * 1.167) },
            outbid: false,
          }}
        />
      </div>
    </State>
  );
}

function RollingPrice() {
  const [amountMinor, setAmountMinor] = useState(99_800);
  const [open, setOpen] = useState(false);
  return (
    <Exhibit title="Price and maximum">
      <div className="flex flex-wrap items-center gap-6">
        <Price money={{ amountMinor, currency: "USD" }} className="text-5xl" />
        <Price money={{ amountMinor, currency: "EUR" }} exact className="text-2xl" />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setAmountMinor((amount) => amount + 150)}>Bid it up</Button>
        <Button onClick={() => setOpen(true)}>Max bid</Button>
      </div>
      <MaxBidDialog
        open={open}
        onOpenChange={setOpen}
        currency="USD"
        minimumMinor={4400}
        nextMinimumMinor={4400}
        computeAllIn={(amount) => Math.round(amount * 1.08) + 499}
        onSubmit={ignore}
      />
    </Exhibit>
  );
}
