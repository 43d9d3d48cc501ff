import { Link } from "@remix-run/react";
import { ShieldAlert, ShieldCheck, ShieldEllipsis } from "lucide-react";

import { useMessages } from "../messages/use-messages.tsx";
import { classNames } from "./class-names.ts";

/** What this browser found out about the room's log. */
export type Proof =
  /** So many facts so far, and nobody has looked yet. */
  | { readonly kind: "unchecked"; readonly facts: number }
  | { readonly kind: "checking" }
  | { readonly kind: "verified"; readonly facts: number }
  | { readonly kind: "broken"; readonly seq: number };

/** The proof of a sale, one press away. */
export function ProofBadge({ proof, to }: { proof: Proof; to: string }) {
  const { room } = useMessages();
  const [Icon, text, tone] =
    proof.kind === "verified"
      ? [ShieldCheck, room.proof.verified(room.proof.facts(proof.facts)), "text-leading-text"]
      : proof.kind === "broken"
        ? [ShieldAlert, room.proof.broken, "text-live-text"]
        : proof.kind === "unchecked"
          ? [ShieldCheck, room.proof.check(room.proof.facts(proof.facts)), "text-text"]
          : [ShieldEllipsis, room.proof.checking, "text-muted"];
  return (
    <Link
      to={to}
      title={room.proof.open}
      className={classNames(
        "press-area inline-flex h-8 items-center gap-1.5 rounded-full px-2 text-xs font-semibold tabular hover:bg-hover",
        tone,
      )}
    >
      <Icon aria-hidden size={16} /> {text}
    </Link>
  );
}
