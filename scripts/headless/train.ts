/** `elbo-room train LINK --out FILE`: trains the experiment of a link and saves the run as the page does. */
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { lossColumns } from "../../src/core/model/model";
import { MAX_STEP } from "../../src/core/run/ids";
import { MAX_SEED, type RunConfig } from "../../src/core/run/runConfig";
import { MAX_THREADS } from "../../src/core/run/threads";
import type { RunCard } from "../../src/page/state/runCard";
import { createSeries } from "../../src/page/state/series";
import { atItsStep, cardOf, hasResults, withResults } from "./card";
import { describes, readCard, whyForeign, writeCard } from "./cardBeside";
import { cardFileOf, expectNew, messageOf, readRun, realFile, RUN, type SavedRun } from "./files";
import { beginningOf, readLink, type LinkedExperiment } from "./linked";
import { readMeasures, readOptions, wholeNumber } from "./options";
import { printed } from "./printed";
import { EXIT, Refusal } from "./refusal";
import { expectMeasurable, openRun, type Run } from "./run";
import { saverOf } from "./saver";

const OPTIONS = {
  out: { type: "string" }, steps: { type: "string" }, epochs: { type: "string" }, seed: { type: "string" }, threads: { type: "string" },
  measure: { type: "string" }, card: { type: "boolean" }, resume: { type: "boolean" }, quiet: { type: "boolean" },
} as const;

/** A node of a cluster that fails loses at most this much of a run. */
const SAVE_EVERY_MS = 600_000;
const PROGRESS_EVERY_MS = 10_000;

type Signal = keyof typeof EXIT.interrupted;

/** Returns the exit code. `folder`: paths are relative to it. */
export async function train(args: readonly string[], folder: string): Promise<number> {
  const { values: options, positionals: [link, ...others] } = readOptions(args, OPTIONS);
  if (link === undefined || others.length > 0) throw new Refusal("Give one link, in quotation marks: elbo-room train 'LINK' --out run.safetensors.");
  if (!options.out?.endsWith(RUN)) throw new Refusal(`Name the file of the run: --out run${RUN}.`);
  if (options.steps !== undefined && options.epochs !== undefined) throw new Refusal("Give --steps or --epochs, not both.");
  const [steps, epochs, seed, threads] = [
    wholeNumber("steps", options.steps, 1, MAX_STEP), wholeNumber("epochs", options.epochs, 1, MAX_STEP),
    wholeNumber("seed", options.seed, 0, MAX_SEED), wholeNumber("threads", options.threads, 1, MAX_THREADS),
  ];
  const measures = readMeasures(options.measure);
  const experiment = await readLink(link, seed);
  const { model, config, preset } = experiment;
  expectMeasurable(model, config, measures);
  const out = path.resolve(folder, options.out);
  const resumed = options.resume ? realFile(out) : null;
  if (resumed === null) expectNew(out, "Continue it with --resume, or choose another file.");
  const saved = resumed === null ? null : await runToContinue(resumed, experiment);
  const wantsCard = options.card || measures.length > 0;
  const before = options.resume && wantsCard ? await cardToReplace(out, config) : null;
  if (!options.resume) expectNew(cardFileOf(out), "It would lie beside this run as its card. Move it, or choose another file.");

  const series = createSeries();
  series.restart(lossColumns(model).map(({ id }) => id));
  const say = (text: string): void => { if (!options.quiet) console.error(printed(text)); };
  let [msPerStep, saidAt]: [number | null, number] = [null, performance.now()];
  let run: Run | null = null;
  let isSaved = false;
  const signals = listenToSignals((name) => {
    if (!isSaved) return void run?.experiment.pause();
    say(`${name}: the run is saved, and its card is not written yet. The same command with --resume writes it.`);
    process.exit(EXIT.interrupted[name]);
  });
  run = await openRun({
    model, config, snapshot: saved?.snapshot ?? await beginningOf(experiment), ...(threads !== undefined && { threads }),
    onLosses({ firstStep, values, msPerStep: pace }) {
      series.append(firstStep, values);
      msPerStep = pace;
      if (performance.now() - saidAt < PROGRESS_EVERY_MS) return;
      saidAt = performance.now();
      say(`${progressText(firstStep + values.length / series.columns.length - 1, series.last)}; ${pace.toFixed(1)} ms per step`);
    },
    onEngine(report) {
      if (report.mode === "eager" && report.reason !== "asked-for") say(`Steps are not compiled (${report.reason}), so losses agree with the page's only up to rounding.`);
    },
  });
  const { experiment: training } = run;
  const until = lastStep({ steps, epochs, stop: experiment.stop }, training.trainer.stepsPerEpoch);
  const hasAll = training.step >= until;
  if (hasAll && !saved) throw new Refusal(`The run begins at step ${training.step}, so that it cannot end at step ${until}. Give a later one with --steps.`);
  const finished = hasAll ? saved : null;
  let sha256: string;
  if (finished) {
    say(`${out} has ${training.step} steps already.`);
    sha256 = finished.sha256;
  } else {
    const save = saverOf({ file: resumed ?? out, config, preset, replaces: resumed !== null, snapshot: () => training.snapshot() });
    await save(); // a place that cannot be written to is found before hours of training
    const timer = setInterval(() => void save().catch((error: unknown) => { say(`${messageOf(error)} Training continues.`); }), SAVE_EVERY_MS);
    const { reason } = signals.received ? { reason: "paused" } : await run.train(until);
    clearInterval(timer);
    sha256 = await save();
    const state = `${out} has the run at ${progressText(training.step, series.last)}.`;
    if (reason === "not-finite") throw new Refusal(`A loss was not finite, and training ended. ${state}`, EXIT.diverged);
    if (signals.received) {
      say(`${signals.received}: training ended. ${state} The same command with --resume continues.`);
      return EXIT.interrupted[signals.received];
    }
    say(state);
  }
  isSaved = true;
  const known = finished && before && whyForeign(before, finished) === null ? atItsStep(before) : null;
  if (!wantsCard || (known && hasResults(known, measures))) return EXIT.done;
  const card = cardOf(experiment, run, { record: series.record(), msPerStep, ...await run.measure(measures) }, sha256);
  await writeCard(out, known ? withResults(known, card) : card, { replaces: before !== null });
  say(`${cardFileOf(out)} has its card.`);
  return EXIT.done;
}

