import { Trash2 } from "lucide-react";
import { useState } from "react";

import type { Product } from "../../../contract/http/products.ts";
import { Input } from "../components/input.tsx";
import { IconButton } from "../components/icon-button.tsx";
import { Select } from "../components/select.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import type { FormFormat } from "./read-sale-form.ts";
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
  const [format, setFormat] = useState<FormFormat>("english");
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
      <div className="sm:col-span-4">
        <Select
          label={words.format}
          name={name("format")}
          value={format}
          onChange={(event) =>
            setFormat(LOT_FORMATS.find((each) => each === event.target.value) ?? "english")
          }
          options={LOT_FORMATS.map((each) => ({ value: each, label: words.formats[each] }))}
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
      <FormatFields format={format} name={name} errorOf={errorOf} />
    </fieldset>
  );
}

type FormatFieldsProps = {
  format: FormFormat;
  name: (field: string) => string;
  errorOf: (field: string) => string | undefined;
};

/** What the format asks for, the price first. */
function FormatFields({ format, name, errorOf }: FormatFieldsProps) {
  const { seller } = useMessages();
  const words = seller.form;
  const amount = (field: string, path: string, label: string, isOptional = false) => (
    <div className="sm:col-span-2">
      <Input
        label={label}
        name={name(field)}
        inputMode="decimal"
        optional={isOptional}
        required={!isOptional}
        hint={field === "reserve" ? words.reserveHint : undefined}
        error={errorOf(path)}
      />
    </div>
  );
  const count = (field: string, path: string, label: string, initial: number) => (
    <div className="sm:col-span-2">
      <Input
        label={label}
        name={name(field)}
        type="number"
        min={1}
        defaultValue={initial}
        error={errorOf(path)}
      />
    </div>
  );
  const price = amount(
    "startingPrice",
    "startingPriceMinor",
    format === "fixed" ? words.price : words.startingPrice,
  );
  switch (format) {
    case "english":
    case "sudden-death":
      return (
        <>
          {price}
          {amount("reserve", "reserveMinor", words.reserve, true)}
          {amount("buyNow", "buyNowMinor", words.buyNow, true)}
        </>
      );
    case "sealed":
      return (
        <>
          {price}
          {amount("reserve", "reserveMinor", words.reserve, true)}
        </>
      );
    case "fixed":
      return (
        <>
          {price}
          {count("quantity", "quantity", words.quantity, 1)}
        </>
      );
    case "dutch":
      return (
        <>
          {price}
          {amount("floor", "floorMinor", words.floor)}
          {amount("step", "stepMinor", words.step)}
          {count("everySeconds", "stepEveryMs", words.everySeconds, 3)}
        </>
      );
  }
}
