/** What a seller says about how a product is sent. Whole grams and millimetres; null is not said. */
export interface ShippingInfo {
  readonly weightGrams: number | null;
  readonly dimensionsMm: { readonly length: number; readonly width: number; readonly height: number } | null;
  /** ISO 3166-1 alpha-2. */
  readonly shipsFrom: string | null;
  /** Working days from payment to the carrier. */
  readonly handlingDays: number | null;
  readonly international: boolean;
}

export const noShippingInfo: ShippingInfo = {
  weightGrams: null,
  dimensionsMm: null,
  shipsFrom: null,
  handlingDays: null,
  international: false,
};
