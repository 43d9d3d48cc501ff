import { Link } from "@remix-run/react";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";

import { useMessages } from "../messages/use-messages.tsx";

/** A page about one's products: the way back to all of them, its heading, what is under it. */
export function ProductPage({
  title,
  detail,
  children,
}: {
  title: string;
  detail?: string;
  children: ReactNode;
}) {
  const words = useMessages().catalogue.form;
  return (
    <div className="page grid grid-cols-[minmax(0,1fr)] gap-6 py-8 md:py-12">
      <header className="grid gap-1">
        <Link
          to="/seller/products"
          className="press-area inline-flex items-center gap-1 justify-self-start text-sm font-semibold text-muted hover:text-text"
        >
          <ArrowLeft aria-hidden size={16} /> {words.back}
        </Link>
        <h1 className="text-3xl">{title}</h1>
        {detail ? <p className="max-w-prose text-muted">{detail}</p> : null}
      </header>
      {children}
    </div>
  );
}
