import { Link } from "@remix-run/react";
import { ArrowRight } from "lucide-react";

/** The line over a row of things, with the way to all of them. */
export function ShelfHeader({ title, to, link }: { title: string; to?: string; link?: string }) {
  return (
    <header className="flex items-end justify-between gap-4">
      <h2 className="text-2xl">{title}</h2>
      {to && link ? (
        <Link
          to={to}
          className="press-area inline-flex items-center gap-1 pb-0.5 text-sm font-semibold text-muted hover:text-text"
        >
          {link} <ArrowRight aria-hidden size={16} />
        </Link>
      ) : null}
    </header>
  );
}
