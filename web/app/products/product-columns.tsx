import { Form, Link } from "@remix-run/react";

import type { Product } from "../../../contract/http/products.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { Picture } from "../components/picture.tsx";
import type { Column } from "../components/table.tsx";
import { useMoney } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** One's products as a table of them. */
export function useProductColumns(): readonly Column<Product>[] {
  const words = useMessages().catalogue.products;
  const format = useMoney();
  const { columns } = words;
  return [
    {
      key: "product",
      title: columns.product,
      cell: ({ id, title, images, status }) => (
        <span className="flex min-w-44 items-center gap-3">
          <Picture src={images[0]?.url} alt="" className="size-11 shrink-0 rounded-sm" />
          <Link
            to={status === "sold" ? `/products/${id}` : `/seller/products/${id}`}
            className="line-clamp-2 font-semibold underline-offset-4 hover:underline"
          >
            {title}
          </Link>
        </span>
      ),
    },
    { key: "sku", title: columns.sku, wide: true, cell: ({ sku }) => sku ?? "—" },
    {
      key: "price",
      title: columns.price,
      numeric: true,
      cell: ({ startingPriceMinor: amountMinor, currency }) => format({ amountMinor, currency }),
    },
    { key: "views", title: columns.views, numeric: true, wide: true, cell: ({ viewCount }) => viewCount },
    {
      key: "state",
      title: columns.state,
      cell: ({ status }) => <Badge tone="outline">{words.states[status]}</Badge>,
    },
    { key: "actions", title: columns.actions, isTitleHidden: true, cell: (row) => <Actions product={row} /> },
  ];
}

type Intent = "publish" | "withdraw" | "duplicate" | "remove";

const intents: Readonly<Record<Product["status"], readonly Intent[]>> = {
  draft: ["publish", "duplicate", "remove"],
  active: ["withdraw", "duplicate"],
  cancelled: ["withdraw", "duplicate", "remove"],
  sold: ["duplicate"],
};

function Actions({ product }: { product: Product }) {
  const words = useMessages().catalogue.products;
  return (
    <Form method="post" className="flex justify-end gap-1">
      <input type="hidden" name="productId" value={product.id} />
      {intents[product.status].map((intent) => (
        <Button
          key={intent}
          type="submit"
          name="intent"
          value={intent}
          variant="quiet"
          size="sm"
          aria-label={words.ofProduct(words.actions[intent], product.title)}
        >
          {words.actions[intent]}
        </Button>
      ))}
    </Form>
  );
}
