import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { Download, PackageOpen, Plus, Upload } from "lucide-react";

import {
  deleteProduct,
  duplicateProduct,
  editProduct,
  listProducts,
} from "../../../contract/http/products.ts";
import { productStatuses } from "../../../domain/product/lifecycle.ts";
import { AccountPage } from "../account/account-page.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { requireSeller } from "../api/require.server.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Table } from "../components/table.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { useProductColumns } from "../products/product-columns.tsx";
import { ProductFilter } from "../products/product-filter.tsx";

export const meta: MetaFunction = () => [{ title: `${en.catalogue.products.title} · ${en.common.brand}` }];

const PAGE_SIZE = 50;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireSeller(api, request);
  const params = new URL(request.url).searchParams;
  const status = productStatuses.find((each) => each === params.get("status"));
  const q = params.get("q")?.trim().slice(0, 100);
  const cursor = params.get("cursor");
  const { items, meta: page } = await requireAnswer(
    api.page(listProducts, {
      query: {
        sellerId: "me",
        limit: PAGE_SIZE,
        ...(status ? { status } : {}),
        ...(q ? { q } : {}),
        ...(cursor ? { cursor } : {}),
      },
    }),
  );
  return { products: items, nextCursor: page.nextCursor };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const onId = (form: FormData) => ({ params: { id: readText(form, "productId") } });
  return handleForm(request, {
    publish: (form) => api.call(editProduct, { ...onId(form), body: { status: "active" } }),
    withdraw: (form) => api.call(editProduct, { ...onId(form), body: { status: "draft" } }),
    duplicate: (form) => api.call(duplicateProduct, onId(form)),
    remove: (form) => api.call(deleteProduct, onId(form)),
  });
}

export default function SellerProducts() {
  const { catalogue, common } = useMessages();
  const words = catalogue.products;
  const { products, nextCursor } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const columns = useProductColumns();
  const [params] = useSearchParams();
  const next = new URLSearchParams(params);
  if (nextCursor) next.set("cursor", nextCursor);
  return (
    <div className="page py-8 md:py-12">
      <AccountPage
        title={words.title}
        detail={words.detail}
        outcome={outcome}
        said={words.said}
        action={
          <div className="flex flex-wrap gap-3">
            <ButtonLink to="/seller/products/export" reloadDocument>
              <Download aria-hidden size={18} /> {words.export}
            </ButtonLink>
            <ButtonLink to="/seller/products/import">
              <Upload aria-hidden size={18} /> {words.import}
            </ButtonLink>
            <ButtonLink to="/seller/products/new" variant="primary">
              <Plus aria-hidden size={18} /> {words.add}
            </ButtonLink>
          </div>
        }
      >
        <FormProblemAlert problem={outcome && !outcome.ok ? outcome.problem : undefined} />
        <ProductFilter />
        {products.length === 0 ? (
          <EmptyState
            icon={PackageOpen}
            title={words.empty}
            body={words.emptyBody}
            action={<ButtonLink to="/seller/products/new">{words.add}</ButtonLink>}
          />
        ) : (
          <Card className="overflow-hidden">
            <Table caption={words.title} columns={columns} rows={products} rowKey={({ id }) => id} />
          </Card>
        )}
        {nextCursor ? (
          <ButtonLink to={`?${next}`} className="justify-self-center">
            {common.loadMore}
          </ButtonLink>
        ) : null}
      </AccountPage>
    </div>
  );
}
