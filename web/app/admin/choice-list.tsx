type Choice = { readonly value: string; readonly label: string; readonly detail: string };

type ChoiceListProps = { legend: string; name: string; choices: readonly Choice[] };

/** One of a few ways to decide, each with what it means; nothing is chosen for whoever decides. */
export function ChoiceList({ legend, name, choices }: ChoiceListProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 text-sm font-semibold">{legend}</legend>
      {choices.map(({ value, label, detail }) => (
        <label
          key={value}
          className="flex min-h-11 cursor-pointer items-start gap-3 rounded-md border border-line p-3 has-checked:border-text has-checked:bg-sunken hover:border-line-strong"
        >
          <input
            type="radio"
            name={name}
            value={value}
            required
            className="mt-0.5 size-5 shrink-0 accent-text"
          />
          <span>
            <span className="block font-semibold">{label}</span>
            <span className="block text-sm text-muted">{detail}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
