import { Package, SearchX } from "lucide-react";

import { AuctionCard } from "../components/auction-card.tsx";
import { Avatar } from "../components/avatar.tsx";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { ProductCard } from "../components/product-card.tsx";
import { CardGridSkeleton, TableSkeleton } from "../components/skeletons.tsx";
import { Table } from "../components/table.tsx";
import { Exhibit } from "./frame.tsx";
import { auctions, products } from "./samples.ts";

export function ShopParts() {
  return (
    <>
      <Exhibit title="Sales">
        <div className="auction-grid">
          {auctions.map((auction) => (
            <AuctionCard key={auction.id} auction={auction} />
          ))}
        </div>
      </Exhibit>
      <Exhibit title="Products">
        <div className="product-grid">
          {products.map((product) => (
            <ProductCard key={product.id} product={product} />
          ))}
        </div>
      </Exhibit>
      <Exhibit title="Badges and faces">
        <div className="flex flex-wrap items-center gap-2">
          <Badge>Scheduled</Badge>
          <Badge tone="live" dot>
            Live
          </Badge>
          <Badge tone="leading">Paid</Badge>
          <Badge tone="accent">Your turn</Badge>
          <Badge tone="outline">Draft</Badge>
        </div>
        <div className="flex items-center gap-3">
          <Avatar name="Ana Ferreira" size="lg" />
          <Avatar name="Tomas Keller" />
          <Avatar name="Noor" size="sm" />
        </div>
      </Exhibit>
      <Exhibit title="Table">
        <Section title="Orders" detail="Newest first" action={<Button size="sm">Export</Button>}>
          <Table
            caption="Orders"
            rows={products}
            rowKey={(row) => row.id}
            columns={[
              { key: "title", title: "Lot", cell: (row) => row.title },
              { key: "condition", title: "Condition", cell: (row) => row.condition, wide: true },
              {
                key: "price",
                title: "Total",
                numeric: true,
                sort: "total",
                cell: (row) => ((row.price?.amountMinor ?? 0) / 100).toFixed(2),
              },
            ]}
          />
        </Section>
        <TableSkeleton rows={2} columns={3} />
      </Exhibit>
      <Exhibit title="Nothing, waiting, wrong">
        <EmptyState
          icon={Package}
          title="No orders yet"
          body="When you win a lot, its order appears here with everything about paying and shipping."
          action={<Button>See what is live</Button>}
        />
        <EmptyState icon={SearchX} title="Nothing matches" body="Try fewer words or another category." />
        <ErrorState
          title="We are not reachable right now"
          body="Nothing you did is lost. Try again in a few seconds."
          requestId="0190c2a4-77b1"
          action={<Button>Try again</Button>}
        />
        <CardGridSkeleton count={2} shape="auction" />
      </Exhibit>
    </>
  );
}
