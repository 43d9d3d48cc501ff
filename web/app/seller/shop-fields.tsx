import type { ReactNode } from "react";

import { sellerLimits, slugForm } from "../../../domain/trust/seller.ts";
import { findCountry, listCountries } from "../account/countries.ts";
import type { FormProblem } from "../api/form-problem.ts";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { Textarea } from "../components/textarea.tsx";
import { useReader } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type ShopFieldsProps = {
  /** What stands in them to begin with. */
  shop: { shopName: string; slug: string | null; about: string; country: string | null } | undefined;
  fields: FormProblem["fields"];
  isAboutRequired?: boolean;
  /** What else is asked, before the country. */
  children?: ReactNode;
};

/** What a shop is called, where it is found and what it says of itself: asked by who applies for one and by who has one. */
export function ShopFields({ shop, fields, isAboutRequired = false, children }: ShopFieldsProps) {
  const { apply } = useMessages().trust;
  const { locale } = useReader();
  return (
    <div className="grid gap-5">
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Input
          label={apply.shopName}
          name="shopName"
          autoComplete="organization"
          required
          maxLength={sellerLimits.shopNameLengthMax}
          defaultValue={shop?.shopName}
          error={fields["shopName"]}
        />
        <Input
          label={apply.slug}
          name="slug"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          minLength={sellerLimits.slugLengthMin}
          maxLength={sellerLimits.slugLengthMax}
          pattern={slugForm.source}
          hint={apply.slugHint}
          defaultValue={shop?.slug ?? ""}
          error={fields["slug"]}
        />
      </div>
      <Textarea
        label={apply.about}
        name="about"
        rows={6}
        required={isAboutRequired}
        maxLength={sellerLimits.aboutLengthMax}
        hint={apply.aboutHint}
        defaultValue={shop?.about}
        error={fields["about"]}
      />
      {children}
      <div className="max-w-sm">
        <Select
          label={apply.country}
          name="country"
          autoComplete="country"
          options={listCountries(locale)}
          defaultValue={shop?.country ?? findCountry(locale)}
          error={fields["country"]}
        />
      </div>
    </div>
  );
}
