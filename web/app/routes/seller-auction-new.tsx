import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { data } from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Plus } from "lucide-react";
import { useRef, useState } from "react";
import { v7 } from "uuid";

import { createAuction } from "../../../contract/http/auctions.ts";
import { listProducts } from "../../../contract/http/products.ts";
import { createApi } from "../api/api.server.ts";
import { attempt, requireAnswer } from "../api/attempt.ts";
import type { FormProblem } from "../api/form-problem.ts";
import { toFormProblem } from "../api/form-problem.ts";
import { readText } from "../api/form-values.ts";
import { redirectWithCookies } from "../api/redirect-with-cookies.server.ts";
import { requireSeller } from "../api/require.server.ts";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { FormAlert } from "../components/form-alert.tsx";
import { findReader, findTimeZone } from "../format/find-reader.ts";
import { toWallTime } from "../format/wall-time.ts";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { LotFields } from "../seller/lot-fields.tsx";
import { readSaleForm } from "../seller/read-sale-form.ts";
import { SaleFields } from "../seller/sale-fields.tsx";

const HOUR_MS = 3_600_000;

export const meta: MetaFunction = () => [{ title: `${en.seller.form.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireSeller(api, request);
  const products = await requireAnswer(
    api.page(listProducts, { query: { sellerId: "me", status: "active", limit: 100 } }),
  );
  const timeZone = findTimeZone(request);
  return {
    products: products.items,
    timeZone,
    startsAt: toWallTime(Math.ceil(Date.now() / HOUR_MS + 1) * HOUR_MS, timeZone),
    formKey: v7(),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const form = await request.formData();
  const profile = await requireSeller(api, request);
  const sale = readSaleForm(form, findReader(request, profile), en.seller.form);
  if (!sale.ok) {
    const problem: FormProblem = {
      message: en.common.errors.form,
      fields: sale.refusal,
      code: "validation_failed",
      requestId: null,
    };
    return data(problem, { status: 400 });
  }
  const result = await attempt(
    api.call(createAuction, { body: sale.value, idempotencyKey: readText(form, "key") || undefined }),
  );
  if (!result.ok) return data(toFormProblem(result.refusal), { status: result.refusal.status });
  throw redirectWithCookies(context, `/seller/auctions/${result.value.id}/live`);
}

export default function NewSale() {
  const { seller } = useMessages();
  const { products, timeZone, startsAt, formKey } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const isPending = useNavigation().state === "submitting";
  const nextId = useRef(1);
  const [lotIds, setLotIds] = useState<readonly number[]>([0]);
  const fields = problem?.fields ?? {};
  const words = seller.form;
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-8 md:py-12">
      <h1 className="mb-6 text-3xl">{words.title}</h1>
      <Form method="post" className="grid gap-6">
        <input type="hidden" name="key" value={formKey} />
        <input type="hidden" name="lotCount" value={lotIds.length} />
        {problem ? <FormAlert>{problem.message}</FormAlert> : null}
        <SaleFields startsAt={startsAt} timeZone={timeZone} fields={fields} />
        <Section title={words.lots} detail={words.lotsHint}>
          <div className="grid gap-4">
            {lotIds.map((id, index) => (
              <LotFields
                key={id}
                index={index}
                products={products}
                fields={fields}
                onRemove={
                  lotIds.length > 1 ? () => setLotIds((ids) => ids.filter((each) => each !== id)) : undefined
                }
              />
            ))}
            <Button
              className="justify-self-start"
              onClick={() => {
                const id = nextId.current++;
                setLotIds((ids) => [...ids, id]);
              }}
            >
              <Plus aria-hidden size={18} /> {words.addLot}
            </Button>
          </div>
        </Section>
        <Button type="submit" variant="primary" size="lg" pending={isPending} className="justify-self-start">
          {words.submit}
        </Button>
      </Form>
    </div>
  );
}
