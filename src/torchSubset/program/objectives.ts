/** The objectives of a step: the losses that its updates minimise. */
import { PythonProblem } from "../python/problem";
import { numberOf, scheduleOf, type Node, type Schedule, type Stored } from "./graph";
import { reachedBy } from "./optimisers";
import type { GradientBound, ParameterGroup, Recorder, Update } from "./recorder";
import type { Refuse } from "./refuseTraining";
import { structureOf } from "./structure";
import { summandsOf, type Summand } from "./summands";

/** A loss that is minimised in a step: by one optimiser, or by several with the gradients of the same backward pass. */
export interface TracedObjective {
  /** The variable of its loss, or of the sum of its losses; null if there is none. */
  readonly name: string | null;
  readonly groups: readonly ParameterGroup[];
  /** Its losses are computed with the parameters from before the step, which earlier objectives of the step have already moved. */
  readonly atStepStart: boolean;
  /** Bounds on the norms of its gradients, in their order. */
  readonly bounds: readonly GradientBound[];
  readonly losses: readonly Node[];
  readonly summands: readonly Summand[];
  /** The number of updates in one step, each with a batch of its own. */
  readonly repeats: number;
  /** The next values of buffers that its forward pass changes. */
  readonly buffers: readonly { readonly stored: Stored; readonly value: Node }[];
  /** The bound ± to which the program clamps its parameters after an update; null: it does not. */
  readonly clip: number | null;
  readonly clipAt: Schedule;
}

/** An update with what its losses are. */
export interface ReadUpdate extends Update {
  readonly summands: readonly Summand[];
  /** Equal for updates that compute the same up to factors. */
  readonly key: string;
}

const namesOf = (parameters: readonly Stored[]): string => parameters.map(({ name }) => name).join();

/** Returns the names of the parameters that an update moves. */
export const ownersOf = ({ groups }: Update): string => groups.map(({ parameters }) => namesOf(parameters)).join(" ");

/** Returns what a program must not change from step to step of an update, besides its losses. */
const methodOf = ({ isStale, groups, bounds }: Update): string =>
  JSON.stringify([isStale, groups.map(({ kind, beta1, beta2, epsilon, decayAt, isDecoupled }) => [kind, beta1, beta2, epsilon, decayAt !== null, isDecoupled]), bounds.map(({ parameters }) => namesOf(parameters))]);

/** Returns the recorded updates with the summands of their losses. */
export const readUpdates = ({ updates, names }: Recorder): readonly ReadUpdate[] => updates.map((update) => {
  const summands = update.losses.flatMap((loss) => summandsOf(loss, names));
  return { ...update, summands, key: `${ownersOf(update)} ${methodOf(update)} ${summands.map(({ node }) => structureOf(node)).join("|")}` };
});

/** Returns whether a node is the sum of these, each once. */
function isSumOf(node: Node, terms: readonly Node[]): boolean {
  const missing = new Set(terms);
  const consists = (one: Node): boolean => (terms.includes(one) ? missing.delete(one) : one.operation === "add" && one.inputs.every(consists));
  return consists(node) && missing.size === 0;
}

/** Returns the objectives of the first step. `updates`: those of the step. */
export function objectivesOf(recorder: Recorder, updates: readonly ReadUpdate[], refuse: Refuse): readonly TracedObjective[] {
  const objectives: TracedObjective[] = [];
  const reached = reachedBy(recorder.updates.flatMap(({ losses }) => losses));
  updates.forEach(({ isStale, fromStart, span, groups, bounds, losses, summands, key }, i) => {
    const last = objectives.at(-1);
    const isRepeated = last && key === updates[i - 1]!.key;
    if (isStale && (isRepeated || !fromStart)) {
      throw new PythonProblem({ kind: "value", callee: "step", reason: "The loss contains results from before the last step of an optimiser, and others from after an earlier one. Compute them again after each step." }, span);
    }
    if (isRepeated) {
      objectives[objectives.length - 1] = { ...last, repeats: last.repeats + 1 };
      return;
    }
    const buffers = recorder.changes.filter(({ stored, after }) => after === i && !stored.trainable);
    const clamped = recorder.changes.filter(({ stored, after }) => after === i + 1 && stored.trainable);
    const moved = groups.flatMap(({ parameters }) => parameters);
    const wide = bounds.find(({ parameters }) => parameters.some((one) => reached.has(one) && !moved.includes(one)));
    if (wide) throw new PythonProblem({ kind: "value", callee: "clip_grad_norm_", reason: "It has parameters that the following step does not change: give it those of one optimiser." }, wide.span);
    const free = moved.find((one) => !clamped.some(({ stored }) => stored === one));
    if (clamped.length > 0 && free) throw refuse("not-clamped", free.name);
    const clamps = clamped.map(({ value }) => clampOf(value));
    if (clamps.some((one) => one === null || one.now !== clamps[0]!.now)) throw refuse("clamps");
    const [clip] = clamps;
    const name = [...recorder.names.variables].find(([node]) => isSumOf(node, losses))?.[1] ?? null;
    objectives.push({ name, atStepStart: isStale, groups, bounds, losses, summands, repeats: 1, buffers, clip: clip?.now ?? null, clipAt: clip?.at ?? (() => 0) });
  });
  return objectives;
}

/** Returns the bound of a parameter that is clamped to ±bound; null if it is changed in another way. */
function clampOf({ operation, inputs: [inner, most] }: Node): { readonly now: number; readonly at: Schedule } | null {
  const now = numberOf(most);
  if (operation !== "minimum" || now === null || inner!.operation !== "maximum" || inner!.inputs[0]!.leaf?.kind !== "stored") return null;
  return numberOf(inner!.inputs[1]) === -now ? { now, at: scheduleOf(most) ?? (() => now) } : null;
}
