/** `npm run bench -- readme` measures what docs/measured.md says about speed and writes it there, with machine, date and spread. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { drag, type Dragged } from "./drag";
import { root, type Lab } from "./lab";
import { TITLES, type Name } from "./race";
import { quantile, round, spread, type Report } from "./report";
import { startup, type Run } from "./startup";
import { steps, type StepsOptions } from "./steps";
import type { Race } from "./stepTables";

const FILE = path.join(root, "docs", "measured.md");
const BEGIN = "<!-- speed: written by `npm run bench -- readme` -->";
const END = "<!-- end of speed -->";

/** The workloads to race on each backend; plain TensorFlow.js on an emulated GPU takes minutes. */
const RACES = [
  { backends: ["wasm"], workloads: ["vae", "cgan", "conv-vae"] }, { backends: ["webgpu", "webgl"], workloads: ["vae"] },
] as const;
const OTHERS: readonly Name[] = ["plain", "jax", "torch"];

/** Measures steps, the start and drags. `machine`: a sentence about it. */
export async function readme(lab: Lab, options: StepsOptions, machine: string): Promise<Report> {
  const parts: Report[] = [];
  for (const one of RACES) parts.push(await steps(lab, { rounds: options.rounds, contestants: ["compiled", "eager", ...OTHERS], ...one }));
  const races = parts.flatMap(({ figures }) => (figures as { readonly races: readonly Race[] }).races);
  const started = await startup(lab);
  const dragged = await drag(lab, {});
  const { wasm } = started.figures as { readonly wasm: readonly Run[] };
  const text = [
    `Measured by \`npm run bench -- readme\` on ${new Date().toISOString().slice(0, 10)}: ${machine}. Medians, with the smallest and the largest value.`,
    "",
    ...table(["a step, in milliseconds", "this engine", ...OTHERS.map((name) => TITLES[name])], races.map(stepRow)),
    "",
    ...table(["in the page", "here"], [
      ["from navigation to the first step, WASM", `${spread(wasm.map(({ firstStep }) => firstStep / 1000))} s`],
      ["from navigation to recognisable digits, WASM", `${spread(wasm.map(({ digits }) => (digits?.at ?? Infinity) / 1000))} s`],
      ...(dragged.figures as readonly Dragged[]).map(dragRow),
    ]),
  ];
  write(text.join("\n"));
  return {
    tables: [...parts, started, dragged].flatMap(({ tables }) => tables),
    targets: [...parts, started, dragged].flatMap(({ targets }) => targets),
    figures: { steps: races, startup: started.figures, drag: dragged.figures },
  };
}

function stepRow({ backend, workload, measured }: Race): string[] {
  const ms = (name: Name) => spread(measured.find((one) => one.name === name)?.msPerStep ?? []);
  const ours = measured.some(({ name }) => name === "compiled") ? "compiled" : "eager";
  return [`\`${workload}\`, ${backend}${ours === "eager" ? ", not compiled" : ""}`, ms(ours), ...OTHERS.map(ms)];
}

function dragRow({ what, pictures, msPerStep }: Dragged): string[] {
  const ms = pictures.map((picture) => picture.ms);
  return [`from a move over the map to its picture, during training with ${round(msPerStep)} ms a step: ${what}`,
    `${spread(ms)} ms; 95 % within ${round(quantile(ms, 0.95))} ms`];
}

const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [columns, columns.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);

/** Writes the text between its marks. Throws if these are missing. */
function write(text: string): void {
  const before = readFileSync(FILE, "utf8");
  const [from, to] = [before.indexOf(BEGIN), before.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${FILE} lacks the marks ${BEGIN} and ${END}.`);
  writeFileSync(FILE, `${before.slice(0, from + BEGIN.length)}\n${text}\n${before.slice(to)}`);
}
