import { Form } from "@remix-run/react";
import { Search } from "lucide-react";

import { useMessages } from "../messages/use-messages.tsx";

/** Looks through the shop. A plain GET form, so it works before and without scripts. */
export function SearchForm({ query, className = "" }: { query?: string; className?: string }) {
  const { common } = useMessages();
  return (
    <Form action="/browse" role="search" className={`relative ${className}`}>
      <Search
        aria-hidden
        size={18}
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted"
      />
      <input
        type="search"
        name="q"
        defaultValue={query}
        key={query}
        aria-label={common.nav.search}
        placeholder={common.nav.searchPlaceholder}
        enterKeyHint="search"
        className="h-11 w-full rounded-md border border-line-strong bg-surface pr-3 pl-10 text-base placeholder:text-faint"
      />
    </Form>
  );
}
