import type { FormEvent, RefObject } from "react";
import { useRef, useState } from "react";

import { parseMoney } from "../format/money.ts";
import { useMoney, useReader } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Input } from "./input.tsx";
import { judgeMaximum, suggestMaxima } from "./max-bid.ts";

type MaxBidDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  currency: string;
  /** The least this maximum may be: the next bid, or just above one's own. */
  minimumMinor: number;
  nextMinimumMinor: number;
  /** What an amount costs in all. */
  computeAllIn: (amountMinor: number) => number;
  onSubmit: (amountMinor: number, confirmed: boolean) => void;
};

/** Asks for the most a bidder would pay, and says what that would cost before it is sent. */
export function MaxBidDialog(props: MaxBidDialogProps) {
  const { room } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={room.maxDialog.title}
      description={room.maxDialog.body}
      firstFocus={input}
    >
      <MaxBidForm {...props} inputRef={input} />
    </Dialog>
  );
}

function MaxBidForm({
  inputRef,
  currency,
  minimumMinor,
  nextMinimumMinor,
  computeAllIn,
  onSubmit,
  onOpenChange,
}: MaxBidDialogProps & { inputRef: RefObject<HTMLInputElement> }) {
  const { room } = useMessages();
  const { locale } = useReader();
  const format = useMoney();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState<"no" | "error" | "large">("no");
  const show = (amountMinor: number) => format({ amountMinor, currency });
  const judgement = judgeMaximum(parseMoney(text, currency, locale), minimumMinor, nextMinimumMinor);
  const amountMinor = "amountMinor" in judgement ? judgement.amountMinor : undefined;

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (judgement.kind === "invalid" || judgement.kind === "too-low") {
      setAsked("error");
      return;
    }
    if (judgement.kind === "large" && asked !== "large") {
      setAsked("large");
      return;
    }
    onSubmit(judgement.amountMinor, judgement.kind === "large");
    onOpenChange(false);
  }

  const error =
    asked !== "error"
      ? undefined
      : judgement.kind === "too-low"
        ? room.maxDialog.minimum(show(minimumMinor))
        : room.maxDialog.invalid;
  return (
    <form onSubmit={handleSubmit} className="grid gap-4">
      <Input
        label={room.maxDialog.label}
        inputMode="decimal"
        autoComplete="off"
        ref={inputRef}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAsked("no");
        }}
        hint={
          amountMinor
            ? room.maxDialog.allIn(show(computeAllIn(amountMinor)))
            : room.maxDialog.minimum(show(minimumMinor))
        }
        error={error}
        className="h-14 font-display text-2xl font-bold tabular"
      />
      <div className="grid grid-cols-3 gap-2">
        {suggestMaxima({ amountMinor: minimumMinor, currency }).map((suggestion, index) => (
          <Button key={index} onClick={() => setText(show(suggestion))}>
            {show(suggestion)}
          </Button>
        ))}
      </div>
      {asked === "large" && judgement.kind === "large" ? (
        <p role="alert" className="rounded-sm border-l-4 border-l-live bg-live-wash px-3 py-2 text-sm">
          {room.maxDialog.large(show(judgement.amountMinor), judgement.times)}
        </p>
      ) : null}
      <Button type="submit" variant="primary" size="lg" wide>
        {amountMinor === undefined
          ? room.maxDialog.submitEmpty
          : asked === "large"
            ? room.maxDialog.confirm(show(amountMinor))
            : room.maxDialog.submit(show(amountMinor))}
      </Button>
    </form>
  );
}
