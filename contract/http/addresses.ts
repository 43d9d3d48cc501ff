import { z } from "../zod.ts";
import { humanText } from "../room/common.ts";
import { countryCode, idParams, moment, nothing, optionalText } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";

export const address = z
  .object({
    id: z.string(),
    label: z.string().nullable(),
    fullName: z.string(),
    line1: z.string(),
    line2: z.string().nullable(),
    city: z.string(),
    region: z.string().nullable(),
    postalCode: z.string(),
    country: z.string().meta({ description: "ISO 3166-1 alpha-2" }),
    phone: z.string().nullable(),
    isDefault: z.boolean(),
    createdAt: moment,
    updatedAt: moment,
  })
  .meta({ id: "Address" });
export type Address = z.infer<typeof address>;

const addressInput = z.object({
  label: optionalText(60).nullish(),
  fullName: humanText(120),
  line1: humanText(200),
  line2: optionalText(200).nullish(),
  city: humanText(120),
  region: optionalText(120).nullish(),
  postalCode: humanText(20),
  country: countryCode,
  phone: optionalText(40).nullish(),
  isDefault: z.boolean().optional(),
});

const tag = "Addresses";

export const listAddresses = endpoint({
  name: "listAddresses",
  method: "get",
  path: "/addresses",
  tag,
  summary: "Own addresses, the default one first",
  access: "signed-in",
  scope: "account:read",
  query: z.strictObject(pageQuery),
  data: z.array(address),
  paged: true,
});

export const createAddress = endpoint({
  name: "createAddress",
  method: "post",
  path: "/addresses",
  tag,
  summary: "Add an address",
  description: "The first one becomes the default.",
  access: "signed-in",
  scope: "account:write",
  body: addressInput,
  data: address,
  status: 201,
  idempotent: true,
});

export const editAddress = endpoint({
  name: "editAddress",
  method: "patch",
  path: "/addresses/{id}",
  tag,
  summary: "Change an address",
  description: "Orders keep the address they were made with.",
  access: "signed-in",
  scope: "account:write",
  params: idParams,
  body: addressInput.partial(),
  data: address,
  refusals: ["not_found"],
});

export const deleteAddress = endpoint({
  name: "deleteAddress",
  method: "delete",
  path: "/addresses/{id}",
  tag,
  summary: "Remove an address",
  access: "signed-in",
  scope: "account:write",
  params: idParams,
  data: nothing,
  refusals: ["not_found"],
});
