/** The run card beside a saved run. It has the same name, which says little: only a card of that very run counts. */
import { isDeepStrictEqual } from "node:util";
import type { Hyperparameter, HyperparameterValues } from "../../src/core/model/hyperparameters";
import { changesMade } from "../../src/core/run/liveChanges";
import type { RunConfig } from "../../src/core/run/runConfig";
import { dataOfRun } from "../../src/subject/data/registry";
import { findModel } from "../../src/subject/models/registry";
import { CheckpointError } from "../../src/page/state/checkpoint/format";
import type { RunCard } from "../../src/page/state/runCard";
import { fragmentOf, MAX_CARD_BYTES, readWholeCard } from "../../src/page/state/runCardFile";
import { parse } from "../../src/page/state/urlCodec";
import { cardFileOf, read, realFile, write, type SavedRun } from "./files";
import { Refusal } from "./refusal";
import { whyNotRead } from "./sentences";

/** Reads the card at the place of a run's card; null if there is nothing. Rejects with a Refusal. */
export async function readCard(run: string): Promise<RunCard | null> {
  const file = cardFileOf(run);
  if (realFile(file) === null) return null;
  const content = await read(file, MAX_CARD_BYTES);
  try {
    return await readWholeCard(new Blob([content]));
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    throw new Refusal(`${file} lies where the run's card would be, and cannot be read as one. ${whyNotRead(error)} Move it elsewhere.`);
  }
}

/** Writes the card of a run beside it. `replaces`: one that was read there before. */
export async function writeCard(run: string, card: RunCard, { replaces }: { readonly replaces: boolean }): Promise<void> {
  const file = cardFileOf(run);
  await write((replaces && realFile(file)) || file, `${JSON.stringify(card, null, 2)}\n`, { replaces });
}

/** Returns why a card is not that of a saved run; null if it is. */
export function whyForeign(card: RunCard, { config, snapshot: { step }, sha256 }: SavedRun): string | null {
  if (!describes(card, config)) return "it describes another experiment";
  if (card.run.step !== step) return `it is of step ${card.run.step}, and the run is at step ${step}`;
  return !card.file || card.file.sha256 === sha256 ? null : "it was written with another file, whose weights differ";
}

/** How a run is computed, which a card has in its link only. */
const WAYS = ["backend", "engine", "fma", "operands"] as const;

/** Returns whether a card is of a run of this experiment, at any step. The name of a program's model contains the hash of its source. */
export function describes(card: RunCard, config: RunConfig): boolean {
  const { experiment: { model, seed, hyperparameters, changes }, run, data } = card;
  const linked = parse(fragmentOf(card)).config;
  return isDeepStrictEqual(
    { model, seed, hyperparameters: { ...addedLater(model), ...hyperparameters }, changes, begin: run.begin, data: data.id, ways: WAYS.map((way) => linked[way]) },
    {
      model: config.model, seed: config.seed, hyperparameters: config.hyperparameters,
      changes: changesMade(config, run.step).map(({ step, id, from, value }) => ({ step, id, from, value })),
      begin: config.begin ?? null, data: dataOfRun(config).id, ways: WAYS.map((way) => config[way]),
    },
  );
}

/** Returns the settings that older cards of a model lack, as older runs do: their defaults are the earlier behaviour. */
function addedLater(model: string): HyperparameterValues {
  const specs = Object.entries<Hyperparameter>(findModel(model)?.hyperparameters ?? {});
  return Object.fromEntries(specs.filter(([, spec]) => spec.addedLater).map(([id, spec]) => [id, spec.default]));
}
