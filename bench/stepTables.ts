/** The tables of races between contestants: times, ratios, losses, shares of the processor's peak, and doubts. */
import type { Backend } from "../src/core/run/runConfig";
import { highest, type Peak } from "./page/peakLoop";
import { workload, type WorkloadId } from "./page/workloads";
import { coresOf, disturbed, NAMES, TITLES, type LeftOut, type Measured, type Name } from "./race";
import { mean, median, quartiles, round, type Report, type Table } from "./report";

/** The first steps, in which losses must agree to a relative difference of SAME: later, rounding errors have grown. */
const SAME_STEPS = 10;
const SAME = 0.01;
const OTHERS = ["plain", "jax"] as const;
/** The page's pace on WASM, of the engine's on as many threads: pictures, measurements and history take the rest. */
const PAGE_PERCENT = 88;

/** How many times as long as our engine (compiled, if it can be) the others should take. */
export type Wanted = Readonly<Partial<Record<Backend, Readonly<Partial<Record<WorkloadId, Readonly<Partial<Record<(typeof OTHERS)[number], number>>>>>>>>>;

export interface Race {
  readonly backend: Backend;
  readonly workload: WorkloadId;
  /** The floating-point operations of a step's matrix products and convolutions. */
  readonly flops: number;
  /** By round. */
  readonly peaks: Peak[];
  readonly measured: readonly Measured[];
  readonly leftOut: readonly LeftOut[];
}

/** Returns the names in `all` that are wanted, in the order of `all`; all of them by default. Throws if an unknown one is wanted. */
export function chosen<T extends string>(all: readonly T[], wanted: readonly string[] | undefined, what: string): readonly T[] {
  const unknown = wanted?.find((name) => !all.some((one) => one === name));
  if (unknown !== undefined) throw new Error(`No ${what} is called ${unknown}. There are: ${all.join(", ")}.`);
  return wanted ? all.filter((one) => wanted.includes(one)) : all;
}

/** Returns the report on races. `failures`: races that did not take place, as rows of backend, workload, who and why. */
export function reportOf(races: readonly Race[], failures: readonly (readonly string[])[], wanted: Wanted): Report {
  const doubtful = [...failures, ...races.flatMap((one) => [
    ...one.leftOut.map(({ name, why }) => [one.backend, one.workload, TITLES[name], `left out: ${why}`]),
    ...doubts(one).map((doubt) => [one.backend, one.workload, ...doubt]),
  ])];
  return {
    tables: [
      times(races), ratios(races), ...processorTimes(races), ...disturbances(races), ...drawn(races), losses(races), ...shares(races.filter(({ backend }) => backend === "wasm")),
      ...(doubtful.length === 0 ? [] : [
        { title: "Left out, or not to be trusted", columns: ["backend", "workload", "who", "why"], rows: doubtful },
      ]),
    ],
    targets: races.flatMap((one) => {
      const ours = find(one, "compiled") ? "compiled" : "eager";
      const engine = find(one, "threads") ? "threads" : ours;
      const paces = ratio(one, "page", engine);
      const page = one.backend !== "wasm" || paces.length === 0 ? [] : [
        { what: `wasm, ${one.workload}: the page's pace, of that of the ${TITLES[engine]}`, value: 100 / median(paces), unit: "%", expected: { atLeast: PAGE_PERCENT } },
      ];
      return page.concat(OTHERS.flatMap((other) => {
        const atLeast = wanted[one.backend]?.[one.workload]?.[other];
        const by = ratio(one, other, ours);
        if (atLeast === undefined || by.length === 0) return [];
        const what = `${one.backend}, ${one.workload}: ${TITLES[other]} ÷ ${TITLES[ours]}`;
        return [{ what, value: median(by), unit: "×", expected: { atLeast } }];
      }));
    }),
    figures: { races, failures: doubtful },
  };
}

const find = ({ measured }: Race, wanted: Name): Measured | undefined => measured.find(({ name }) => name === wanted);

