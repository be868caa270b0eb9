/** The run's configuration with its current settings: a function of its initial configuration, its step, and the reader's pending changes. */
import { configAt } from "../../core/run/liveChanges";
import type { RunConfig } from "../../core/run/runConfig";
import type { State, WrittenState } from "./store";

type Sources = Pick<WrittenState, "begun" | "pending" | "step">;

/** Returns the current configuration. */
export function configOf({ begun, pending, step }: Sources): RunConfig {
  const config = configAt(begun, step);
  const ahead = Object.entries(pending).filter(([, { from }]) => step < from).map(([id, { value }]) => [id, value] as const);
  return ahead.length === 0 ? config : { ...config, hyperparameters: { ...config.hyperparameters, ...Object.fromEntries(ahead) } };
}

/** Returns the configuration after `before` became `now`. It is the same object if its content is the same, so that nothing is rendered again for it. */
export function nextConfig(before: State, now: Sources): RunConfig {
  const settled = Object.keys(now.pending).length === 0 && !now.begun.then;
  if (now.begun === before.begun && now.pending === before.pending && (now.step === before.step || settled)) return before.config;
  const config = configOf(now);
  return JSON.stringify(config) === JSON.stringify(before.config) ? before.config : config;
}
