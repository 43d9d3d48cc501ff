import { Form } from "@remix-run/react";
import { Search } from "lucide-react";
import { useId, useState } from "react";

import { useMessages } from "../messages/use-messages.tsx";
import { useSuggestions } from "./use-suggestions.ts";

/**
 * Looks through the shop. A plain GET form, so it works before and without scripts; with them the platform's own list of
 * choices (`datalist`) suggests, which every keyboard and screen reader knows.
 */
export function SearchForm({ query, className = "" }: { query?: string; className?: string }) {
  const { common } = useMessages();
  const [typed, setTyped] = useState("");
  const suggestions = useSuggestions(typed);
  const listId = useId();
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
        autoComplete="off"
        list={listId}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        className="h-11 w-full rounded-md border border-line-strong bg-surface pr-3 pl-10 text-base placeholder:text-faint"
      />
      <datalist id={listId}>
        {suggestions.map((words) => (
          <option key={words} value={words} />
        ))}
      </datalist>
    </Form>
  );
}
