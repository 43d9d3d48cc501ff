import {
  Check as CheckIcon,
  CircleDashed,
  Minus,
  ShieldAlert,
  ShieldCheck,
  ShieldEllipsis,
  X,
} from "lucide-react";

import type { Check, Outcome } from "../../../client/verify/report.ts";
import { checks } from "../../../client/verify/report.ts";
import { classNames } from "../components/class-names.ts";
import { useMessages } from "../messages/use-messages.tsx";
import type { Verification } from "./use-verification.ts";

/** What the checks came to, in one line and then one by one. */
export function Verdict({ verification }: { verification: Verification }) {
  const { shop, room } = useMessages();
  const words = shop.log;
  const report = verification.kind === "done" ? verification.report : undefined;
  const isBroken = report !== undefined && report.findings.length > 0;
  const [Icon, tone, verdict] =
    verification.kind === "unreadable"
      ? [ShieldAlert, "border-live bg-live-wash", words.couldNotLoad]
      : !report
        ? [ShieldEllipsis, "border-line bg-surface", words.verifying]
        : isBroken
          ? [ShieldAlert, "border-live bg-live-wash", words.broken]
          : [ShieldCheck, "border-leading bg-leading-wash", words.verified(room.proof.facts(report.facts))];
  return (
    <section aria-labelledby="checks" className={classNames("grid gap-5 rounded-lg border p-5 sm:p-7", tone)}>
      <p role="status" className="flex items-center gap-3 font-display text-2xl font-bold tabular">
        <Icon
          aria-hidden
          size={34}
          strokeWidth={1.75}
          className={report && !isBroken ? "text-leading-text" : ""}
        />{" "}
        {verdict}
      </p>
      {report?.findings.map((finding) => (
        <p key={finding.check} className="font-medium">
          {words.brokenAt(finding.seq, finding.text)}
        </p>
      ))}
      <h2 id="checks" className="sr-only">
        {words.checks}
      </h2>
      <ul className="grid gap-x-8 gap-y-2 sm:grid-cols-2">
        {checks.map((check) => (
          <CheckLine key={check} check={check} outcome={report?.outcomes[check]} />
        ))}
      </ul>
      {report !== undefined && report.unchecked.length > 0 ? <Unchecked texts={report.unchecked} /> : null}
    </section>
  );
}

/** What nobody outside the room can check; folded, as a long sale has a line for nearly every lot. */
function Unchecked({ texts }: { texts: readonly string[] }) {
  const { shop } = useMessages();
  return (
    <details className="text-sm">
      <summary className="cursor-pointer py-3 font-semibold">{shop.log.unchecked(texts.length)}</summary>
      <ul className="grid gap-1.5 text-muted">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  );
}

const ICONS = { holds: CheckIcon, fails: X, absent: Minus, impossible: CircleDashed };

function CheckLine({ check, outcome }: { check: Check; outcome: Outcome | undefined }) {
  const { shop } = useMessages();
  const Icon = outcome ? ICONS[outcome] : CircleDashed;
  return (
    <li className="flex items-start gap-2.5 text-sm">
      <Icon
        aria-hidden
        size={18}
        strokeWidth={2.5}
        className={classNames(
          "mt-px shrink-0",
          outcome === "holds" && "text-leading-text",
          outcome === "fails" && "text-live-text",
        )}
      />
      <span>
        {shop.log.check[check]}
        <span className="block text-muted">{outcome ? shop.log.outcome[outcome] : shop.log.running}</span>
      </span>
    </li>
  );
}
