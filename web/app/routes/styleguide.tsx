import type { MetaFunction } from "@remix-run/cloudflare";

import { Bidding } from "../styleguide/bidding.tsx";
import { Forms } from "../styleguide/forms.tsx";
import { Foundations } from "../styleguide/foundations.tsx";
import { MediaParts } from "../styleguide/media-parts.tsx";
import { RoomParts } from "../styleguide/room-parts.tsx";
import { ShopParts } from "../styleguide/shop-parts.tsx";

export const meta: MetaFunction = () => [
  { title: "Style guide · Blytz" },
  { name: "robots", content: "noindex" },
];

/** Every component in every state, in both themes. For the people who build the site, so it is in English only. */
export default function Styleguide() {
  return (
    <div className="page grid gap-12 py-10">
      <h1 className="text-4xl">Style guide</h1>
      <Foundations />
      <Bidding />
      <RoomParts />
      <Forms />
      <MediaParts />
      <ShopParts />
    </div>
  );
}
