import { z } from "../zod.ts";
import { avatarSides } from "../pictures.ts";
import { nothing, uploadedFile, userId } from "./common.ts";
import { endpoint } from "./endpoint.ts";

/** A phone's largest photos, as it sends them. */
export const avatarBytesMax = 10 * 1_048_576;

const avatar = z
  .object({
    avatarUrl: z.string().meta({ description: "What profiles show: the square of 256 pixels" }),
    variants: z.array(z.object({ sidePx: z.int(), url: z.string() })),
  })
  .meta({ id: "Avatar" });

const tag = "Users";
const params = z.object({ userId });

export const uploadAvatar = endpoint({
  name: "uploadAvatar",
  method: "post",
  path: "/users/{userId}/avatar",
  tag,
  summary: "Show a picture of oneself",
  description:
    `A JPEG, PNG or WebP of at most ${avatarBytesMax / 1_048_576} MiB, told by its content. It is cut to a square and made anew in ` +
    `${avatarSides.join(", ")} pixels as WebP: nothing the file said besides its pixels (place, camera) is kept.`,
  access: "signed-in",
  params,
  bodyForm: "multipart",
  body: z.object({ file: uploadedFile(avatarBytesMax) }),
  data: avatar,
  status: 201,
  idempotent: true,
  refusals: ["not_found", "rate_limited"],
});

export const deleteAvatar = endpoint({
  name: "deleteAvatar",
  method: "delete",
  path: "/users/{userId}/avatar",
  tag,
  summary: "Show no picture of oneself any more",
  access: "signed-in",
  params,
  data: nothing,
  refusals: ["not_found"],
});
