/** Tables as CSV and Markdown. */
import { visible } from "./printed";

export type Cell = string | number | null;

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What is no number is an empty cell. */
const textOf = (cell: Cell): string => (cell === null || Number.isNaN(cell) ? "" : String(cell));

/** Spreadsheets compute a cell that begins like this. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Returns a table as RFC 4180 has it: cells with commas, quotation marks or line ends are in quotation marks. Numbers have all their digits. A text
 * that spreadsheets would compute begins with an apostrophe.
 */
export function csv({ columns, rows }: Table): string {
  const cell = (one: Cell) => {
    const text = typeof one === "string" && FORMULA.test(one) ? `'${one}` : textOf(one);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows].map((row) => `${row.map(cell).join()}\r\n`).join("");
}

/** Returns a number with five digits; a whole one has all of its own. */
const numberOf = (value: number): string => textOf(Number.isInteger(value) ? value : Number(value.toPrecision(5))).replace("e+", "e").replace("Infinity", "∞");

/** Returns a table in Markdown for a terminal, with five digits of each number. */
export function markdown({ columns, rows }: Table): string {
  const cell = (one: Cell) => (typeof one === "number" ? numberOf(one) : visible(textOf(one)).replace(/(\\*)\|/g, "$1$1\\|"));
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  return [line(columns.map(cell)), line(columns.map(() => "---")), ...rows.map((row) => line(row.map(cell)))].join("");
}
