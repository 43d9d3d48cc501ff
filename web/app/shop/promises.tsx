import { Receipt, ShieldCheck, TimerReset } from "lucide-react";

import { useMessages } from "../messages/use-messages.tsx";

const ICONS = [Receipt, TimerReset, ShieldCheck];

/** What can be relied on here, in three short lines. */
export function Promises() {
  const { shop } = useMessages();
  return (
    <section
      aria-labelledby="promises"
      className="grid gap-8 border-y border-line py-8 lg:grid-cols-[1.2fr_2fr] lg:gap-12"
    >
      <div className="grid content-start gap-2">
        <h2 id="promises" className="text-3xl">
          {shop.home.title}
        </h2>
        <p className="max-w-md text-muted">{shop.home.intro}</p>
      </div>
      <ul className="grid gap-6 sm:grid-cols-3">
        {shop.home.steps.map((step, index) => {
          const Icon = ICONS[index] ?? ShieldCheck;
          return (
            <li key={step.title} className="grid content-start gap-1.5">
              <Icon aria-hidden size={24} strokeWidth={1.75} />
              <h3 className="mt-1 font-sans text-base font-semibold tracking-normal">{step.title}</h3>
              <p className="text-sm text-muted">{step.body}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
