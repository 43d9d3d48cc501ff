import { Form, Link, useNavigation, useSearchParams } from "@remix-run/react";
import { BookmarkPlus } from "lucide-react";

import type { Category } from "../../../contract/http/categories.ts";
import { Button } from "../components/button.tsx";
import { Checkbox } from "../components/checkbox.tsx";
import { Input } from "../components/input.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { useFilterNames } from "./use-filter-names.ts";

type SaveSearchProps = {
  categories: readonly Category[];
  currency: string | undefined;
  isSignedIn: boolean;
  formKey: string;
};

/** Keeps the search of this address; without words, a category or a seller there is nothing to look for. */
export function SaveSearch({ categories, currency, isSignedIn, formKey }: SaveSearchProps) {
  const words = useMessages().watching.searches;
  const [params] = useSearchParams();
  const isPending = useNavigation().formData?.get("intent") === "save";
  const names = useFilterNames(categories, undefined, currency);
  if (!["q", "category", "seller"].some((name) => params.get(name))) return null;
  const look =
    "inline-flex min-h-11 list-none items-center gap-2 rounded-md text-sm font-semibold text-muted hover:text-text [&::-webkit-details-marker]:hidden";
  if (!isSignedIn) {
    return (
      <Link
        to={`/login?to=${encodeURIComponent(`/browse?${params}`)}`}
        className={`${look} justify-self-start`}
      >
        <BookmarkPlus aria-hidden size={18} /> {words.signIn}
      </Link>
    );
  }
  const name = [params.get("q") ?? "", ...names.map(({ label }) => label)].filter(Boolean).join(", ");
  return (
    <details key={params.toString()} className="max-w-xl">
      <summary className={look}>
        <BookmarkPlus aria-hidden size={18} /> {words.save}
      </summary>
      <Form
        method="post"
        action="/saved-searches"
        className="mt-2 grid gap-3 rounded-md border border-line bg-surface p-4"
      >
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="key" value={formKey} />
        <input type="hidden" name="search" value={params.toString()} />
        <Input
          label={words.name}
          name="name"
          required
          maxLength={100}
          autoComplete="off"
          defaultValue={name.slice(0, 100)}
        />
        <Checkbox name="notify" value="yes" defaultChecked label={words.notify} />
        {params.get("live") === "true" ? <p className="text-sm text-muted">{words.dropped}</p> : null}
        <Button type="submit" variant="primary" pending={isPending} className="justify-self-start">
          {words.submit}
        </Button>
      </Form>
    </details>
  );
}
