import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { ArrowLeft, Download } from "lucide-react";

import { readAuction } from "../../../contract/http/auctions.ts";
import { readLog } from "../../../contract/http/history.ts";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { buttonClass } from "../components/button-class.ts";
import { FactTable } from "../log/fact-table.tsx";
import { Results } from "../log/results.tsx";
import { useVerification } from "../log/use-verification.ts";
import { Verdict } from "../log/verdict.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

const FIRST_FACTS = 200;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${en.shop.log.title}, ${data?.title ?? ""} · ${en.common.brand}` },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  const at = { id: params["auctionId"] ?? "" };
  const [auction, log] = await Promise.all([
    requireAnswer(api.call(readAuction, { params: at })),
    requireAnswer(api.call(readLog, { params: at, query: { limit: String(FIRST_FACTS) } })),
  ]);
  const { origin } = new URL(request.url);
  return {
    id: auction.id,
    title: auction.title,
    currency: auction.currency,
    facts: log.facts,
    address: `${origin}/api/v1/auctions/${auction.id}/log`,
  };
}

export default function AuctionLog() {
  const { shop } = useMessages();
  const { id, title, currency, facts, address } = useLoaderData<typeof loader>();
  const verification = useVerification(id);
  const isDone = verification.kind === "done";
  return (
    <div className="page grid gap-10 py-6 md:py-10">
      <header className="grid gap-3">
        <Link
          to={`/auctions/${id}`}
          className="inline-flex min-h-11 items-center gap-1.5 justify-self-start text-sm font-semibold text-muted hover:text-text"
        >
          <ArrowLeft aria-hidden size={16} /> {shop.log.backToSale}
        </Link>
        <h1 className="text-4xl">{shop.log.title}</h1>
        <p className="text-lg font-medium">{title}</p>
        <p className="max-w-prose text-muted">{shop.log.intro}</p>
      </header>
      <Verdict verification={verification} />
      {isDone ? <Results lots={verification.report.lots} /> : null}
      <section className="grid gap-4">
        <div className="flex flex-wrap items-end justify-between gap-3">
          <h2 className="text-2xl">{shop.log.facts}</h2>
          <a href={address} download={`blytz-log-${id}.json`} className={buttonClass("secondary", "sm")}>
            <Download aria-hidden size={16} /> {shop.log.download}
          </a>
        </div>
        <FactTable facts={isDone ? verification.facts : facts} currency={currency} />
        <p className="text-sm text-muted">
          {shop.log.command}{" "}
          <code className="rounded-sm bg-hover px-1.5 py-1 text-xs break-all text-text">
            npm run verify -- {address}
          </code>
        </p>
      </section>
    </div>
  );
}
