import { Form, useNavigation } from "@remix-run/react";

import type { SellerApplication } from "../../../contract/http/seller-applications.ts";
import { sellerLimits } from "../../../domain/trust/seller.ts";
import { findCountry, listCountries } from "../account/countries.ts";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import type { FormProblem } from "../api/form-problem.ts";
import { Button } from "../components/button.tsx";
import { Checkbox } from "../components/checkbox.tsx";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { Textarea } from "../components/textarea.tsx";
import { useReader } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type ApplicationFormProps = {
  /** The one before, to begin from. */
  earlier: SellerApplication | undefined;
  problem: FormProblem | undefined;
  formKey: string;
};

export function ApplicationForm({ earlier, problem, formKey }: ApplicationFormProps) {
  const { apply } = useMessages().trust;
  const { locale } = useReader();
  const isPending = useNavigation().formData?.get("intent") === "apply";
  const fields = problem?.fields ?? {};
  return (
    <Form method="post" className="grid gap-5">
      <input type="hidden" name="intent" value="apply" />
      <input type="hidden" name="key" value={formKey} />
      <FormProblemAlert problem={problem} said={apply.refused} />
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Input
          label={apply.shopName}
          name="shopName"
          autoComplete="organization"
          required
          maxLength={sellerLimits.shopNameLengthMax}
          defaultValue={earlier?.shopName}
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
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          hint={apply.slugHint}
          defaultValue={earlier?.slug}
          error={fields["slug"]}
        />
      </div>
      <Textarea
        label={apply.about}
        name="about"
        required
        maxLength={sellerLimits.aboutLengthMax}
        hint={apply.aboutHint}
        defaultValue={earlier?.about}
        error={fields["about"]}
      />
      <Textarea
        label={apply.goods}
        name="goods"
        rows={2}
        required
        maxLength={sellerLimits.goodsLengthMax}
        placeholder={apply.goodsPlaceholder}
        defaultValue={earlier?.goods}
        error={fields["goods"]}
      />
      <div className="max-w-sm">
        <Select
          label={apply.country}
          name="country"
          autoComplete="country"
          options={listCountries(locale)}
          defaultValue={earlier?.country ?? findCountry(locale)}
          error={fields["country"]}
        />
      </div>
      <Checkbox name="agrees" value="yes" required label={apply.agree} />
      <Button type="submit" variant="primary" pending={isPending} className="justify-self-start">
        {apply.submit}
      </Button>
    </Form>
  );
}
