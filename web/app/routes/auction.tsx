import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { data, redirect } from "@remix-run/cloudflare";
import type { ShouldRevalidateFunction } from "@remix-run/react";
import { useLoaderData } from "@remix-run/react";

import { placeBid } from "../../../contract/http/rooms.ts";
import { createApi } from "../api/api.server.ts";
import { attempt } from "../api/attempt.ts";
import { toFormProblem } from "../api/form-problem.ts";
import { readText } from "../api/form-values.ts";
import { findOwnProfile } from "../api/require.server.ts";
import { en } from "../messages/en.ts";
import type { PageHandle } from "../page-handle.ts";
import type { RoomReading } from "../room/use-room-session.ts";
import { readRoom } from "../room/read-room.server.ts";
import { RoomPage } from "../room/room-page.tsx";
import { findWatches } from "../watching/find-watches.server.ts";

export const handle: PageHandle = {
  isRoom: (reading) => (reading as RoomReading | undefined)?.auction.status === "live",
};

export const meta: MetaFunction<typeof loader> = ({ data: reading }) => [
  { title: `${reading?.auction.title ?? en.common.errors.notFoundTitle} · ${en.common.brand}` },
  ...(reading ? [{ name: "description", content: reading.auction.description }] : []),
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  const profile = await findOwnProfile(api);
  const reading = await readRoom(api, params["auctionId"] ?? "", profile !== undefined);
  const { auction } = reading;
  return { ...reading, watches: await findWatches(api, [auction.id, ...auction.lots.map(({ id }) => id)]) };
}

/** A bid without scripts: the button's own amount, once, then the page again. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const form = await request.formData();
  const result = await attempt(
    api.call(placeBid, {
      params: { id: params["auctionId"] ?? "" },
      body: {
        lotId: readText(form, "lotId"),
        amountMinor: Number(readText(form, "amountMinor")),
        mode: "exact",
      },
    }),
  );
  if (result.ok) throw redirect(request.url);
  return data(toFormProblem(result.refusal), { status: result.refusal.status });
}

/**
 * The room tells its own news; the page's data is read again only where it asks for it, when a sale starts or ends, and a
 * button to watch says itself what came of it.
 */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  formAction,
  currentUrl,
  nextUrl,
  currentParams,
  nextParams,
}) =>
  formAction !== "/watchlist" &&
  (currentUrl.href === nextUrl.href || currentParams["auctionId"] !== nextParams["auctionId"]);

export default function AuctionPage() {
  const reading = useLoaderData<typeof loader>();
  return <RoomPage key={reading.auction.id} reading={reading} />;
}
