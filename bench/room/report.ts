import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding, FindingRow } from "./measure.ts";
import { computeSpread } from "./stats.ts";

export interface Report {
  readonly startedAt: string;
  readonly isQuick: boolean;
  readonly machine: Readonly<Record<string, string | number>>;
  readonly findings: readonly Finding[];
}

const resultsFolder = join(import.meta.dirname, "../results");

/** Writes the report as JSON and as a table beside it; returns the table. */
export function writeReport(report: Report): string {
  const table = describeReport(report);
  const name = report.isQuick ? "room-quick" : "room";
  mkdirSync(resultsFolder, { recursive: true });
  const spreads = report.findings.map((finding) => ({
    ...finding,
    rows: finding.rows.map((row) => ({ ...row, ratio: computeSpread(row.ratios) })),
  }));
  writeFileSync(
    join(resultsFolder, `${name}.json`),
    `${JSON.stringify({ ...report, findings: spreads }, undefined, 2)}\n`,
  );
  writeFileSync(join(resultsFolder, `${name}.md`), table);
  return table;
}

function describeReport({ startedAt, isQuick, machine, findings }: Report): string {
  const facts = Object.entries(machine).map(([name, value]) => `${name} ${value}`);
  const lines = [
    `# A room beside a raw object${isQuick ? " (quick)" : ""}`,
    "",
    `${startedAt} · ${facts.join(" · ")}`,
  ];
  lines.push(
    "",
    "Each cell: median (min – max) of the repetitions. Ratio: how many times better the room is than raw, pair by pair.",
  );
  for (const { scenario, rows, notes } of findings) {
    lines.push(
      "",
      `## ${scenario}`,
      "",
      "| measure | unit | raw | room | ratio | aim |",
      "| --- | --- | --- | --- | --- | --- |",
    );
    for (const row of rows) lines.push(describeRow(row));
    for (const note of notes) lines.push("", note);
  }
  return `${lines.join("\n")}\n`;
}

function describeRow({ measure, unit, raw, room, ratios, aim }: FindingRow): string {
  const cells = [
    measure,
    unit,
    describeSpread(raw),
    describeSpread(room),
    describeSpread(ratios),
    describeAim(ratios, aim),
  ];
  return `| ${cells.join(" | ")} |`;
}

function describeAim(ratios: readonly number[], aim: number | undefined): string {
  if (aim === undefined) return "";
  return `≥ ${aim} ${computeSpread(ratios).median >= aim ? "✓" : "✗"}`;
}

function describeSpread(values: readonly number[]): string {
  if (values.length === 0) return "–";
  const { min, median, max } = computeSpread(values);
  if (values.length === 1) return formatNumber(median);
  return `${formatNumber(median)} (${formatNumber(min)} – ${formatNumber(max)})`;
}

/** Three figures are all that means anything here. */
function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : "∞";
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return value.toPrecision(3);
}
