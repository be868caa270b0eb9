/**
 * `npm run bench -- curve` measures how the time of a step grows with the hidden units and with the batch of `vae`, beside the other libraries, and
 * writes docs/measured.md and docs/pictures/curve.svg.
 */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import { curveSvg, type Curve } from "./curveSvg";
import { root, type Lab } from "./lab";
import { measuredOn, table, writeMeasured } from "./measuredPage";
import type { SizedVae } from "./page/workloads";
import { disturbedText, NAMES, TITLES, undisturbedTimes, type Name } from "./race";
import { median, round, spread, type Report } from "./report";
import { raceOn } from "./steps";
import { chosen, type Race } from "./stepTables";
import { findTorch } from "./torch";

const PICTURE = "pictures/curve.svg";
const HIDDEN = [32, 64, 128, 256, 512];
const BATCHES = [16, 32, 64, 128, 256, 512];
const [USUAL_HIDDEN, USUAL_BATCH] = [400, 128];
const ROUNDS = 3;

interface Size {
  readonly hidden: number;
  readonly batch: number;
}

export interface CurveOptions {
  /** The sizes to measure, such as `vae-400x128`; default: all. */
  readonly workloads?: readonly string[] | undefined;
  readonly rounds?: number | undefined;
  /** The threads of the second race; default: as many as there are cores, 8 at most. */
  readonly threads?: number | undefined;
}

/** A library on one thread or more. */
interface Runner {
  readonly name: Name;
  readonly threads: number;
}

const idOf = ({ hidden, batch }: Size): SizedVae => `vae-${hidden}x${batch}`;

/** Races all libraries on one thread, then the engine and PyTorch on several, at each size. */
export async function curve(lab: Lab, options: CurveOptions, machine: string): Promise<Report> {
  const torch = findTorch();
  const many = options.threads ?? Math.min(8, cpus().length);
  const sizes: readonly Size[] = [
    ...HIDDEN.map((hidden) => ({ hidden, batch: USUAL_BATCH })), ...BATCHES.map((batch) => ({ hidden: USUAL_HIDDEN, batch })),
  ];
  const wanted = chosen(sizes.map(idOf), options.workloads, "size");
  const conditions: readonly { readonly threads: number; readonly names: readonly Name[] }[] = [
    { threads: 1, names: ["compiled", "plain", "jax", "torch"] }, ...(many > 1 ? [{ threads: many, names: ["threads", "torch"] as const }] : []),
  ];
  const races: (Race & { readonly threads: number })[] = [];
  for (const id of wanted) {
    for (const { threads, names } of conditions) {
      console.error(`  ${id}, ${threads} thread(s)`);
      races.push({ ...await raceOn(lab, "wasm", id, { rounds: options.rounds ?? ROUNDS, names, torch, threads }), threads });
    }
  }
  const runners: readonly Runner[] = conditions.flatMap(({ threads, names }) => names.map((name) => ({ name, threads })))
    .sort((a, b) => placeOf(a) - placeOf(b));
  const timesOf = (size: Size, { name, threads }: Runner) =>
    races.find((one) => one.workload === idOf(size) && one.threads === threads)?.measured.filter((one) => one.name === name).flatMap(undisturbedTimes) ?? [];
  const measured = sizes.filter((size) => wanted.includes(idOf(size)));
  const curvesBy = (axis: keyof Size, usual: keyof Size, fixed: number): Curve[] => runners.map((runner) => ({
    title: titleOf(runner), colour: COLOURS[runner.name]!, dashed: runner.threads > 1,
    points: measured.filter((size) => size[usual] === fixed).map((size) => ({ x: size[axis], ms: timesOf(size, runner) })).filter(({ ms }) => ms.length > 0).sort((a, b) => a.x - b.x),
  }));
  writeFileSync(path.join(root, "docs", PICTURE), curveSvg([
    { title: `hidden units, batch ${USUAL_BATCH}`, curves: curvesBy("hidden", "batch", USUAL_BATCH) },
    { title: `batch, ${USUAL_HIDDEN} hidden units`, curves: curvesBy("batch", "hidden", USUAL_HIDDEN) },
  ]));
  const rows = measured.map((size) => {
    const times = runners.map((runner) => timesOf(size, runner));
    const fastest = Math.min(...times.filter((ms) => ms.length > 0).map(median));
    return [`${size.hidden}, ${size.batch}`, ...times.map((ms) => (ms.length > 0 && median(ms) === fastest ? `**${spread(ms)}**` : spread(ms)))];
  });
  const columns = ["hidden units, batch", ...runners.map(titleOf)];
  const slower = defeats(measured, runners, timesOf);
  const hindered = many === 1 ? [] : measured.filter((size) => median(timesOf(size, { name: "torch", threads: many })) > median(timesOf(size, { name: "torch", threads: 1 })))
    .map(({ hidden, batch }) => `(${hidden}, ${batch})`);
  const lines = [
    `Milliseconds per step of \`vae\` with one hidden layer and *d* = 20 on the processor: medians of ${options.rounds ?? ROUNDS} turns, with the smallest and the largest value. `
      + `The fastest of a row is bold. ${disturbedText(races.flatMap((one) => one.measured))} ${measuredOn(machine, torch)}.`,
    "",
    `![Two charts of milliseconds per step, by hidden units and by batch, with a curve for each library; the table below has the values](${PICTURE})`,
    "",
    ...table(columns, rows),
    "",
    slower.length === 0 ? "No other library is faster here on as many threads." : `On as many threads, another library is faster than this engine at these hidden units and batches: ${slower.join("; ")}.`,
    ...(hindered.length === 0 ? [] : ["", `Its own threads slow PyTorch down at ${hindered.join(", ")}: there compare with its times on one thread.`]),
  ];
  writeMeasured("curve", lines);
  return { tables: [{ title: "vae on WASM and on the processor: ms per step", columns, rows }], targets: [], figures: { threads: many, races } };
}

const COLOURS: Readonly<Partial<Record<Name, number>>> = { compiled: 1, threads: 1, plain: 2, jax: 3, torch: 4 };

const isOurs = (name: Name) => name === "compiled" || name === "threads";
const placeOf = ({ name, threads }: Runner) => 2 * NAMES.indexOf(name === "threads" ? "compiled" : name) + Number(threads > 1);
const titleOf = ({ name, threads }: Runner) => `${isOurs(name) ? "this engine" : TITLES[name]}${threads > 1 ? `, ${threads} threads` : ""}`;

/** Returns where another library is faster than the engine on as many threads, and by how much. */
function defeats(sizes: readonly Size[], runners: readonly Runner[], timesOf: (size: Size, runner: Runner) => readonly number[]): string[] {
  return runners.filter(({ name }) => !isOurs(name)).flatMap((other) => {
    const ours = runners.find(({ name, threads }) => isOurs(name) && threads === other.threads)!;
    const lost = sizes.flatMap((size) => {
      const times = median(timesOf(size, ours)) / median(timesOf(size, other));
      return times > 1 ? [`${round(times)} times at (${size.hidden}, ${size.batch})`] : [];
    });
    return lost.length > 0 ? [`${titleOf(other)} ${lost.join(", ")}`] : [];
  });
}
