import type { ProductInput } from "../../contract/http/products.ts";
import { getMinorDigits } from "../../domain/currency.ts";
import { must } from "../../domain/result.ts";
import { cameras } from "./catalogue/cameras.ts";
import { cards } from "./catalogue/cards.ts";
import { ceramics } from "./catalogue/ceramics.ts";
import type { Family, Piece } from "./catalogue/family.ts";
import { home } from "./catalogue/home.ts";
import { paper } from "./catalogue/paper.ts";
import { records } from "./catalogue/records.ts";
import { smallThings } from "./catalogue/small-things.ts";
import { sneakers } from "./catalogue/sneakers.ts";
import { watches } from "./catalogue/watches.ts";
import { demoShops } from "./shops.ts";
import type { DemoShop } from "./shops.ts";

/** A product of the demo. Its key is the photograph that shows it first. */
export interface DemoProduct {
  readonly key: string;
  readonly shop: DemoShop["slug"];
  readonly category: string;
  readonly isFeatured: boolean;
  readonly input: Omit<ProductInput, "categoryId" | "status">;
}

/** The largest width there is of the photographs. */
const photographWidth = 960;

function toProduct(family: Family, piece: Piece, index: number): DemoProduct {
  const [title, condition, start, note, more = {}] = piece;
  const { slug, currency, country } = must(
    demoShops.find((shop) => shop.slug === (more.shop ?? family.shop)),
    "a piece belongs to a shop of the demo",
  );
  const unit = 10 ** getMinorDigits(currency);
  const toMinor = (price: number | undefined): number | null => (price === undefined ? null : price * unit);
  const pictures = (more.shots ?? [index + 1]).map((shot) => `${family.subject}-${shot}`);
  return {
    key: must(pictures[0], "a piece has a photograph"),
    shop: slug,
    category: family.category,
    isFeatured: more.isFeatured ?? false,
    input: {
      sku: null,
      videoId: null,
      title,
      description: note.includes(family.about) ? note : `${note} ${family.about}`,
      condition,
      currency,
      startingPriceMinor: start * unit,
      reservePriceMinor: toMinor(more.reserve),
      buyNowPriceMinor: toMinor(more.buyNow),
      images: pictures.map((picture) => ({ url: toPhotographUrl(picture), alt: family.alt })),
      specifications: { ...family.specifications, ...more.specifications },
      shippingInfo: {
        weightGrams: family.weightGrams,
        dimensionsMm: null,
        shipsFrom: country,
        handlingDays: 2,
        international: true,
      },
    },
  };
}

export const toPhotographUrl = (picture: string): string => `/demo/${picture}/${photographWidth}.webp`;

const families = [
  ...cards,
  ...sneakers,
  ...watches,
  ...cameras,
  ...records,
  ...ceramics,
  ...paper,
  ...home,
  ...smallThings,
];

/** In the order they are put in: the newest are the first of each family, one of every kind. */
export const demoProducts: readonly DemoProduct[] = families
  .flatMap((family) =>
    family.pieces.map((piece, index) => ({ product: toProduct(family, piece, index), index })),
  )
  .toSorted((one, other) => other.index - one.index)
  .map(({ product }) => product);
