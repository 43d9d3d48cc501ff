import { Form, useNavigation } from "@remix-run/react";

import type { SellerApplication } from "../../../contract/http/seller-applications.ts";
import { sellerLimits } from "../../../domain/trust/seller.ts";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import type { FormProblem } from "../api/form-problem.ts";
import { Button } from "../components/button.tsx";
import { Checkbox } from "../components/checkbox.tsx";
import { Textarea } from "../components/textarea.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { ShopFields } from "./shop-fields.tsx";

type ApplicationFormProps = {
  /** The one before, to begin from. */
  earlier: SellerApplication | undefined;
  problem: FormProblem | undefined;
  formKey: string;
};

export function ApplicationForm({ earlier, problem, formKey }: ApplicationFormProps) {
  const { apply } = useMessages().trust;
  const isPending = useNavigation().formData?.get("intent") === "apply";
  const fields = problem?.fields ?? {};
  return (
    <Form method="post" className="grid gap-5">
      <input type="hidden" name="intent" value="apply" />
      <input type="hidden" name="key" value={formKey} />
      <FormProblemAlert problem={problem} said={apply.refused} />
      <ShopFields shop={earlier} fields={fields} isAboutRequired>
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
      </ShopFields>
      <Checkbox name="agrees" value="yes" required label={apply.agree} />
      <Button type="submit" variant="primary" pending={isPending} className="justify-self-start">
        {apply.submit}
      </Button>
    </Form>
  );
}
