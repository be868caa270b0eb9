/** The training state, which is everything that a step changes: its start, its lifetime, and its tensors' names in snapshots and traces. */
import { tensor, type Tensor } from "@tensorflow/tfjs-core";
import { ElboError } from "../../core/errors";
import { sizeOf } from "../../core/model/parameters";
import type { Snapshot } from "../../core/run/snapshot";
import { initialise, parametersOf, release, retain, type NetworkSpecs, type Tensors } from "./weights";

const PARTS = ["weights", "m", "v", "average"] as const;
type Part = (typeof PARTS)[number];

export type TrainState = {
  readonly weights: Tensors;
  /** First and second moments of Adam, by the name of the parameter. */
  readonly m: Tensors;
  readonly v: Tensors;
  /** Moving averages of weights, by the name of the parameter. */
  readonly average: Tensors;
};

/**
 * Calls `make` for each parameter of a part: `weights` has all parameters, `m` and `v` the trained ones, `average` those of
 * networks that are averaged.
 */
export function partOf<T>(specs: NetworkSpecs, part: Part, make: (name: string, shape: readonly number[]) => T): Record<string, T> {
  return Object.fromEntries(parametersOf(specs)
    .filter(({ trainable, network }) => part === "weights" || (trainable && (part !== "average" || specs[network]!.averaged)))
    .map(({ name, shape }) => [name, make(name, shape)]));
}

/** Returns the shapes of a state's tensors by name. */
export function stateShapes(specs: NetworkSpecs): Record<string, readonly number[]> {
  return Object.fromEntries(PARTS.flatMap((part) =>
    Object.values(partOf(specs, part, (name, shape) => [`${part}/${name}`, shape] as const))));
}

/** Returns a state whose tensors come from `make`, which receives their names ("weights/…", "m/…", "v/…" and "average/…" with the parameter's name) and shapes. */
export function stateOf(specs: NetworkSpecs, make: (name: string, shape: readonly number[]) => Tensor): TrainState {
  const part = (part: Part) => partOf(specs, part, (name, shape) => make(`${part}/${name}`, shape));
  return { weights: part("weights"), m: part("m"), v: part("v"), average: part("average") };
}

/** Returns a state as a list of its tensors under the names of `stateOf`. */
export function namedTensors(state: TrainState): [name: string, tensor: Tensor][] {
  return PARTS.flatMap((part) =>
    Object.entries(state[part]).map(([name, value]): [string, Tensor] => [`${part}/${name}`, value]));
}

/** Returns the state at step 0, with weights drawn from the seed. */
export const freshState = (specs: NetworkSpecs, seed: number): TrainState => firstState(specs, initialise(specs, seed));

/** Returns the state at step 0 with these weights, which it owns from then on. */
export function firstState(specs: NetworkSpecs, weights: Tensors): TrainState {
  const zeros = (_: string, shape: readonly number[]) => tensor(new Float32Array(sizeOf(shape)), [...shape]);
  return {
    weights, m: partOf(specs, "m", zeros), v: partOf(specs, "v", zeros), average: partOf(specs, "average", (name) => weights[name]!.clone()),
  };
}

/** Returns the weights that pictures and measurements use: averages where there are some, otherwise weights. The tensors are the state's own. */
export const evaluationWeights = ({ weights, average }: TrainState): Tensors => ({ ...weights, ...average });

/** Returns the state in a snapshot. Throws "bad-snapshot" if a tensor is missing, has another shape or a value that is not finite. */
export function stateFrom({ tensors }: Snapshot, specs: NetworkSpecs): TrainState {
  return stateOf(specs, (name, shape) => {
    const found = tensors[name];
    if (!found || found.shape.join() !== shape.join() || found.data.length !== sizeOf(shape)) {
      throw new ElboError("bad-snapshot", `${name} should have shape [${shape.join()}]`);
    }
    if (!found.data.every(Number.isFinite)) throw new ElboError("bad-snapshot", `${name} is not finite`);
    return tensor(found.data, [...shape]);
  });
}

/** Reads a state's tensors back from the device and returns them by name. */
export async function readState(state: TrainState): Promise<Snapshot["tensors"]> {
  const tensors = namedTensors(state).map(async ([name, value]) =>
    [name, { shape: value.shape, data: (await value.data<"float32">()).slice() }] as const);
  return Object.fromEntries(await Promise.all(tensors));
}

/** Returns second handles on the state's tensors, which stay valid when the first are disposed. */
export const retainState = ({ weights, m, v, average }: TrainState): TrainState =>
  ({ weights: retain(weights), m: retain(m), v: retain(v), average: retain(average) });

/** Disposes all tensors of a state. */
export function releaseState({ weights, m, v, average }: TrainState): void {
  [weights, m, v, average].forEach(release);
}

/** Disposes the tensors of `state` that are not in `next`. */
export function releaseOthers(state: TrainState, next: TrainState): void {
  for (const part of PARTS) {
    for (const [name, old] of Object.entries(state[part])) if (next[part][name] !== old) old.dispose();
  }
}
