/** The parts of docs/measured.md that the bench writes, each between its own marks. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./lab";
import { torchText, type TorchVersion } from "./torch";

const FILE = path.join(root, "docs", "measured.md");
const MARKS = {
  speed: ["<!-- speed: written by `npm run bench -- readme` -->", "<!-- end of speed -->"],
  curve: ["<!-- curve: written by `npm run bench -- curve` -->", "<!-- end of curve -->"],
} as const;

/** Says when and where something was measured, with the PyTorch of this machine. `machine`: a sentence about it. */
export const measuredOn = (machine: string, torch: TorchVersion | null): string =>
  [`${new Date().toISOString().slice(0, 10)}: ${machine}`, ...(torch ? [torchText(torch)] : [])].join("; ");

/** Returns the lines of a table. */
export const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [columns, columns.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);

/** Writes a part. Throws if its marks are missing. */
export function writeMeasured(part: keyof typeof MARKS, lines: readonly string[]): void {
  const [begin, end] = MARKS[part];
  const before = readFileSync(FILE, "utf8");
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${FILE} lacks the marks ${begin} and ${end}.`);
  writeFileSync(FILE, `${before.slice(0, from + begin.length)}\n${lines.join("\n")}\n${before.slice(to)}`);
}