/** The ratio of times for each round in which both took part, undisturbed. */
function ratio(one: Race, dividend: Name, divisor: Name): number[] {
  const [a, b] = [find(one, dividend), find(one, divisor)];
  if (!a || !b) return [];
  return a.msPerStep.slice(0, b.msPerStep.length).flatMap((ms, i) => (disturbed(a, i) || disturbed(b, i) ? [] : [ms / b.msPerStep[i]!]));
}

/** The names of the contestants that took part in any of the races. */
const present = (races: readonly Race[]): readonly Name[] => NAMES.filter((name) => races.some((one) => find(one, name)));

const times = (races: readonly Race[]): Table => ({
  title: "ms/step: median (quartiles) of the rounds",
  columns: ["backend", "workload", ...present(races).map((name) => TITLES[name])],
  rows: races.map((one) => [
    one.backend, one.workload, ...present(races).map((name) => quartiles(find(one, name)?.msPerStep ?? [])),
  ]),
});

/** The table of ratios to the compiled and the eager engine. */
function ratios(races: readonly Race[]): Table {
  const pairs: readonly (readonly [Name, Name])[] = [
    ["plain", "compiled"], ["jax", "compiled"], ["eager", "compiled"], ["torch", "compiled"], ["page", "compiled"],
    ["compiled", "threads"], ["page", "threads"], ["jax", "threads"], ["torch", "threads"], ["plain", "eager"], ["jax", "eager"],
  ];
  const shown = pairs.filter(([a, b]) => races.some((one) => ratio(one, a, b).length > 0));
  return {
    title: "How many times as long: median (quartiles) of the undisturbed rounds' ratios",
    columns: ["backend", "workload", ...shown.map(([a, b]) => `${TITLES[a]} ÷ ${b}`)],
    rows: races.map((one) => [one.backend, one.workload, ...shown.map(([a, b]) => quartiles(ratio(one, a, b)))]),
  };
}

/**
 * The table of the processor time of the browser's workers, and the page's in relation to the engine's. Unlike the time that passes, it does
 * not grow while another program has the core.
 */
function processorTimes(races: readonly Race[]): Table[] {
  const inBrowsers = present(races).filter((name) => name !== "torch");
  const engineOf = (one: Race): Measured | undefined => find(one, "threads") ?? find(one, "compiled");
  const rows = races.filter(({ measured }) => measured.some(({ workerMs }) => workerMs.length > 0)).map((one) => [
    one.backend, one.workload, ...inBrowsers.map((name) => quartiles(find(one, name)?.workerMs ?? [])),
    quartiles((find(one, "page")?.workerMs ?? []).map((ms, i) => ms / (engineOf(one)?.workerMs[i] ?? NaN)).filter(Number.isFinite)),
  ]);
  return rows.length === 0 ? [] : [{
    title: "Processor time of the browser's workers, ms/step: median (quartiles) of the rounds; and of the page's ratios to the engine with the same threads",
    columns: ["backend", "workload", ...inBrowsers.map((name) => TITLES[name]), "whole page ÷ engine"],
    rows,
  }];
}

/** The table of rounds in which a contestant lacked cores. Ratios leave them out. */
function disturbances(races: readonly Race[]): Table[] {
  const rows = races.flatMap((one) => one.measured.flatMap((found) => found.msPerStep.flatMap((ms, i) => (disturbed(found, i) ? [[
    one.backend, one.workload, TITLES[found.name], i + 1, `${Math.round(100 * (found.others[i] ?? NaN))} %`, coresOf(found, i) ?? "–", ms,
  ]] : []))));
  return rows.length === 0 ? [] : [{
    title: "Disturbed rounds, which ratios leave out: the share of all cores that other programs, or the machine's host, had; the cores that the browser's workers had",
    columns: ["backend", "workload", "who", "round", "share", "cores", "ms/step"],
    rows,
  }];
}

