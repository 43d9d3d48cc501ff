import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";

import type { Category } from "../../../contract/http/categories.ts";
import type { Product } from "../../../contract/http/products.ts";

import { listCountries } from "../account/countries.ts";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { toProductCard } from "../api/card-data.ts";
import type { FormProblem } from "../api/form-problem.ts";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { Checkbox } from "../components/checkbox.tsx";
import { Input } from "../components/input.tsx";
import { ProductCard } from "../components/product-card.tsx";
import { Select } from "../components/select.tsx";
import { Textarea } from "../components/textarea.tsx";
import { listCurrencyOptions } from "../format/currency-options.ts";
import { toTypedAmount } from "../format/money.ts";
import { useReader } from "../format/reader.tsx";
import { PictureUploader } from "../media/picture-uploader.tsx";
import { VideoField } from "../media/video-field.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { writeDetails } from "./read-product-form.ts";

type ProductFormProps = {
  /** The one to change; none for a new one. */
  product?: Product | undefined;
  categories: readonly Category[];
  problem: FormProblem | undefined;
  formKey: string;
};

/** Everything about a product, with how its card will look beside it. Works without scripts; only the card stands still then. */
export function ProductForm({ product, categories, problem, formKey }: ProductFormProps) {
  const { catalogue, shop } = useMessages();
  const words = catalogue.form;
  const fields = problem?.fields ?? {};
  const isPending = useNavigation().formData?.get("intent") === "save";
  const [title, setTitle] = useState(product?.title ?? "");
  const conditions = Object.entries(shop.conditions).map(([value, label]) => ({ value, label }));
  const statuses = (["draft", "active", "cancelled"] as const).map((value) => ({
    value,
    label: catalogue.products.states[value],
  }));
  return (
    <Form
      method="post"
      encType="multipart/form-data"
      className="grid grid-cols-[minmax(0,1fr)] items-start gap-8 lg:grid-cols-[minmax(0,1fr)_18rem]"
    >
      <div className="grid min-w-0 grid-cols-1 gap-6">
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="key" value={formKey} />
        <FormProblemAlert problem={problem} />
        <Section title={words.basics}>
          <div className="grid grid-cols-1 gap-5">
            <Input
              label={words.title}
              name="title"
              required
              maxLength={140}
              defaultValue={product?.title}
              onChange={({ currentTarget }) => setTitle(currentTarget.value)}
              error={fields["title"]}
            />
            <Textarea
              label={words.description}
              name="description"
              rows={6}
              maxLength={10_000}
              defaultValue={product?.description}
              error={fields["description"]}
            />
            <div className="grid grid-cols-1 items-start gap-5 sm:grid-cols-2">
              <Select
                label={words.category}
                name="categoryId"
                options={listOptions(categories)}
                defaultValue={product?.categoryId}
                error={fields["categoryId"]}
              />
              <Select
                label={words.condition}
                name="condition"
                options={conditions}
                defaultValue={product?.condition ?? "good"}
                error={fields["condition"]}
              />
              <Input
                label={words.sku}
                name="sku"
                optional
                maxLength={64}
                hint={words.skuHint}
                defaultValue={product?.sku ?? ""}
                error={fields["sku"]}
              />
              <Select
                label={words.status}
                name="status"
                options={statuses}
                defaultValue={product?.status ?? "draft"}
                error={fields["status"]}
              />
            </div>
          </div>
        </Section>
        <MediaFields product={product} fields={fields} />
        <PriceFields product={product} fields={fields} />
        <DetailFields product={product} fields={fields} />
        <ShippingFields shipping={product?.shippingInfo} fields={fields} />
        <Button type="submit" variant="primary" size="lg" pending={isPending} className="justify-self-start">
          {words.save}
        </Button>
      </div>
      {product ? (
        <aside aria-label={words.preview} className="grid gap-3 max-lg:hidden lg:sticky lg:top-22">
          <p className="text-sm font-semibold text-muted">{words.preview}</p>
          <ProductCard
            isPreview
            product={{ ...toProductCard(product, shop), title: title || words.untitled }}
          />
        </aside>
      ) : null}
    </Form>
  );
}

