/** Every step's losses as a table: of the run, held-out data, a second run and the difference where both define a loss equally. Also writes tables as CSV. */
import type { TakeHomeTexts } from "./texts";
import type { HeldOut } from "../../../core/run/reports";
import type { Losses } from "../../ui/lossChart/chartData";
import type { Series } from "../../state/series";

/** Rows and named columns. */
export interface Table {
  /** Column names with units. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
}

type Recorded = Pick<Series, "columns" | "length" | "firstStep" | "values">;

interface Parts {
  readonly first: Recorded;
  /** Null: there is one run. */
  readonly second: Recorded | null;
  readonly heldOut: readonly HeldOut[];
  /** Returns a column's name with its unit. */
  name(column: string): string;
  /** Returns whether both runs define a column equally. Other columns have no difference. */
  isSame(column: string): boolean;
}

/** Returns a row for each step of either run. Values are single-precision numbers, written in full. */
export function lossTable({ first, second, heldOut, name, isSame }: Parts, texts: TakeHomeTexts["table"]): Table {
  const from = Math.min(first.length > 0 ? first.firstStep : Infinity, second && second.length > 0 ? second.firstStep : Infinity);
  const end = Math.max(endOf(first), second ? endOf(second) : 0);
  const at = new Map(heldOut.map((one) => [one.step as number, one]));
  const measured = first.columns.filter((id) => heldOut.some(({ values }) => values[id] !== undefined));
  const common = second ? first.columns.filter((id) => second.columns.includes(id) && isSame(id)) : [];
  const columns: readonly { readonly head: string; readonly valueAt: (step: number) => number | null }[] = [
    ...first.columns.map((id) => ({ head: name(id), valueAt: reader(first, id) })),
    ...measured.map((id) => ({ head: texts.heldOut(name(id)), valueAt: (step: number) => at.get(step)?.values[id] ?? null })),
    ...(heldOut.some(({ negativeElbo }) => negativeElbo !== undefined)
      ? [{ head: texts.heldOut(texts.negativeElbo), valueAt: (step: number) => at.get(step)?.negativeElbo ?? null }] : []),
    ...(second?.columns ?? []).map((id) => ({ head: texts.second(name(id)), valueAt: reader(second!, id) })),
    ...common.map((id) => {
      const [a, b] = [reader(first, id), reader(second!, id)];
      return { head: texts.difference(name(id)), valueAt: (step: number) => minus(b(step), a(step)) };
    }),
  ];
  return {
    head: [texts.step, ...columns.map(({ head }) => head)],
    rows: Array.from({ length: Math.max(0, end - from + 1) }, (_, i) => [from + i, ...columns.map(({ valueAt }) => valueAt(from + i))]),
  };
}

const endOf = ({ length, firstStep }: Recorded): number => (length === 0 ? 0 : firstStep + length - 1);
const minus = (b: number | null, a: number | null) => (a === null || b === null ? null : b - a);

function reader(losses: Losses, id: string): (step: number) => number | null {
  const values = losses.values(id);
  return (step) => values[step - losses.firstStep] ?? null;
}

const cell = (value: string): string => (/[",\r\n]|^#/.test(value) ? `"${value.replace(/"/g, '""')}"` : value);

/**
 * Writes a table as CSV (RFC 4180) after comment lines that describe it. Numbers have all digits, so that they can be read without loss. Null
 * and what is no number are empty cells. `about`: one comment per element.
 */
export function csvOf({ head, rows }: Table, about: readonly string[]): string {
  const lines = [
    ...about.map((line) => `# ${line.replace(/[\r\n]+/g, " ")}`),
    ...[head, ...rows].map((row) => row.map((value) => (value === null || Number.isNaN(value) ? "" : cell(String(value)))).join(",")),
  ];
  return `${lines.join("\r\n")}\r\n`;
}
