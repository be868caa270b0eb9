/** `elbo-room collect FILES…`: one table of many saved runs. Losses and measurements are those of the cards beside them, or are measured now. */
import path from "node:path";
import { changesText } from "../../src/core/run/liveChanges";
import type { RunConfig } from "../../src/core/run/runConfig";
import { findModel } from "../../src/subject/models/registry";
import { MEAN_STEPS } from "../../src/page/app/runFiles/runCard";
import type { RunCard } from "../../src/page/state/runCard";
import { createSeries } from "../../src/page/state/series";
import { atItsStep, cardOf } from "./card";
import { readCard, whyForeign } from "./cardBeside";
import { cardFileOf, expectNew, readRun, RUN, write, type SavedRun } from "./files";
import { readMeasures, readOptions, type Measure } from "./options";
import { printed } from "./printed";
import { EXIT, Refusal } from "./refusal";
import { expectMeasurable, expectNoOwnImages, openRun } from "./run";
import { csv, markdown, type Cell, type Table } from "./table";

const OPTIONS = { out: { type: "string" }, measure: { type: "string" } } as const;

/** Columns by name. Names come from files and may be any, such as "constructor". */
type Columns = ReadonlyMap<string, Cell>;

/** A run in the table. */
interface Collected {
  readonly file: string;
  readonly settings: Columns;
  readonly step: number;
  readonly results: Columns;
}

const say = (text: string): void => { console.error(printed(text)); };

/** Prints the table in Markdown, and writes it to `--out` as CSV. Returns the exit code. `folder`: paths are relative to it. */
export async function collect(args: readonly string[], folder: string): Promise<number> {
  const { values: options, positionals } = readOptions(args, OPTIONS);
  const names = new Map(positionals.map((name) => [path.resolve(folder, name), name]));
  const files = [...names].filter(([file]) => file.endsWith(RUN));
  for (const [file, name] of names) if (!/\.(safetensors|json)$/.test(file)) say(`${name} is not in the table, because its name does not end with ${RUN}.`);
  if (files.length === 0) throw new Refusal(`Name the saved runs: elbo-room collect runs/*${RUN} --out table.csv.`);
  const out = options.out === undefined ? null : path.resolve(folder, options.out);
  if (out !== null && !out.endsWith(".csv")) throw new Refusal("The table is written as CSV: choose a file such as --out table.csv.");
  if (out !== null) expectNew(out, "Move it, or choose another file.");
  const measures = readMeasures(options.measure);
  const runs: Collected[] = [];
  for (const [file, name] of files) runs.push(await collected(file, name, measures));
  const table = tableOf(runs);
  process.stdout.write(markdown(table)); // first, as writing may fail after hours of measuring
  if (out !== null) await write(out, csv(table), { replaces: false });
  return EXIT.done;
}

async function collected(file: string, name: string, measures: readonly Measure[]): Promise<Collected> {
  const saved = await readRun(file);
  const { config, snapshot, sha256 } = saved;
  const card = await cardOfRun(file, saved);
  const results = new Map(card ? resultsOf(card) : []);
  if (measures.length > 0) {
    const model = findModel(config.model)!; // the file has been read with it
    expectMeasurable(model, config, measures);
    expectNoOwnImages(config, `${name} was trained`, `Measure it there and save its run card as ${path.basename(cardFileOf(name))} beside it, or collect without --measure.`);
    const run = await openRun({ model, config, snapshot });
    const now = cardOf({ config, preset: null, address: "#" }, run, { record: createSeries().record(), msPerStep: null, ...await run.measure(measures) }, sha256);
    await run.experiment.dispose();
    for (const [of, values] of resultsOf(now)) results.set(of, values);
  }
  return { file: name, settings: settingsOf(config), step: snapshot.step, results: new Map([...results].flatMap(([of, values]) => Object.entries(values).map(([id, value]) => [`${of} ${id}`, value] as const))) };
}

/** Returns the card beside a run with the results at the run's step; null if there is none, or if it is not this run's. */
async function cardOfRun(file: string, saved: SavedRun): Promise<RunCard | null> {
  const card = await readCard(file);
  if (!card) return null;
  const why = whyForeign(card, saved);
  if (why !== null) {
    say(`${cardFileOf(file)} is not used, because ${why}. --measure measures the run itself.`);
    return null;
  }
  const own = atItsStep(card);
  const lacks = [...(card.heldOut && !own.heldOut ? ["held-out"] : []), ...card.measurements.filter((one) => !own.measurements.includes(one)).map(({ id }) => id)];
  if (lacks.length > 0) say(`${cardFileOf(file)} has ${lacks.join(", ")} of another step than ${card.run.step}, so the table leaves them out. --measure measures the run itself.`);
  return own;
}

/** Returns the settings of a run. A reader's program may name one like a column that all runs have: "(setting)" follows it. */
function settingsOf({ model, seed, hyperparameters, then = [], begin, own, backend, engine, fma, operands }: RunConfig): Columns {
  const about: Columns = new Map<string, Cell>([
    ["model", model], ["seed", seed], ["own", own ?? null], ["then", changesText(then) || null], ["begin", begin ?? null],
    ["backend", backend], ["engine", engine ?? null], ["fma", fma ?? null], ["operands", operands ?? null],
  ]);
  const isTaken = (id: string) => about.has(id) || id === "file" || id === "step";
  const [first, second, ...others] = about;
  return new Map<string, Cell>([first!, second!, ...Object.entries(hyperparameters).map(([id, value]) => [isTaken(id) ? `${id} (setting)` : id, value] as const), ...others]);
}

/** Returns losses by names that say of how many steps they are. Only a card that knows enough steps has means. */
function lossesOf({ losses, meanLosses, run: { step, begin } }: RunCard): Readonly<Record<string, number | null>> {
  const isWhole = meanLosses !== undefined && meanLosses.steps >= Math.min(MEAN_STEPS, step - (begin ?? 0));
  const [values, of] = isWhole ? [meanLosses.values, `mean of the last ${MEAN_STEPS} steps`] : [losses, "last batch"];
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [`${id} (${of})`, value]));
}

/** Returns results by what they are of: "loss", "held-out", or the id of a measurement. */
function resultsOf(card: RunCard): readonly (readonly [of: string, values: Readonly<Record<string, number | null>>])[] {
  const { losses, heldOut, measurements } = card;
  return [
    ...(Object.keys(losses).length > 0 ? [["loss", lossesOf(card)] as const] : []),
    ...(heldOut ? [["held-out", { ...heldOut.values, ...(heldOut.negativeElbo !== undefined && { negativeElbo: heldOut.negativeElbo }) }] as const] : []),
    ...measurements.map(({ id, numbers }) => [id, numbers] as const),
  ];
}

/** Returns the table: settings that differ between runs, the step, and all results. */
export function tableOf(runs: readonly Collected[]): Table {
  const keys = (of: readonly Columns[]) => [...new Set(of.flatMap((columns) => [...columns.keys()]))];
  const settings = keys(runs.map((run) => run.settings)).filter((id) => new Set(runs.map((run) => run.settings.get(id))).size > 1);
  const results = keys(runs.map((run) => run.results));
  return {
    columns: ["file", ...settings, "step", ...results],
    rows: runs.map((run) => [run.file, ...settings.map((id) => run.settings.get(id) ?? null), run.step, ...results.map((id) => run.results.get(id) ?? null)]),
  };
}
