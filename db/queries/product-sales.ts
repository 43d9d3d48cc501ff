import { and, eq, inArray, not, or, type SQL, sql } from "drizzle-orm";
import { listSellersStatusesBefore, type ProductStatus } from "../../domain/product/lifecycle.ts";
import { products } from "../schema/catalogue.ts";

/**
 * Of a statement about products: whether one is an unsold lot of an auction that is on or to come, a private one too. While
 * it is, people bid for it or are about to, and it stays where they can look at it. In words, since in the list of what a
 * statement about one table selects drizzle leaves the names of tables out.
 */
export const isInSale = sql<boolean>`exists (
  select from lots join auctions on auctions.id = lots.auction_id
  where lots.product_id = products.id and lots.status in ('queued', 'open')
    and auctions.status in ('scheduled', 'live'))`;

/** From where a seller may bring a product to a status; out of the shop, not while somebody may bid for it. */
export const isPossible = (status: Exclude<ProductStatus, "sold"> | undefined): SQL | undefined =>
  status === undefined
    ? undefined
    : and(
        inArray(products.status, listSellersStatusesBefore(status)),
        status === "active" ? undefined : or(eq(products.status, status), not(isInSale)),
      );
