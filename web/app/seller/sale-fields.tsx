import { Section } from "../components/card.tsx";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { Textarea } from "../components/textarea.tsx";
import { listCurrencyOptions } from "../format/currency-options.ts";
import { useReader } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type SaleFieldsProps = { startsAt: string; timeZone: string; fields: Readonly<Record<string, string>> };

/** What a sale is called, when it runs and how. */
export function SaleFields({ startsAt, timeZone, fields }: SaleFieldsProps) {
  const { seller } = useMessages();
  const { locale } = useReader();
  const words = seller.form;
  return (
    <Section title={seller.sale}>
      <div className="grid gap-4 sm:grid-cols-2">
        <div className="sm:col-span-2">
          <Input
            label={words.name}
            name="title"
            placeholder={words.namePlaceholder}
            maxLength={140}
            required
            error={fields["title"]}
          />
        </div>
        <div className="sm:col-span-2">
          <Textarea
            label={words.description}
            name="description"
            maxLength={4_000}
            optional
            error={fields["description"]}
          />
        </div>
        <Input
          label={words.start}
          name="scheduledStart"
          type="datetime-local"
          defaultValue={startsAt}
          hint={words.startHint(timeZone)}
          required
          error={fields["scheduledStart"]}
        />
        <Select
          label={words.currency}
          name="currency"
          defaultValue="USD"
          options={listCurrencyOptions(locale)}
          error={fields["currency"]}
        />
        <Select
          label={words.pacing}
          name="pacing"
          options={[
            { value: "live", label: words.pacingLive },
            { value: "timed", label: words.pacingTimed },
          ]}
        />
        <Select
          label={words.visibility}
          name="visibility"
          options={[
            { value: "public", label: words.visibilityPublic },
            { value: "private", label: words.visibilityPrivate },
          ]}
        />
      </div>
    </Section>
  );
}
