import { Form, Link, useSearchParams } from "@remix-run/react";

import { Button } from "../components/button.tsx";
import { ChoiceLink } from "../components/choice-link.tsx";
import { Input } from "../components/input.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type ListFilterProps<Type extends string> = {
  /** What the choice is called for the ear. */
  label: string;
  types: readonly Type[];
  names: Readonly<Record<Type, string>>;
};

/** Which kinds of a list and from when, all in the address: it can be kept, shared and gone back to, without scripts too. */
export function ListFilter<Type extends string>({ label, types, names }: ListFilterProps<Type>) {
  const words = useMessages().account.filter;
  const [params] = useSearchParams();
  const type = params.get("type");
  const period = ["from", "to"].filter((name) => params.get(name));
  const kinds = [
    { value: null, name: words.all },
    ...types.map((each) => ({ value: each, name: names[each] })),
  ];
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      <nav aria-label={label} className="flex flex-wrap gap-2">
        {kinds.map(({ value, name }) => (
          <ChoiceLink key={name} to={pick(params, "type", value)} label={name} isChosen={type === value} />
        ))}
      </nav>
      {/* Made anew with each address, so that the fields say what it says. */}
      <Form
        key={params.toString()}
        preventScrollReset
        className="flex items-end gap-2 max-sm:grid max-sm:w-full max-sm:grid-cols-2"
      >
        {type ? <input type="hidden" name="type" value={type} /> : null}
        <Day name="from" label={words.from} />
        <Day name="to" label={words.to} />
        <Button type="submit" className={period.length === 0 ? "max-sm:col-span-2" : ""}>
          {words.apply}
        </Button>
        {period.length > 0 ? (
          <Link
            to={pick(params, "type", type, ["from", "to"])}
            preventScrollReset
            className="inline-flex h-11 items-center justify-center px-2 text-sm font-semibold text-muted hover:text-text"
          >
            {words.anyTime}
          </Link>
        ) : null}
      </Form>
    </div>
  );
}

function Day({ name, label }: { name: "from" | "to"; label: string }) {
  const [params] = useSearchParams();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] sm:w-44">
      <Input label={label} name={name} type="date" defaultValue={params.get(name) ?? ""} />
    </div>
  );
}

/** The address with another choice, at the list's beginning. */
function pick(
  params: URLSearchParams,
  name: string,
  value: string | null,
  without: readonly string[] = [],
): string {
  const next = new URLSearchParams(params);
  for (const each of ["cursor", name, ...without]) next.delete(each);
  if (value !== null) next.set(name, value);
  return `?${next}`;
}
