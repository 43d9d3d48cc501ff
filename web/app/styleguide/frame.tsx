import type { ReactNode } from "react";

/** One part of the style guide, in both themes beside each other. */
export function Exhibit({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-3">
      <h2 className="text-xl">{title}</h2>
      <div className="grid gap-4 lg:grid-cols-2">
        {(["light", "dark"] as const).map((theme) => (
          <div key={theme} data-theme={theme} className="min-w-0 rounded-md border border-line p-4 sm:p-6">
            <div className="grid gap-4">{children}</div>
          </div>
        ))}
      </div>
    </section>
  );
}

/** A labelled state within an exhibit. */
export function State({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-1.5">
      <p className="text-xs text-faint">{name}</p>
      {children}
    </div>
  );
}
