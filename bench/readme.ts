/** `npm run bench -- readme` measures what docs/measured.md says about speed and writes it there, with machine, date and spread. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { delaysOf, drag, movesSeen, type Dragged } from "./drag";
import { openLab, resultsFolder, type Lab } from "./lab";
import { measuredOn, table, writeMeasured } from "./measuredPage";
import { othersText, processorTime } from "./otherWork";
import { disturbedText, TITLES, undisturbedTimes, type Name } from "./race";
import { quantile, round, spread, type Report } from "./report";
import { startup, type Run } from "./startup";
import { steps, type StepsOptions } from "./steps";
import type { Race } from "./stepTables";
import { findTorch } from "./torch";

const RESULTS = path.join(resultsFolder, "readme.json");

/** The workloads to race on each backend; plain TensorFlow.js on an emulated GPU takes minutes. */
const RACES = [
  { backends: ["wasm"], workloads: ["vae", "cgan", "conv-vae"] }, { backends: ["webgpu", "webgl"], workloads: ["vae"] },
] as const;
const OTHERS: readonly Name[] = ["plain", "jax", "torch"];

/** What one of the three measurements found, when and where, and what share of the cores other programs had. */
interface Part<F> {
  readonly measured: string;
  readonly figures: F;
}

interface Figures {
  readonly steps: Part<readonly Race[]>;
  readonly startup: Part<{ readonly wasm: readonly Run[]; readonly engineMs: readonly number[] }>;
  readonly drag: Part<readonly Dragged[]>;
}

/**
 * Measures steps, the start and drags, or only the `parts` of these, and takes the others from the last measurement. `machine`: a sentence about it.
 * Throws if there is no last measurement of a part that is not measured.
 */
export async function readme(lab: Lab, options: StepsOptions & { readonly parts?: readonly string[] | undefined }, machine: string): Promise<Report> {
  const measured = measuredOn(machine, findTorch());
  const reports: Report[] = [];
  const last = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, "utf8")) as { readonly figures: Partial<Figures> }).figures : {};
  const part = async <K extends keyof Figures>(name: K, measure: () => Promise<readonly Report[]>, figuresOf: (all: readonly Report[]) => unknown) => {
    if (options.parts && !options.parts.includes(name)) {
      if (!last[name]) throw new Error(`${name} has not been measured here: leave out --parts.`);
      return last[name];
    }
    const before = processorTime();
    const own = await measure();
    reports.push(...own);
    return { measured: [measured, othersText(before)].filter((words) => words !== null).join("; "), figures: figuresOf(own) } as Figures[K];
  };
  const figures: Figures = {
    steps: await part("steps", async () => {
      const all: Report[] = [];
      for (const one of RACES) all.push(await steps(lab, { rounds: options.rounds, contestants: ["compiled", "eager", ...OTHERS], ...one }));
      return all;
    }, (all) => all.flatMap((one) => (one.figures as { readonly races: readonly Race[] }).races)),
    startup: await part("startup", async () => [await startup(lab)], ([one]) => one!.figures),
    drag: await part("drag", async () => [await drag(lab, {}), await onThreads(2, (two) => drag(two, {}))], (all) => all.flatMap((one) => one.figures as readonly Dragged[])),
  };
  const { wasm, engineMs } = figures.startup.figures;
  const onGpu = figures.drag.figures.filter(({ what }) => what.includes("webgpu"));
  const late = onGpu.filter((one) => quantile(delaysOf(one), 0.95) > 2 * one.msPerStep);
  writeMeasured("speed", [
    "Measured by `npm run bench -- readme`. Medians, with the smallest and the largest value.",
    "",
    `On one thread each. On WASM, where plain TensorFlow.js has no gradient of a convolution's filter, it gets one composed of its own operations; except on WebGPU, jax-js waits for each step. `
      + `${disturbedText(figures.steps.figures.flatMap(({ measured }) => measured))} ${figures.steps.measured}.`,
    "",
    ...table(["a step, in milliseconds", "this engine", ...OTHERS.map((name) => TITLES[name])], figures.steps.figures.map(stepRow)),
    "",
    `${figures.startup.measured}.`,
    "",
    ...table(["from navigation to `first-vae`, nothing cached, on WASM, from a server on the same machine", "seconds"], [
      ["until *Train* can be pressed", spread(wasm.map(({ pressable }) => pressable / 1000))],
      ["to the first step", spread(wasm.map(({ firstStep }) => firstStep / 1000))],
      ["to [recognisable digits](../bench/README.md)", spread(wasm.map(({ digits }) => (digits?.at ?? Infinity) / 1000))],
      ["until *Train* can be pressed at a second visit", spread(wasm.map(({ pressableAgain }) => pressableAgain / 1000))],
      ["for comparison: 300 steps of the engine alone", spread(engineMs.map((ms) => ms / 1000))],
    ]),
    "",
    "The map and a slider are dragged while `first-vae` trains, classes are chosen while `cgan` does; on WebGPU both have 32 hidden units and batches of 32. "
      + `A position that a newer one replaces gets no picture. ${figures.drag.measured}. Firefox's WebGPU ${lab.gpu ? "ran on" : "was emulated, too, by"} the machine's Vulkan driver. `
      + `On WebGPU the last column is longer than two steps in ${late.length} of ${onGpu.length} rows.`,
    "",
    ...table(["from a move to its picture, during training", "hand", "milliseconds a step before it", "pictures, of moves", "milliseconds", "95 % within"], figures.drag.figures.map(dragRow)),
  ]);
  return { tables: reports.flatMap(({ tables }) => tables), targets: reports.flatMap(({ targets }) => targets), figures };
}

/** Measures in a page that trains on so many threads. */
async function onThreads(threads: number, measure: (lab: Lab) => Promise<Report>): Promise<Report> {
  const lab = await openLab(false, threads);
  try {
    return await measure(lab);
  } finally {
    lab.close();
  }
}

function stepRow({ backend, workload, measured }: Race): string[] {
  const ms = (name: Name) => {
    const found = measured.find((one) => one.name === name);
    return spread(found ? undisturbedTimes(found) : []);
  };
  const ours = measured.some(({ name }) => name === "compiled") ? "compiled" : "eager";
  return [`\`${workload}\`, ${backend}${ours === "eager" ? ", not compiled" : ""}`, ms(ours), ...OTHERS.map(ms)];
}

function dragRow(one: Dragged): string[] {
  const ms = delaysOf(one);
  return [one.what, one.hand, round(one.msPerStep), `${ms.length} of ${movesSeen(one)}`, spread(ms), `${round(quantile(ms, 0.95))} ms`];
}
