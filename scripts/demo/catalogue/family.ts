import type { ProductInput } from "../../../contract/http/products.ts";
import type { DemoShop } from "../shops.ts";

type Condition = ProductInput["condition"];

/** What one piece has beside what every piece of its family has. */
interface More {
  /** In units of the shop's currency, as the starting price is. */
  readonly reserve?: number;
  readonly buyNow?: number;
  readonly specifications?: Readonly<Record<string, string>>;
  /** Whose it is, where that is not the family's shop. */
  readonly shop?: DemoShop["slug"];
  /** Photographs of it by number; its place in the family where it has one. */
  readonly shots?: readonly number[];
  readonly isFeatured?: true;
}

/** One piece of a family. The note is its own; what is true of all of them follows it. */
export type Piece = readonly [title: string, condition: Condition, start: number, note: string, more?: More];

/** Things of one kind, made by the same hand and photographed alike. */
export interface Family {
  readonly category: string;
  readonly shop: DemoShop["slug"];
  /** Of pictures/subjects.ts. */
  readonly subject: string;
  readonly alt: string;
  readonly about: string;
  readonly weightGrams: number;
  readonly specifications: Readonly<Record<string, string>>;
  readonly pieces: readonly Piece[];
}
