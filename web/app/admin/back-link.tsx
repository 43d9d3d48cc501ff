import { Link } from "@remix-run/react";
import { ArrowLeft } from "lucide-react";

/** The way from one thing back to the list it is in. */
export function BackLink({ to, label }: { to: string; label: string }) {
  return (
    <Link
      to={to}
      className="press-area inline-flex items-center gap-1 justify-self-start text-sm font-semibold text-muted hover:text-text"
    >
      <ArrowLeft aria-hidden size={16} /> {label}
    </Link>
  );
}
