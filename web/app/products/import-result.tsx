import type { ProductImport } from "../../../contract/http/product-files.ts";
import { Section } from "../components/card.tsx";
import { Table } from "../components/table.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** What came of a file, or would come of it: in a sentence, then what is wrong, then row by row. */
export function ImportResult({ result }: { result: ProductImport }) {
  const words = useMessages().catalogue.import;
  const said = result.dryRun ? words.checked : result.isApplied ? words.applied : words.refused;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <p role="status" className="grid gap-1 rounded-md border border-line-strong p-4">
        <strong className="font-semibold">{said}</strong>
        <span>{words.summary(result.created, result.updated, result.failed)}</span>
      </p>
      {result.problems.length > 0 ? (
        <Section title={words.problems}>
          <Table
            caption={words.problems}
            rows={result.problems.map((problem, at) => ({ ...problem, key: String(at) }))}
            rowKey={({ key }) => key}
            dense
            columns={[
              { key: "row", title: words.columns.row, numeric: true, cell: ({ row }) => row },
              { key: "column", title: words.columns.column, cell: ({ column }) => column ?? "—" },
              { key: "problem", title: words.columns.problem, cell: ({ message }) => message },
            ]}
          />
        </Section>
      ) : null}
      {result.rows.length > 0 ? (
        <Section title={words.rows}>
          <Table
            caption={words.rows}
            rows={result.rows}
            rowKey={({ row }) => String(row)}
            dense
            columns={[
              { key: "row", title: words.columns.row, numeric: true, cell: ({ row }) => row },
              { key: "sku", title: words.columns.sku, cell: ({ sku }) => sku },
              { key: "title", title: words.columns.title, cell: ({ title }) => title, wide: true },
              {
                key: "outcome",
                title: words.columns.outcome,
                cell: ({ outcome }) => words.outcomes[outcome],
              },
            ]}
          />
        </Section>
      ) : null}
    </div>
  );
}
