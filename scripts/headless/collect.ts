/** `elbo-room collect FILES…`: one table of many saved runs. Losses and measurements are those of the cards beside them. */
import { existsSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { changesText } from "../../src/core/run/liveChanges";
import type { RunConfig } from "../../src/core/run/runConfig";
import { findModel } from "../../src/models/registry";
import { runCard, type RunCard } from "../../src/state/runCard";
import { MAX_CARD_BYTES } from "../../src/state/runCardFile";
import { cardOf } from "./card";
import { cardFileOf, expectNew, read, readRun, RUN, write } from "./files";
import { readMeasures, readOptions, type Measure } from "./options";
import { EXIT, Refusal } from "./refusal";
import { expectMeasurable, openRun } from "./run";
import { csv, markdown, type Cell, type Table } from "./table";

const OPTIONS = { out: { type: "string" }, measure: { type: "string" } } as const;

type Columns = Readonly<Record<string, Cell>>;

/** A run in the table. */
interface Collected {
  readonly file: string;
  readonly settings: Columns;
  readonly step: number;
  readonly results: Columns;
}

/** Prints the table in Markdown, and writes it to `--out` as CSV. Returns the exit code. `folder`: paths are relative to it. */
export async function collect(args: readonly string[], folder: string): Promise<number> {
  const { values: options, positionals } = readOptions(args, OPTIONS);
  const files = positionals.filter((file) => file.endsWith(RUN));
  if (files.length === 0) throw new Refusal(`Name the saved runs: elbo-room collect runs/*${RUN} --out table.csv.`);
  const out = options.out === undefined ? null : path.resolve(folder, options.out);
  if (out !== null && !out.endsWith(".csv")) throw new Refusal("The table is written as CSV: choose a file such as --out table.csv.");
  if (out !== null) expectNew(out, "Move it, or choose another file.");
  const measures = readMeasures(options.measure);
  const runs: Collected[] = [];
  for (const file of files) runs.push(await collected(path.resolve(folder, file), file, measures));
  const table = tableOf(runs);
  process.stdout.write(markdown(table)); // first, as writing may fail after hours of measuring
  if (out !== null) await write(out, csv(table), { replaces: false });
  return EXIT.done;
}

async function collected(file: string, name: string, measures: readonly Measure[]): Promise<Collected> {
  const { config, snapshot } = await readRun(file);
  const card = await cardBeside(file, snapshot.step);
  const before = card ? resultsOf(card) : {};
  if (measures.length === 0) return { file: name, settings: settingsOf(config), step: snapshot.step, results: before };
  const model = findModel(config.model)!; // the file has been read with it
  expectMeasurable(model, config, measures);
  const run = await openRun({ model, config, snapshot });
  const now = cardOf({ model, config, preset: null, stop: null, address: "#" }, run, { losses: {}, msPerStep: 0, ...await run.measure(measures) });
  await run.experiment.dispose();
  return { file: name, settings: settingsOf(config), step: snapshot.step, results: { ...before, ...resultsOf(now) } };
}

/** Returns the card of the same run at the same step; null if there is none. */
async function cardBeside(file: string, step: number): Promise<RunCard | null> {
  const beside = cardFileOf(file);
  if (!existsSync(beside)) return null;
  const text = (await read(beside, MAX_CARD_BYTES)).toString("utf8");
  const card = v.safeParse(v.pipe(v.string(), v.parseJson(), runCard), text);
  if (!card.success) throw new Refusal(`${beside} is no run card. Move it elsewhere.`);
  return card.output.run.step === step ? card.output : null;
}

const settingsOf = ({ model, seed, hyperparameters, then = [], begin, fma, engine }: RunConfig): Columns => ({
  model, seed, ...hyperparameters, then: changesText(then) || null, begin: begin ?? null, fma: fma ?? null, engine: engine ?? null,
});

function resultsOf({ losses, heldOut, measurements }: RunCard): Columns {
  const named = (of: string, values: Columns) => Object.entries(values).map(([id, value]) => [`${of} ${id}`, value] as const);
  const held: Columns = heldOut ? { ...heldOut.values, ...(heldOut.negativeElbo !== undefined && { negativeElbo: heldOut.negativeElbo }) } : {};
  return Object.fromEntries([...named("loss", losses), ...named("held-out", held), ...measurements.flatMap(({ id, numbers }) => named(id, numbers))]);
}

/** Returns the table: settings that differ between runs, the step, and all results. */
export function tableOf(runs: readonly Collected[]): Table {
  const keys = (of: readonly Columns[]) => [...new Set(of.flatMap(Object.keys))];
  const settings = keys(runs.map((run) => run.settings)).filter((id) => new Set(runs.map((run) => run.settings[id])).size > 1);
  const results = keys(runs.map((run) => run.results));
  return {
    columns: ["file", ...settings, "step", ...results],
    rows: runs.map((run) => [run.file, ...settings.map((id) => run.settings[id] ?? null), run.step, ...results.map((id) => run.results[id] ?? null)]),
  };
}
