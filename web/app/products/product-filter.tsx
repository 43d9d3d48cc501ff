import { Form, Link, useSearchParams } from "@remix-run/react";

import { productStatuses } from "../../../domain/product/lifecycle.ts";
import { classNames } from "../components/class-names.ts";
import { CONTROL_CLASS } from "../components/input.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** Which of one's products, by where they stand and by words, all in the address. */
export function ProductFilter() {
  const words = useMessages().catalogue.products;
  const [params] = useSearchParams();
  const status = params.get("status");
  const query = params.get("q") ?? "";
  const tabs = [
    { value: null, label: words.all },
    ...productStatuses.map((value) => ({ value, label: words.statuses[value] })),
  ];
  const toAddress = (value: string | null) => {
    const next = new URLSearchParams();
    if (value) next.set("status", value);
    if (query) next.set("q", query);
    return `?${next}`;
  };
  return (
    <div className="flex flex-wrap items-end justify-between gap-4 border-b border-line">
      <nav aria-label={words.tabs} className="flex gap-1 overflow-x-auto">
        {tabs.map(({ value, label }) => (
          <Link
            key={label}
            to={toAddress(value)}
            aria-current={status === value ? "page" : undefined}
            className={classNames(
              "-mb-px flex h-11 items-center border-b-2 px-3 font-semibold whitespace-nowrap",
              status === value ? "border-text text-text" : "border-transparent text-muted hover:text-text",
            )}
          >
            {label}
          </Link>
        ))}
      </nav>
      <Form
        role="search"
        aria-label={words.search}
        key={params.toString()}
        className="pb-2 max-sm:w-full sm:w-72"
      >
        {status ? <input type="hidden" name="status" value={status} /> : null}
        <input
          type="search"
          name="q"
          defaultValue={query}
          aria-label={words.search}
          placeholder={words.search}
          enterKeyHint="search"
          className={CONTROL_CLASS}
        />
      </Form>
    </div>
  );
}
