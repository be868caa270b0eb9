/** The run card of a run in Node, as the page writes it. */
import { availableParallelism, type } from "node:os";
import { millis, step as toStep } from "../../src/core/run/ids";
import { runCardOf } from "../../src/app/runFiles/runCard";
import { createAppStore } from "../../src/state/createAppStore";
import type { RunCard } from "../../src/state/runCard";
import type { LinkedExperiment } from "./linked";
import type { Measurements, Run } from "./run";

/** What was found while the run trained. */
interface Trained extends Measurements {
  readonly losses: Readonly<Record<string, number>>;
  readonly msPerStep: number;
}

/** Returns the card of a run at its current step. */
export function cardOf({ config, preset, address }: LinkedExperiment, { experiment, parameters }: Run, { losses, msPerStep, heldOut, measured }: Trained): RunCard {
  const store = createAppStore({});
  store.setState({
    begun: config, preset, step: toStep(experiment.step), lastLosses: losses, msPerStep: millis(msPerStep), heldOut, measured,
    opened: { backend: "wasm", engine: experiment.engine, step: experiment.step, parameters, report: { wish: config.backend, chosen: "wasm", reason: "asked-for", trials: [] } },
  });
  const facts = { browser: `Node ${process.versions.node}`, system: type(), cores: availableParallelism(), crossOriginIsolated: true };
  return runCardOf(store.getState(), address, facts, new Date());
}
