import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import type { ShouldRevalidateFunction } from "@remix-run/react";
import { useLoaderData } from "@remix-run/react";

import { hasPermission } from "../../../domain/access/permissions.ts";
import { createApi } from "../api/api.server.ts";
import { requireSeller } from "../api/require.server.ts";
import { en } from "../messages/en.ts";
import type { PageHandle } from "../page-handle.ts";
import { readRoom } from "../room/read-room.server.ts";
import { RoomSceneProvider } from "../room/room-context.tsx";
import { useRoomScene } from "../room/use-scene.ts";
import { HostConsole } from "../seller/host-console.tsx";

export const handle: PageHandle = { isRoom: () => true };

export const meta: MetaFunction<typeof loader> = ({ data: reading }) => [
  { title: `${reading?.auction.title ?? ""} · ${en.seller.console.title} · ${en.common.brand}` },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  const profile = await requireSeller(api, request);
  const reading = await readRoom(api, params["auctionId"] ?? "", true);
  const isHost =
    reading.auction.sellerId === profile.id || hasPermission(profile.role, "auctions.manage-any");
  if (!isHost) throw new Response(null, { status: 404 });
  return reading;
}

/** The room tells its own news. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false;

export default function HostConsolePage() {
  const reading = useLoaderData<typeof loader>();
  const scene = useRoomScene(reading);
  return (
    <RoomSceneProvider value={scene}>
      <HostConsole />
    </RoomSceneProvider>
  );
}
