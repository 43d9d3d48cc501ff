import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { data } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { v7 } from "uuid";

import { listCategories } from "../../../contract/http/categories.ts";
import { readProduct } from "../../../contract/http/products.ts";
import type { PageApi } from "../api/api.server.ts";
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

export const meta: MetaFunction = () => [{ title: `${en.catalogue.form.edit} · ${en.common.brand}` }];

/** One's own; somebody else's is not there. */
async function requireOwn(api: PageApi, request: Request, id = "") {
  const { id: sellerId } = await requireSeller(api, request);
  const product = await requireAnswer(api.call(readProduct, { params: { id } }));
  if (product.sellerId !== sellerId) throw new Response(null, { status: 404 });
  return product;
}

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  const product = await requireOwn(api, request, params["productId"]);
  return { product, categories: await requireAnswer(api.call(listCategories, {})), formKey: v7() };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const product = await requireOwn(api, request, params["productId"]);
  const { locale } = findReader(request, await findOwnProfile(api));
  const saved = await saveProduct(api, request, { locale, product });
  if (!saved.ok) return data(saved.problem, { status: saved.status });
  throw redirectWithCookies(context, `/seller/products?status=${saved.product.status}`);
}

export default function EditProduct() {
  const words = useMessages().catalogue.form;
  const { product, categories, formKey } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <ProductPage title={words.edit} detail={product.title}>
      <ProductForm
        key={product.updatedAt}
        product={product}
        categories={categories}
        problem={problem}
        formKey={formKey}
      />
    </ProductPage>
  );
}
