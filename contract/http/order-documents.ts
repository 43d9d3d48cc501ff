import { z } from "../zod.ts";
import { idParams } from "./common.ts";
import { endpoint } from "./endpoint.ts";

const tag = "Orders";

export const readInvoice = endpoint({
  name: "readInvoice",
  method: "get",
  path: "/orders/{id}/invoice",
  tag,
  summary: "The invoice of a paid order, as a PDF",
  description:
    "For its buyer and its seller. Refunds are credit notes on it. Before the order is paid there is none: `order_state`.",
  access: "signed-in",
  scope: "orders:read",
  params: idParams,
  answer: "pdf",
  data: z.null(),
  refusals: ["not_found", "order_state"],
});

export const readPackingSlip = endpoint({
  name: "readPackingSlip",
  method: "get",
  path: "/orders/{id}/packing-slip",
  tag,
  summary: "What goes into the parcel of an order, as a PDF",
  description:
    "For its seller. Lists every paid order of the same parcel, without prices; the code is the parcel's id.",
  access: "signed-in",
  scope: "orders:read",
  params: idParams,
  answer: "pdf",
  data: z.null(),
  refusals: ["not_found", "order_state"],
});
