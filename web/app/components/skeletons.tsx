import { useMessages } from "../messages/use-messages.tsx";

/** A grid of cards before they are there, in their final shape. */
export function CardGridSkeleton({ count, shape }: { count: number; shape: "auction" | "product" }) {
  const { common } = useMessages();
  return (
    <div
      role="status"
      aria-label={common.loading}
      className={shape === "auction" ? "auction-grid" : "product-grid"}
    >
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="grid gap-3">
          <div className={`skeleton rounded-md ${shape === "auction" ? "aspect-[4/3]" : "aspect-square"}`} />
          <div className="flex gap-3">
            {shape === "auction" ? <div className="skeleton size-10 rounded-full" /> : null}
            <div className="grid flex-1 content-center gap-2">
              <div className="skeleton h-4 w-4/5" />
              <div className="skeleton h-3 w-2/5" />
            </div>
          </div>
        </div>
      ))}
    </div>
  );
}

/** The lots of a room before they are there. */
export function LotListSkeleton({ count }: { count: number }) {
  const { common } = useMessages();
  return (
    <div role="status" aria-label={common.loading} className="grid gap-1">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="flex items-center gap-3 p-2">
          <div className="skeleton size-14" />
          <div className="grid flex-1 gap-2">
            <div className="skeleton h-3 w-1/4" />
            <div className="skeleton h-4 w-4/5" />
            <div className="skeleton h-3 w-1/3" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** Rows of a table before they are there. */
export function TableSkeleton({ rows, columns }: { rows: number; columns: number }) {
  const { common } = useMessages();
  return (
    <div role="status" aria-label={common.loading} className="divide-y divide-line">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-14 items-center gap-6 px-4">
          {Array.from({ length: columns }, (_each, column) => (
            <div key={column} className={`skeleton h-4 ${column === 0 ? "flex-[2]" : "flex-1"}`} />
          ))}
        </div>
      ))}
    </div>
  );
}
