import type { CategoryRecord } from "../../../contract/http/categories.ts";
import type { FormProblem } from "../api/form-problem.ts";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import type { CategoryLine } from "./order-tree.ts";
import { listParents } from "./order-tree.ts";

type CategoryFieldsProps = {
  category?: CategoryRecord;
  lines: readonly CategoryLine[];
  problem: FormProblem | undefined;
};

/** What a category is called, where it stands in addresses, and where it hangs. */
export function CategoryFields({ category, lines, problem }: CategoryFieldsProps) {
  const words = useMessages().admin.categories;
  const fields = problem?.fields ?? {};
  const parents = listParents(lines, category?.id).map(({ category: { id, name }, depth }) => ({
    value: id,
    label: `${"\u00a0\u00a0".repeat(depth)}${name}`,
  }));
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Input
        label={words.name}
        name="name"
        required
        maxLength={100}
        autoComplete="off"
        defaultValue={category?.name}
        error={fields["name"]}
      />
      <Input
        label={words.slug}
        name="slug"
        required
        maxLength={100}
        autoComplete="off"
        hint={words.slugHint}
        defaultValue={category?.slug}
        error={fields["slug"]}
      />
      <Select
        label={words.parent}
        name="parentId"
        defaultValue={category?.parentId ?? ""}
        options={[{ value: "", label: words.top }, ...parents]}
        error={fields["parentId"]}
      />
      <Input
        label={words.sortOrder}
        name="sortOrder"
        type="number"
        hint={words.sortOrderHint}
        defaultValue={category?.sortOrder ?? 0}
        error={fields["sortOrder"]}
      />
    </div>
  );
}
