/** The results of a part of the bench, their printing, and common statistics. */

export type Cell = string | number;

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A figure and its expected bound. It is printed, never enforced: the bench is not a test. */
export interface Target {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly expected: { readonly atMost: number } | { readonly atLeast: number };
}

export interface Report {
  readonly tables: readonly Table[];
  readonly targets: readonly Target[];
  /** All measured values, for the JSON file. */
  readonly figures: unknown;
}

/** Returns the quantile of a share in [0,1], interpolated linearly; 0.5 is the median. NaN without values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** Returns the median; NaN without values. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);
/** Returns the mean; NaN without values. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Returns the median, the smallest and the largest value as text: "12.3 (11.8–14.0)". */
export function spread(values: readonly number[]): string {
  if (values.length === 0) return "–";
  return `${round(median(values))} (${round(Math.min(...values))}–${round(Math.max(...values))})`;
}

/** Returns the median and the two quartiles as text: "12.3 (11.8–14.0)". */
export function quartiles(values: readonly number[]): string {
  if (values.length === 0) return "–";
  return `${round(median(values))} (${round(quantile(values, 0.25))}–${round(quantile(values, 0.75))})`;
}

/** Returns a number as text with about three significant digits. */
export function round(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "–";
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

/** Prints a part's tables and targets. */
export function print({ tables, targets }: Report): void {
  for (const { title, columns, rows } of tables) {
    const lines = [columns, ...rows].map((row) => row.map((cell) => (typeof cell === "number" ? round(cell) : cell)));
    const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
    const numeric = columns.map((_, i) => rows.every((row) => /^[\d.–∞-]/.test(String(row[i]))));
    const drawn = lines.map((line) => line.map((cell, i) => (
      numeric[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)
    )).join("  ").trimEnd());
    const [head, ...body] = drawn;
    console.log(`\n${title}\n  ${head}\n  ${widths.map((width) => "─".repeat(width)).join("  ")}`);
    for (const line of body) console.log(`  ${line}`);
  }
  if (targets.length > 0) console.log("");
  for (const { what, value, unit, expected } of targets) {
    const met = "atMost" in expected ? value <= expected.atMost : value >= expected.atLeast;
    const bound = "atMost" in expected ? `at most ${expected.atMost}` : `at least ${expected.atLeast}`;
    const amount = [Number(value.toFixed(2)), unit].filter((part) => part !== "").join(" ");
    console.log(`  ${met ? "✓" : "✗"} ${what}: ${amount} (expected: ${bound})`);
  }
}
