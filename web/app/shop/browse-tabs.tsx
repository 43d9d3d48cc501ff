import { Link, useSearchParams } from "@remix-run/react";

import { classNames } from "../components/class-names.ts";
import { useMessages } from "../messages/use-messages.tsx";

/** Things, or the sales they are in; the words searched for stay. */
export function BrowseTabs({ show }: { show: "products" | "sales" }) {
  const { shop } = useMessages();
  const [params] = useSearchParams();
  const query = params.get("q");
  const suffix = query ? `&q=${encodeURIComponent(query)}` : "";
  return (
    <nav aria-label={shop.browse.title} className="flex gap-1 border-b border-line">
      {(["products", "sales"] as const).map((each) => (
        <Link
          key={each}
          to={`/browse?show=${each}${suffix}`}
          aria-current={show === each ? "page" : undefined}
          className={classNames(
            "-mb-px flex h-11 items-center border-b-2 px-3 font-semibold",
            show === each ? "border-text text-text" : "border-transparent text-muted hover:text-text",
          )}
        >
          {each === "products" ? shop.browse.products : shop.browse.sales}
        </Link>
      ))}
    </nav>
  );
}
