import { z } from "../zod.ts";
import { endpoint } from "./endpoint.ts";

const tag = "Sellers";

const sellerSettings = z
  .object({
    offersSecondChance: z.boolean().meta({
      description: "Whether a lot its winner does not pay is offered to the next bidder",
    }),
    isTrusted: z.boolean().meta({
      description: "The house's word: money is released when a parcel is handed over",
    }),
  })
  .meta({ id: "SellerSettings" });
export type SellerSettings = z.infer<typeof sellerSettings>;

export const readSellerSettings = endpoint({
  name: "readSellerSettings",
  method: "get",
  path: "/sellers/me/settings",
  tag,
  summary: "How one sells",
  access: "auctions.manage-own",
  scope: "account:read",
  data: sellerSettings,
});

export const saveSellerSettings = endpoint({
  name: "saveSellerSettings",
  method: "put",
  path: "/sellers/me/settings",
  tag,
  summary: "Change how one sells",
  access: "auctions.manage-own",
  scope: "account:write",
  body: z.strictObject({ offersSecondChance: z.boolean() }),
  data: sellerSettings,
});
