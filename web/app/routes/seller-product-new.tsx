import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { data } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { v7 } from "uuid";

import { listCategories } from "../../../contract/http/categories.ts";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { redirectWithCookies } from "../api/redirect-with-cookies.server.ts";
import { findOwnProfile, requireSeller } from "../api/require.server.ts";
import { findReader } from "../format/find-reader.ts";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { ProductForm } from "../products/product-form.tsx";
import { ProductPage } from "../products/product-page.tsx";
import { saveProduct } from "../products/product-forms.server.ts";

export const meta: MetaFunction = () => [{ title: `${en.catalogue.form.create} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireSeller(api, request);
  return { categories: await requireAnswer(api.call(listCategories, {})), formKey: v7() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const { locale } = findReader(request, await findOwnProfile(api));
  const saved = await saveProduct(api, request, { locale });
  if (!saved.ok) return data(saved.problem, { status: saved.status });
  throw redirectWithCookies(context, `/seller/products?status=${saved.product.status}`);
}

export default function NewProduct() {
  const words = useMessages().catalogue.form;
  const { categories, formKey } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <ProductPage title={words.create}>
      <ProductForm categories={categories} problem={problem} formKey={formKey} />
    </ProductPage>
  );
}