const listOptions = (tree: readonly Category[], depth = 0): { value: string; label: string }[] =>
  tree.flatMap(({ id, name, children }) => [
    { value: id, label: `${"\u00a0\u00a0".repeat(depth)}${name}` },
    ...listOptions(children, depth + 1),
  ]);

type Fields = FormProblem["fields"];

function MediaFields({ product, fields }: { product: Product | undefined; fields: Fields }) {
  const words = useMessages().catalogue.form;
  return (
    <Section title={words.pictures}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <PictureUploader
          pictures={(product?.images ?? []).flatMap(({ id, url, alt }) => (id ? [{ id, url, alt }] : []))}
          error={fields["images"]}
        />
        <VideoField video={product?.video ?? null} error={fields["videoId"]} />
      </div>
    </Section>
  );
}

function PriceFields({ product, fields }: { product: Product | undefined; fields: Fields }) {
  const words = useMessages().catalogue.form;
  const { locale } = useReader();
  const price = (minor: number | null | undefined) =>
    minor === null || minor === undefined || !product
      ? ""
      : toTypedAmount({ amountMinor: minor, currency: product.currency }, locale);
  return (
    <Section title={words.prices}>
      <div className="grid grid-cols-1 items-start gap-5 sm:grid-cols-2">
        <Select
          label={words.currency}
          name="currency"
          options={listCurrencyOptions(locale)}
          defaultValue={product?.currency ?? "USD"}
          error={fields["currency"]}
        />
        <Input
          label={words.startingPrice}
          name="startingPriceMinor"
          inputMode="decimal"
          required
          defaultValue={price(product?.startingPriceMinor)}
          error={fields["startingPriceMinor"]}
        />
        <Input
          label={words.reservePrice}
          name="reservePriceMinor"
          inputMode="decimal"
          optional
          hint={words.reserveHint}
          defaultValue={price(product?.reservePriceMinor)}
          error={fields["reservePriceMinor"]}
        />
        <Input
          label={words.buyNowPrice}
          name="buyNowPriceMinor"
          inputMode="decimal"
          optional
          defaultValue={price(product?.buyNowPriceMinor)}
          error={fields["buyNowPriceMinor"]}
        />
      </div>
    </Section>
  );
}

type ShippingFieldsProps = { shipping: Product["shippingInfo"] | undefined; fields: Fields };

function ShippingFields({ shipping, fields }: ShippingFieldsProps) {
  const words = useMessages().catalogue.form;
  const { locale } = useReader();
  return (
    <Section title={words.shipping}>
      <div className="grid grid-cols-1 items-start gap-5 sm:grid-cols-2">
        <Select
          label={words.shipsFrom}
          name="shipsFrom"
          options={[{ value: "", label: words.notSaid }, ...listCountries(locale)]}
          defaultValue={shipping?.shipsFrom ?? ""}
          error={fields["shippingInfo.shipsFrom"]}
        />
        <Input
          label={words.handlingDays}
          name="handlingDays"
          inputMode="numeric"
          optional
          defaultValue={shipping?.handlingDays ?? ""}
          error={fields["shippingInfo.handlingDays"]}
        />
        <Input
          label={words.weight}
          name="weightGrams"
          inputMode="numeric"
          optional
          defaultValue={shipping?.weightGrams ?? ""}
          error={fields["shippingInfo.weightGrams"]}
        />
        <div className="self-end">
          <Checkbox
            name="international"
            value="yes"
            defaultChecked={shipping?.international}
            label={words.international}
          />
        </div>
      </div>
    </Section>
  );
}

function DetailFields({ product, fields }: { product: Product | undefined; fields: Fields }) {
  const words = useMessages().catalogue.form;
  return (
    <Section title={words.details}>
      <Textarea
        label={words.details}
        name="specifications"
        rows={4}
        hint={words.detailsHint}
        defaultValue={product ? writeDetails(product.specifications) : ""}
        error={fields["specifications"]}
      />
    </Section>
  );
}
