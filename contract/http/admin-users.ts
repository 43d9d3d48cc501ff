import { z } from "../zod.ts";
import { humanText } from "../room/common.ts";
import { idParams, nothing } from "./common.ts";
import { endpoint } from "./endpoint.ts";

const tag = "Admin";

export const disableUser = endpoint({
  name: "disableUser",
  method: "post",
  path: "/admin/users/{id}/disable",
  tag,
  summary: "Keep an account out",
  description:
    "It cannot sign in, every sign-in it has ends, its API keys are revoked and its sockets close. What it bid, bought and sold stands. Again: no effect.",
  access: "accounts.manage",
  params: idParams,
  body: z.object({ reason: humanText(300) }),
  data: nothing,
  refusals: ["not_found", "conflict"],
});

export const enableUser = endpoint({
  name: "enableUser",
  method: "post",
  path: "/admin/users/{id}/enable",
  tag,
  summary: "Let a disabled account in again",
  access: "accounts.manage",
  params: idParams,
  data: nothing,
  refusals: ["not_found"],
});
