import { openDatabase } from "../../db/client.ts";
import { createCategory } from "../../db/queries/categories.ts";
import { createProduct } from "../../db/queries/products.ts";
import type { LocalDatabase } from "../../scripts/local/database.ts";
import { must } from "../../domain/result.ts";
import { ask } from "./load.ts";

/** What there is to read, and somebody who reads it signed in. */
export interface Market {
  readonly productId: string;
  readonly credentials: string;
  readonly token: string;
}

const productsMade = 48;

export async function openMarket(port: number, { url, bridge }: LocalDatabase): Promise<Market> {
  const email = `bench-${process.pid}-${Date.now()}@example.test`;
  const credentials = JSON.stringify({ email, password: "correct-harbor-lantern-9" });
  const opened = await ask({
    port,
    method: "POST",
    path: "/api/v1/auth/register",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...(JSON.parse(credentials) as object), displayName: "Bench" }),
  });
  const { data } = JSON.parse(opened) as { data: { user: { id: string }; accessToken: string } };
  const client = openDatabase({ connectionString: url, bridge });
  const category = await createCategory(client.database, { slug: `bench-${Date.now()}`, name: "Bench" });
  if (!category.ok) throw new Error(category.refusal);
  let productId: string | undefined;
  for (let index = 0; index < productsMade; index++) {
    const made = await createProduct(client, data.user.id, {
      categoryId: category.value.id,
      title: `A watch, number ${index}`,
      description: "Steel, serviced last spring. ".repeat(8),
      condition: "good",
      status: "active",
      currency: "USD",
      startingPriceMinor: 10_000 + index,
    });
    if (!made.ok) throw new Error(made.refusal);
    productId = made.value.id;
  }
  await client.close();
  return { productId: must(productId, "products were made"), credentials, token: data.accessToken };
}
