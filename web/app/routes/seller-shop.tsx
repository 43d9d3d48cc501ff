import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";

import { readSellerProfile, saveSellerProfile } from "../../../contract/http/sellers.ts";
import { sellerLimits } from "../../../domain/trust/seller.ts";
import { AccountPage } from "../account/account-page.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { createApi } from "../api/api.server.ts";
import type { PageApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { findProblem } from "../api/form-outcome.ts";
import { readOptionalText, readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { requireSeller } from "../api/require.server.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { Textarea } from "../components/textarea.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { ShopFields } from "../seller/shop-fields.tsx";

export const meta: MetaFunction = () => [{ title: `${en.trust.editShop.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireSeller(api, request);
  return { shop: await requireAnswer(api.call(readSellerProfile, {})) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  return handleForm(request, { save: (form) => save(api, form) });
}

const save = (api: PageApi, form: FormData) =>
  api.call(saveSellerProfile, {
    body: {
      shopName: readText(form, "shopName"),
      slug: readText(form, "slug").toLowerCase(),
      about: readText(form, "about"),
      country: readOptionalText(form, "country") ?? null,
      // Pictures are put up on a page of their own; the form hands on what is there.
      bannerUrl: readOptionalText(form, "bannerUrl") ?? null,
      policies: {
        returns: readText(form, "returns"),
        shipping: readText(form, "shipping"),
        payments: readText(form, "payments"),
      },
    },
  });

export default function SellerShop() {
  const { apply, editShop, shop: words } = useMessages().trust;
  const { shop } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const isPending = useNavigation().formData?.get("intent") === "save";
  const problem = findProblem(outcome, "save");
  const fields = problem?.fields ?? {};
  const policies = [
    { name: "shipping", label: words.shipping, placeholder: editShop.shippingPlaceholder },
    { name: "returns", label: words.returns, placeholder: editShop.returnsPlaceholder },
    { name: "payments", label: words.payments, placeholder: editShop.paymentsPlaceholder },
  ] as const;
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-8 md:py-12">
      <AccountPage
        title={editShop.title}
        detail={editShop.detail}
        outcome={outcome}
        said={editShop.said}
        action={<ButtonLink to={`/sellers/${shop.slug ?? shop.id}`}>{editShop.view}</ButtonLink>}
      >
        <Form method="post" className="grid gap-6">
          <input type="hidden" name="intent" value="save" />
          <input type="hidden" name="bannerUrl" value={shop.bannerUrl ?? ""} />
          <FormProblemAlert problem={problem} said={apply.refused} />
          <Section title={editShop.words}>
            <ShopFields shop={shop} fields={fields} />
          </Section>
          <Section title={editShop.policies} detail={editShop.policiesDetail}>
            <div className="grid gap-5">
              {policies.map(({ name, label, placeholder }) => (
                <Textarea
                  key={name}
                  label={label}
                  name={name}
                  optional
                  maxLength={sellerLimits.policyLengthMax}
                  placeholder={placeholder}
                  defaultValue={shop.policies[name]}
                  error={fields[`policies.${name}`]}
                />
              ))}
            </div>
          </Section>
          <Button type="submit" variant="primary" pending={isPending} className="justify-self-start">
            {editShop.save}
          </Button>
        </Form>
      </AccountPage>
    </div>
  );
}
