import { Trash2 } from "lucide-react";

import type { Product } from "../../../contract/http/products.ts";
import { Input } from "../components/input.tsx";
import { IconButton } from "../components/icon-button.tsx";
import { Select } from "../components/select.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { LOT_FORMATS } from "./read-sale-form.ts";

type LotFieldsProps = {
  index: number;
  products: readonly Product[];
  fields: Readonly<Record<string, string>>;
  onRemove: (() => void) | undefined;
};

const DEFAULT_SECONDS = 30;

/** One lot of a sale being planned. */
export function LotFields({ index, products, fields, onRemove }: LotFieldsProps) {
  const { seller } = useMessages();
  const words = seller.form;
  const name = (field: string) => `lot-${index}-${field}`;
  const errorOf = (field: string) => fields[`lots.${index}.${field}`];
  return (
    <fieldset className="grid gap-4 rounded-md border border-line p-4 sm:grid-cols-6">
      <legend className="sr-only">{words.lot(index + 1)}</legend>
      <div className="flex items-center justify-between sm:col-span-6">
        <span aria-hidden className="font-display text-lg font-bold">
          {words.lot(index + 1)}
        </span>
        {onRemove ? (
          <IconButton icon={Trash2} label={`${words.removeLot} (${index + 1})`} onClick={onRemove} />
        ) : null}
      </div>
      <div className="sm:col-span-3">
        <Select
          label={words.fromProduct}
          name={name("productId")}
          options={[
            { value: "", label: words.ownTitle },
            ...products.map((product) => ({ value: product.id, label: product.title })),
          ]}
          error={errorOf("productId")}
        />
      </div>
      <div className="sm:col-span-3">
        <Input
          label={words.lotTitle}
          name={name("title")}
          maxLength={140}
          optional
          error={errorOf("title")}
        />
      </div>
      <div className="sm:col-span-2">
        <Input
          label={words.startingPrice}
          name={name("startingPrice")}
          inputMode="decimal"
          required
          error={errorOf("startingPriceMinor")}
        />
      </div>
      <div className="sm:col-span-2">
        <Input
          label={words.reserve}
          name={name("reserve")}
          inputMode="decimal"
          optional
          hint={words.reserveHint}
          error={errorOf("reserveMinor")}
        />
      </div>
      <div className="sm:col-span-2">
        <Input
          label={words.buyNow}
          name={name("buyNow")}
          inputMode="decimal"
          optional
          error={errorOf("buyNowMinor")}
        />
      </div>
      <div className="sm:col-span-4">
        <Select
          label={words.format}
          name={name("format")}
          options={LOT_FORMATS.map((format) => ({ value: format, label: words.formats[format] }))}
          error={errorOf("format")}
        />
      </div>
      <div className="sm:col-span-2">
        <Input
          label={words.duration}
          name={name("seconds")}
          type="number"
          min={5}
          defaultValue={DEFAULT_SECONDS}
          error={errorOf("durationMs")}
        />
      </div>
    </fieldset>
  );
}
