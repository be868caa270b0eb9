/** The run card of a run in Node, as the page writes it. */
import { availableParallelism, type } from "node:os";
import { millis, step as toStep } from "../../src/core/run/ids";
import { runCardOf } from "../../src/page/app/runFiles/runCard";
import { createAppStore } from "../../src/page/state/createAppStore";
import type { RunCard } from "../../src/page/state/runCard";
import type { LossRecord } from "../../src/page/state/series";
import type { LinkedExperiment } from "./linked";
import type { Measure } from "./options";
import type { Measurements, Run } from "./run";

/** What was found while the run trained. */
interface Trained extends Measurements {
  /** Those of the steps that this command made. */
  readonly record: LossRecord;
  /** Null if this command made no step. */
  readonly msPerStep: number | null;
}

/** Returns the card of a run at its current step. `sha256`: that of the run's file. */
export function cardOf(
  { config, preset, address }: Omit<LinkedExperiment, "model" | "stop">, { experiment, parameters }: Run, { record, msPerStep, heldOut, measured }: Trained, sha256: string,
): RunCard {
  const store = createAppStore({});
  store.setState({
    begun: config, preset, step: toStep(experiment.step), lastLosses: Object.fromEntries(record.length === 0 ? [] : record.columns.map((column) => [column, record.values(column).at(-1)!])), msPerStep: msPerStep === null ? null : millis(msPerStep), heldOut, measured,
    opened: { backend: "wasm", engine: experiment.engine, step: experiment.step, parameters, report: { wish: config.backend, chosen: "wasm", reason: "asked-for", trials: [] } },
  });
  const facts = { browser: `Node ${process.versions.node}`, system: type(), cores: availableParallelism(), crossOriginIsolated: true };
  return { ...runCardOf(store.getState(), record, address, facts, new Date()), file: { sha256 } };
}

/** Returns whether a card has the results of these measurements. */
export const hasResults = ({ heldOut, measurements }: RunCard, measures: readonly Measure[]): boolean =>
  measures.every((measure) => (measure === "held-out" ? heldOut !== null : measurements.some(({ id }) => id === measure)));

/** Returns a card with those results of a later card of the same run which it lacks. */
export function withResults(card: RunCard, { file, heldOut, measurements }: RunCard): RunCard {
  const isNew = ({ id }: RunCard["measurements"][number]) => !card.measurements.some((one) => one.id === id);
  return { ...card, ...(file && { file }), heldOut: card.heldOut ?? heldOut, measurements: [...card.measurements, ...measurements.filter(isNew)] };
}

/** Returns a card with only those results that were measured at its own step. The page measures while a run trains. */
export const atItsStep = (card: RunCard): RunCard => ({
  ...card, heldOut: card.heldOut?.step === card.run.step ? card.heldOut : null, measurements: card.measurements.filter(({ step }) => step === card.run.step),
});
