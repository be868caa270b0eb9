/** Tables as CSV and Markdown. */

export type Cell = string | number | null;

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const textOf = (cell: Cell): string => (cell === null ? "" : String(cell));

/** Returns a table as RFC 4180 has it: cells with commas, quotation marks or line ends are in quotation marks. Numbers have all their digits. */
export function csv({ columns, rows }: Table): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [columns, ...rows].map((row) => `${row.map((one) => cell(textOf(one))).join()}\r\n`).join("");
}

/** Returns a table in Markdown, with five digits of each number. */
export function markdown({ columns, rows }: Table): string {
  const cell = (one: Cell) => (typeof one === "number" && !Number.isInteger(one) ? String(Number(one.toPrecision(5))) : textOf(one).replaceAll("|", "\\|").replaceAll("\n", " "));
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  return [line(columns.map(cell)), line(columns.map(() => "---")), ...rows.map((row) => line(row.map(cell)))].join("");
}
