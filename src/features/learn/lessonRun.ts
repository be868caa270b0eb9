/** Whether the run on show is a lesson's, and what it takes to make it so. Runs are functions of their configuration: any can be made again. */
import type { HyperparameterValue } from "../../core/hyperparameters";
import { valuesAt } from "../../core/liveChanges";
import type { LiveChange, RunConfig } from "../../core/runConfig";
import type { State } from "../../state/store";

type Run = Pick<State, "begun" | "step">;

const written = (changes: readonly LiveChange[] = []) => changes.map(({ step, id, value }) => `${step}:${id}=${value}`).join();
const between = ({ then = [] }: RunConfig, from: number, to: number) => written(then.filter(({ step }) => from <= step && step < to));

/** Both have made the same steps, up to this one. How they were computed does not matter. */
export function sameUpTo(a: RunConfig, b: RunConfig, step: number): boolean {
  const start = ({ model, seed, begin = 0, hyperparameters }: RunConfig) =>
    JSON.stringify([model, seed, begin, Object.entries(hyperparameters).sort(([one], [other]) => (one < other ? -1 : 1))]);
  return start(a) === start(b) && between(a, 0, step) === between(b, 0, step);
}

export type Plan =
  /** It has made this very step, and stands there. */
  | { readonly kind: "done" }
  /** It goes on, once these live settings are changed. */
  | { readonly kind: "continue"; readonly set: readonly (readonly [string, HyperparameterValue])[] }
  /** It is another run, or has gone further. */
  | { readonly kind: "restart" };

/** How the run comes to step `until` of `wanted`. */
export function planTo({ begun, step }: Run, wanted: RunConfig, until: number): Plan {
  if (step > until || !sameUpTo(begun, wanted, step)) return { kind: "restart" };
  if (step === until) return { kind: "done" };
  // What is still to come was laid down when the run was opened.
  if (between(begun, step + 1, until) !== between(wanted, step + 1, until)) return { kind: "restart" };
  const now = valuesAt(begun, step);
  return { kind: "continue", set: Object.entries(valuesAt(wanted, step)).filter(([id, value]) => now[id] !== value) };
}