/** Reads the run that `--resume` continues. */
async function runToContinue(file: string, { config }: LinkedExperiment): Promise<SavedRun> {
  const saved = await readRun(file);
  if (isDeepStrictEqual(saved.config, config)) return saved;
  throw new Refusal(`${file} has a run of another experiment than the link. Choose another file.`);
}

/** Reads the card that `--resume` replaces; null if there is none. */
async function cardToReplace(out: string, config: RunConfig): Promise<RunCard | null> {
  const card = await readCard(out);
  if (card && !describes(card, config)) throw new Refusal(`${cardFileOf(out)} is the card of another experiment than the link's. Move it, or choose another file.`);
  return card;
}

/** Returns the step at which the run ends, in all. */
function lastStep({ steps, epochs, stop }: { readonly steps: number | undefined; readonly epochs: number | undefined; readonly stop: number | null }, stepsPerEpoch: number): number {
  const last = steps ?? (epochs === undefined ? stop : epochs * stepsPerEpoch);
  if (last !== null) return Math.min(last, MAX_STEP);
  throw new Refusal("Say how long the run is: --steps 500, or --epochs 2.");
}

const progressText = (step: number, losses: Readonly<Record<string, number>>): string =>
  [`step ${step}`, ...Object.entries(losses).map(([id, value]) => `${id} ${value.toPrecision(5)}`)].join(", ");

/** Calls `stop` at the first signal that asks the process to end. The second one ends it at once. */
function listenToSignals(stop: (name: Signal) => void): { received: Signal | null } {
  const signals: { received: Signal | null } = { received: null };
  for (const name of Object.keys(EXIT.interrupted) as Signal[]) {
    process.once(name, () => {
      signals.received ??= name;
      stop(name);
    });
  }
  return signals;
}
