/**
 * Contestants train the same workload in turns (A B C A B C …), so that a slow minute of the machine affects all. Each turn
 * takes about as long as the others; times are per step, and losses are compared at the same steps.
 */
import type { Drawn, Round } from "./page/contestant";
import type { ContestantName as WorkerName } from "./page/main";
import { processorTime, shareSince, workerCores, workerTime } from "./otherWork";
import { median, round } from "./report";

/** The contestants' names in the order of the table. */
export const NAMES = ["compiled", "threads", "eager", "plain", "jax", "page", "torch"] as const satisfies readonly (WorkerName | "page" | "torch")[];
export type Name = (typeof NAMES)[number];

export const TITLES: Readonly<Record<Name, string>> = {
  compiled: "engine, compiled", threads: "with threads", eager: "engine, eager", plain: "plain tfjs", jax: "jax-js", page: "whole page", torch: "PyTorch",
};

export interface Contestant {
  readonly name: Name;
  /** Starts the contestant and resolves with details for the file of figures. Rejects with the reason if it cannot take part. */
  start(): Promise<unknown>;
  /** Trains `steps` steps. The page as a contestant returns no losses. */
  train(steps: number): Promise<Round>;
  stop(): Promise<void>;
}

/** The intended length of a turn, and the most steps in it. */
const TURN_MS = 2000;
const MAX_STEPS = 500;
/** The warm-up of each contestant after its first step, in milliseconds or steps, while browsers and libraries compile. */
const WARM_UP_MS = 1500;
const WARM_UP_STEPS = 50;
/** A contestant that needs longer for a turn gets fewer turns. */
const SLOW_TURN_MS = 20_000;
const SLOW_TURNS = 2;
/** A round in which others had a larger share of all cores is disturbed. */
const DISTURBED = 0.1;
/** So is one in which the browser's workers had less than this share of the cores that they had in their best round: something took a core, be it the browser itself. */
const OF_BEST = 0.85;
/** Workers that never have as many cores wait for something else, such as a GPU. */
const COMPUTING = 0.9;
/** A contestant that needs longer to start, for its first step or for a turn is left out. */
const PATIENCE_MS = 180_000;

export interface Measured {
  readonly name: Name;
  readonly about: unknown;
  /** Includes everything that is done only once. */
  readonly firstStepMs: number;
  readonly stepsPerTurn: number;
  /** By round. */
  readonly msPerStep: number[];
  /** The loss of every step from the first. */
  readonly losses: number[];
  /** By round; from the page alone. */
  readonly drawn: Drawn[];
  /** By round: the share of all cores that other programs had. Empty where the system keeps no account of it. */
  readonly others: number[];
  /** By round: milliseconds of processor time that the browser's workers took per step. Empty where the system keeps no account of it. */
  readonly workerMs: number[];
}

export interface LeftOut {
  readonly name: Name;
  readonly why: string;
}

/** The cores that the browser's workers had in this round, on average; undefined where the system keeps no account of it. */
export function coresOf({ workerMs, msPerStep }: Measured, round: number): number | undefined {
  const ms = workerMs[round];
  return ms === undefined ? undefined : ms / msPerStep[round]!;
}

/** Whether a contestant lacked cores in this round: others had them, or the browser itself. */
export function disturbed(measured: Measured, round: number): boolean {
  if ((measured.others[round] ?? 0) > DISTURBED) return true;
  const best = Math.max(...measured.workerMs.map((_, i) => coresOf(measured, i)!));
  return best > COMPUTING && coresOf(measured, round)! < OF_BEST * best;
}

/** The milliseconds per step of the rounds that were not disturbed, or of all if every one was. */
export function undisturbedTimes(measured: Measured): readonly number[] {
  const own = measured.msPerStep.filter((_, i) => !disturbed(measured, i));
  return own.length > 0 ? own : measured.msPerStep;
}

/** Says how many turns of these contestants are left out as disturbed. */
export function disturbedText(all: readonly Measured[]): string {
  const turns = all.reduce((sum, { msPerStep }) => sum + msPerStep.length, 0);
  const kept = all.reduce((sum, one) => sum + undisturbedTimes(one).length, 0);
  const without = all.filter((one) => one.msPerStep.every((_, i) => disturbed(one, i))).length;
  return `Turns are left out in which other programs had more than ${100 * DISTURBED} % of the cores, or a browser's workers less than ${100 * OF_BEST} % of what they had in their best turn: ${turns - kept} of ${turns}.`
    + (without > 0 ? ` Where all turns of a contestant were such, all count: ${without} of ${all.length} times.` : "");
}

/** Runs the race until `rounds` rounds were not disturbed, for at most twice as many rounds. `eachRound` is called before the turns of each round, for other measurements in turns. */
export async function race(
  contestants: readonly Contestant[], rounds: number, eachRound: () => Promise<void>,
): Promise<{ measured: Measured[]; leftOut: LeftOut[] }> {
  const measured: Measured[] = [];
  const leftOut: LeftOut[] = [];
  let running: { contestant: Contestant; result: Measured }[] = [];
  const orLeaveOut = async (contestant: Contestant, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      const why = (error instanceof Error ? error.message : String(error)).split("\n")[0]!;
      leftOut.push({ name: contestant.name, why: why.replace("page.evaluate: Error: ", "") });
      running = running.filter((one) => one.contestant !== contestant);
      await contestant.stop();
    }
  };
  for (const contestant of contestants) {
    await orLeaveOut(contestant, async () => {
      running.push({ contestant, result: await warmedUp(contestant) });
    });
  }
  let undisturbed = 0;
  for (let i = 0; i < 2 * rounds && undisturbed < rounds; i++) {
    await eachRound();
    for (const { contestant, result } of [...running]) {
      if (i >= SLOW_TURNS && median(result.msPerStep) * result.stepsPerTurn > SLOW_TURN_MS) continue;
      await orLeaveOut(contestant, async () => {
        const before = processorTime();
        const workersBefore = workerTime();
        const { msPerStep, losses, drawn, workers = workerCores(workersBefore), others = shareSince(before) } =
          await patiently(contestant.train(result.stepsPerTurn), "a turn");
        if (others !== null) result.others.push(others);
        if (workers !== null) result.workerMs.push(workers * msPerStep);
        result.msPerStep.push(msPerStep);
        result.losses.push(...losses);
        if (drawn) result.drawn.push(drawn);
      });
    }
    if (!running.some(({ result }) => disturbed(result, i))) undisturbed++;
  }
  for (const { contestant, result } of running) {
    measured.push(result);
    await contestant.stop();
    console.error(`    ${contestant.name}: ${round(median(result.msPerStep))} ms/step`);
  }
  return { measured, leftOut };
}

async function warmedUp(contestant: Contestant): Promise<Measured> {
  const about = await patiently(contestant.start(), "starting");
  const first = await patiently(contestant.train(1), "the first step");
  const losses = [...first.losses];
  let latest: Round = first;
  let ms = 0;
  for (let steps = 0, next = 1; steps < WARM_UP_STEPS && ms < WARM_UP_MS; next = Math.min(2 * next, WARM_UP_STEPS - steps)) {
    latest = await patiently(contestant.train(next), "warming up");
    losses.push(...latest.losses);
    steps += next;
    ms += next * latest.msPerStep;
  }
  const stepsPerTurn = Math.max(1, Math.min(MAX_STEPS, Math.round(TURN_MS / latest.msPerStep)));
  return { name: contestant.name, about, firstStepMs: first.msPerStep, stepsPerTurn, msPerStep: [], losses, drawn: [], others: [], workerMs: [] };
}

async function patiently<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} takes more than ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
