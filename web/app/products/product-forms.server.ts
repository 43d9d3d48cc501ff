import type { Product } from "../../../contract/http/products.ts";
import { createProduct, editProduct } from "../../../contract/http/products.ts";
import type { PageApi } from "../api/api.server.ts";
import { attempt } from "../api/attempt.ts";
import type { FormProblem } from "../api/form-problem.ts";
import { toFormProblem } from "../api/form-problem.ts";
import { readKey } from "../api/form-values.ts";
import { readPictures } from "../media/read-pictures.server.ts";
import { readVideo } from "../media/read-video.server.ts";
import { en } from "../messages/en.ts";
import { readProductForm } from "./read-product-form.ts";

type Saved =
  | { readonly ok: true; readonly product: Product }
  | { readonly ok: false; readonly problem: FormProblem; readonly status: number };

/** Makes a product of a form, or changes the one it was opened with. */
export async function saveProduct(
  api: PageApi,
  request: Request,
  { locale, product }: { readonly locale: string; readonly product?: Product },
): Promise<Saved> {
  const form = await request.formData();
  const { body, fields } = readProductForm(form, locale, en.catalogue.form);
  if (Object.keys(fields).length > 0) {
    const problem = { message: en.common.errors.form, fields, code: "validation_failed", requestId: null };
    return { ok: false, problem, status: 400 };
  }
  const result = await attempt(save(api, form, { body, product }));
  if (result.ok) return { ok: true, product: result.value };
  return { ok: false, problem: toFormProblem(result.refusal), status: result.refusal.status || 503 };
}

async function save(
  api: PageApi,
  form: FormData,
  {
    body,
    product,
  }: { readonly body: ReturnType<typeof readProductForm>["body"]; readonly product?: Product | undefined },
): Promise<Product> {
  const images = await readPictures(api, form);
  const videoId = await readVideo(api, form);
  if (product === undefined)
    return api.call(createProduct, { body: { ...body, images, videoId: videoId ?? null }, ...readKey(form) });
  // What the form does not show stays: the house's own pictures, and the size.
  const own = product.images.filter(({ id }) => id === undefined).map(({ url, alt }) => ({ url, alt }));
  const { dimensionsMm } = product.shippingInfo;
  const shippingInfo = { ...body.shippingInfo, dimensionsMm };
  return api.call(editProduct, {
    params: { id: product.id },
    body: {
      ...body,
      shippingInfo,
      images: [...images, ...own],
      ...(videoId === undefined ? {} : { videoId }),
    },
  });
}