/** The table of what the page drew meanwhile. */
function drawn(races: readonly Race[]): Table[] {
  const pages = races.flatMap((one) => {
    const turns = find(one, "page")?.drawn ?? [];
    return turns.length === 0 ? [] : [{ ...one, turns }];
  });
  const kinds = [...new Set(pages.flatMap(({ turns }) => turns.flatMap((turn) => Object.keys(turn))))].sort();
  return pages.length === 0 ? [] : [{
    title: "What the page drew meanwhile, times a second: median (quartiles) of the rounds",
    columns: ["backend", "workload", ...kinds],
    rows: pages.map(({ backend, workload: id, turns }) => [
      backend, id, ...kinds.map((kind) => quartiles(turns.map((turn) => turn[kind] ?? 0))),
    ]),
  }];
}

/** The number of steps that all contestants with losses have done. */
const commonSteps = ({ measured }: Race): number =>
  Math.min(...measured.map(({ losses: { length } }) => length).filter((length) => length > 0));

const lastMean = (one: Race, { losses: all }: Measured): number =>
  mean(all.slice(Math.max(0, commonSteps(one) - SAME_STEPS), commonSteps(one)));

function losses(races: readonly Race[]): Table {
  const names = present(races).filter((name) => name !== "page");
  return {
    title: `All learn the same: loss of the first step → mean of the last ${SAME_STEPS} that all have done (−ELBO; the `
      + "discriminator's loss), from the same weights, images and noise",
    columns: ["backend", "workload", "steps", ...names.map((name) => TITLES[name])],
    rows: races.map((one) => [one.backend, one.workload, String(commonSteps(one)), ...names.map((name) => {
      const found = find(one, name);
      return found ? `${round(found.losses[0]!)} → ${round(lastMean(one, found))}` : "–";
    })]),
  };
}

/** GFLOP/s. */
const peakOf = ({ peaks }: Race): number => median(peaks.map(highest));

function shares(races: readonly Race[]): Table[] {
  if (races.length === 0) return [];
  const names = present(races).filter((name) => name !== "page");
  const share = (one: Race, name: Name) => {
    const found = find(one, name);
    const gflops = found ? one.flops / (1e6 * median(found.msPerStep)) : NaN;
    return found ? `${round(gflops)}, ${Math.round((100 * gflops) / peakOf(one))} %` : "–";
  };
  return [{
    title: "GFLOP/s in matrix products and convolutions, and the share of what a WASM thread reaches in registers alone "
      + "(PyTorch's vectors are wider)",
    columns: ["workload", "GFLOP a step", "peak: mul + add", "relaxed madd", ...names.map((name) => TITLES[name])],
    rows: races.map((one) => [
      one.workload, one.flops / 1e9, quartiles(one.peaks.map(({ mulAdd }) => mulAdd)),
      quartiles(one.peaks.flatMap(({ relaxed }) => relaxed ?? [])), ...names.map((name) => share(one, name)),
    ]),
  }];
}

/** Contestants whose losses differ from the engine's or do not fall, with the reason: they may not do the same work. */
function doubts(one: Race): string[][] {
  const reference = find(one, "eager") ?? find(one, "compiled");
  if (!reference) return [];
  const steps = Math.min(SAME_STEPS, commonSteps(one));
  return one.measured.filter(({ losses: all }) => all.length > 0).flatMap((contestant) => {
    const apart = Math.max(...contestant.losses.slice(0, steps).map((loss, i) => Math.abs(loss / reference.losses[i]! - 1)));
    const falls = workload(one.workload).model.objectives.length > 1 || steps < 2 || lastMean(one, contestant) < contestant.losses[0]!;
    return [
      ...(apart <= SAME ? [] : [[TITLES[contestant.name], `losses are up to ${round(100 * apart)} % apart in the first ${steps} steps`]]),
      ...(falls ? [] : [[TITLES[contestant.name], "the loss does not fall"]]),
    ];
  });
}
