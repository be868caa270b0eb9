/** The cells of docs/architecture.md that say what a folder may import. `npm run docs` writes them from the table of the lint rule. */
import { importTable, WINGS } from "./lint/importTable.js";

const SECTION = /(?<=^## Responsibilities of folders\n)[^]*?(?=^## )/m;
const ROW = /^(\| `([\w/-]+)` \| [^|]+ \| )([^|]*) \|$/gm;

/** Returns the rows of the document's table by folder. */
const rowsOf = (document: string) => [...(SECTION.exec(document)?.[0] ?? "").matchAll(ROW)].map(([, , folder = ""]) => folder);

/** Returns the row of a unit: its own, or that of the folder around it; null if there is none. */
function rowOf(unit: string, rows: readonly string[]): string | null {
  for (let name = unit; name !== ""; name = name.split("/").slice(0, -1).join("/")) if (rows.includes(name)) return name;
  return null;
}

/** Returns each name once, in the order of the wings, without parts of a folder that is also named as a whole. */
function wholes(names: readonly string[]): readonly string[] {
  const known = [...new Set(names)];
  const within = (name: string, whole: string) => name.startsWith(`${whole}/`);
  const placeOf = (name: string) => (WINGS.indexOf(name.split("/")[0]!) + WINGS.length + 1) % (WINGS.length + 1);
  return known.filter((name) => !known.some((whole) => within(name, whole))).sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
}

/** Returns what the units of a row may import: rows of this document, and of packages only TensorFlow.js. */
function cellOf(row: string, rows: readonly string[]): string {
  const units = Object.entries(importTable).filter(([unit]) => rowOf(unit, rows) === row).map(([, one]) => one);
  const own = importTable[row];
  if (own !== undefined && own !== "anything" && own.mayNot) return `anything but ${own.mayNot.join(", ")}`;
  const namesOf = (...traits: readonly ("may" | "collects" | "types")[]) => units.flatMap((one) => (one === "anything" ? [] : traits.flatMap((trait) => one[trait] ?? [])))
    .map((name) => (name.startsWith("@tensorflow") ? "tfjs" : rowOf(name, rows) === "engine" || rowOf(name, rows) === "step-compiler" ? rowOf(name, rows)! : name))
    .filter((name) => name === "tfjs" || (rowOf(name, rows) ?? row) !== row);
  const may = wholes(namesOf("may", "collects"));
  const types = wholes(namesOf("types")).filter((name) => !may.includes(name));
  return `${may.join(", ") || "nothing"}${types.length > 0 ? `; as types: ${types.join(", ")}` : ""}`;
}

/** Returns docs/architecture.md with the present cells. Throws if a unit of the table has no row, or a row no unit. */
export function withImports(document: string): string {
  const rows = rowsOf(document);
  const lacking = Object.keys(importTable).filter((unit) => rowOf(unit, rows) === null);
  if (lacking.length > 0) throw new Error(`docs/architecture.md has no row for ${lacking.join(", ")}.`);
  const unknown = rows.filter((row) => !Object.keys(importTable).some((unit) => rowOf(unit, rows) === row));
  if (unknown.length > 0) throw new Error(`scripts/lint/importTable.js does not have ${unknown.join(", ")}, which docs/architecture.md names.`);
  return document.replace(SECTION, (section) => section.replace(ROW, (_, start: string, folder: string) => `${start}${cellOf(folder, rows)} |`));
}
