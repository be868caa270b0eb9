/** Tables as text (RFC 4180), under comment lines that say what they are. */
export interface Table {
  /** Names with their units. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
}

const cell = (value: string): string => (/[",\r\n]|^#/.test(value) ? `"${value.replace(/"/g, '""')}"` : value);

/** Numbers have all of their digits: read again, they are the same. Null is an empty cell. `about`: a line each. */
export function csvOf({ head, rows }: Table, about: readonly string[]): string {
  const lines = [
    ...about.map((line) => `# ${line.replace(/[\r\n]+/g, " ")}`),
    ...[head, ...rows].map((row) => row.map((value) => (value === null ? "" : cell(String(value)))).join(",")),
  ];
  return `${lines.join("\r\n")}\r\n`;
}
