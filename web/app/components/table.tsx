import { Link, useSearchParams } from "@remix-run/react";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";

import { classNames } from "./class-names.ts";

export type Column<Row> = {
  readonly key: string;
  readonly title: string;
  /** Only for the ear: a column of buttons needs no word above it. */
  readonly isTitleHidden?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** Money and counts stand at the right, in tabular figures. */
  readonly numeric?: boolean;
  /** The value of `?sort=` this column sets; a second press reverses it. */
  readonly sort?: string;
  /** Leaves the table on a phone. */
  readonly wide?: boolean;
};

type TableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Rows one only reads can stand closer than rows one presses. */
  dense?: boolean;
};

/** Rows of things people work with. The order is kept in the URL, so that it can be shared and gone back to. */
export function Table<Row>({ caption, columns, rows, rowKey, dense }: TableProps<Row>) {
  return (
    <div className="relative overflow-x-auto" tabIndex={0} role="group" aria-label={caption}>
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line">
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={classNames("relative transition-colors hover:bg-hover", dense ? "h-10" : "h-14")}
            >
              {columns.map((column) => (
                <td
                  key={column.key}
                  className={classNames(
                    "px-2.5 first:ps-4 last:pe-4 md:px-4",
                    dense ? "py-1" : "py-2",
                    column.numeric && "text-right tabular",
                    column.wide && "max-md:hidden",
                  )}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeadCell<Row>({ column }: { column: Column<Row> }) {
  const [params] = useSearchParams();
  const current = params.get("sort");
  const direction =
    current === column.sort ? "ascending" : current === `-${column.sort}` ? "descending" : undefined;
  const box = classNames(
    "h-11 px-2.5 text-xs font-semibold first:ps-4 last:pe-4 md:px-4 text-muted whitespace-nowrap",
    column.numeric ? "text-right" : "text-left",
    column.wide && "max-md:hidden",
  );
  if (!column.sort) {
    return (
      <th scope="col" className={box}>
        <span className={column.isTitleHidden ? "sr-only" : ""}>{column.title}</span>
      </th>
    );
  }
  const next = new URLSearchParams(params);
  next.set("sort", direction === "descending" ? column.sort : `-${column.sort}`);
  next.delete("cursor");
  const Arrow = direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <th scope="col" aria-sort={direction ?? "none"} className={box}>
      <Link
        to={`?${next}`}
        preventScrollReset
        className="inline-flex h-11 items-center gap-1 hover:text-text"
      >
        {column.numeric ? <Arrow aria-hidden size={14} className={direction ? "" : "opacity-0"} /> : null}
        {column.title}
        {column.numeric ? null : <Arrow aria-hidden size={14} className={direction ? "" : "opacity-0"} />}
      </Link>
    </th>
  );
}
