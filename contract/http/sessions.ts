import { z } from "../zod.ts";
import { idParams, moment, nothing } from "./common.ts";
import { endpoint } from "./endpoint.ts";

/** One sign-in on one device, as its owner sees it. */
export const signIn = z
  .object({
    id: z.string(),
    device: z.string().meta({ examples: ["Firefox on Windows"] }),
    place: z.string().nullable().meta({ description: "City and country, where the edge knows them" }),
    ipAddress: z.string().nullable(),
    createdAt: moment,
    lastSeenAt: moment,
    expiresAt: moment,
    isCurrent: z.boolean().meta({ description: "The sign-in this very request was made with" }),
  })
  .meta({ id: "SignIn" });
export type SignIn = z.infer<typeof signIn>;

const tag = "Accounts";

export const listSignIns = endpoint({
  name: "listSessions",
  method: "get",
  path: "/auth/sessions",
  tag,
  summary: "Where one is signed in, the latest seen first",
  description: "At most 100, in one answer.",
  access: "signed-in",
  data: z.array(signIn),
});

export const endSignIn = endpoint({
  name: "endSession",
  method: "delete",
  path: "/auth/sessions/{id}",
  tag,
  summary: "Sign another device out",
  description: "Its refresh token and its open sockets end with it.",
  access: "signed-in",
  params: idParams,
  data: nothing,
  refusals: ["not_found"],
});
