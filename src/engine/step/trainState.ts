/** Everything a step changes: how it starts, how it is kept and let go, and the names it has in snapshots and in traces. */
import { tensor, type Tensor } from "@tensorflow/tfjs-core";
import { ElboError } from "../../core/errors";
import { sizeOf } from "../../core/parameters";
import type { Snapshot } from "../../core/snapshot";
import { initialise, parametersOf, release, retain, type NetworkSpecs, type Tensors } from "./weights";

const PARTS = ["weights", "m", "v", "average"] as const;
type Part = (typeof PARTS)[number];

export type TrainState = {
  readonly weights: Tensors;
  /** First and second moments of Adam, by the name of the parameter. */
  readonly m: Tensors;
  readonly v: Tensors;
  /** Moving averages of weights, likewise. */
  readonly average: Tensors;
};

/**
 * What `make` gives for each parameter of a part: `weights` has all parameters, `m` and `v` those that are trained, `average` those
 * of networks that are averaged.
 */
export function partOf<T>(specs: NetworkSpecs, part: Part, make: (name: string, shape: readonly number[]) => T): Record<string, T> {
  return Object.fromEntries(parametersOf(specs)
    .filter(({ trainable, network }) => part === "weights" || (trainable && (part !== "average" || specs[network]!.averaged)))
    .map(({ name, shape }) => [name, make(name, shape)]));
}

/** The names and shapes of a state's tensors. */
export function stateShapes(specs: NetworkSpecs): Record<string, readonly number[]> {
  return Object.fromEntries(PARTS.flatMap((part) =>
    Object.values(partOf(specs, part, (name, shape) => [`${part}/${name}`, shape] as const))));
}

/** A state whose tensors `make` gives, by their names: "weights/…", "m/…", "v/…" and "average/…", each followed by the name of the parameter. */
export function stateOf(specs: NetworkSpecs, make: (name: string, shape: readonly number[]) => Tensor): TrainState {
  const part = (part: Part) => partOf(specs, part, (name, shape) => make(`${part}/${name}`, shape));
  return { weights: part("weights"), m: part("m"), v: part("v"), average: part("average") };
}

/** A state as a list of its tensors under the names of `stateOf`. */
export function namedTensors(state: TrainState): [name: string, tensor: Tensor][] {
  return PARTS.flatMap((part) =>
    Object.entries(state[part]).map(([name, value]): [string, Tensor] => [`${part}/${name}`, value]));
}

export const freshState = (specs: NetworkSpecs, seed: number): TrainState => firstState(specs, initialise(specs, seed));

/** The state of a run that begins with these weights, which belong to it from then on. */
export function firstState(specs: NetworkSpecs, weights: Tensors): TrainState {
  const zeros = (_: string, shape: readonly number[]) => tensor(new Float32Array(sizeOf(shape)), [...shape]);
  return {
    weights, m: partOf(specs, "m", zeros), v: partOf(specs, "v", zeros), average: partOf(specs, "average", (name) => weights[name]!.clone()),
  };
}

/** What pictures and measurements take: weights, but for those that are averaged. The tensors are the state's own. */
export const evaluationWeights = ({ weights, average }: TrainState): Tensors => ({ ...weights, ...average });

/** Throws bad-snapshot when a tensor is missing, has another shape or a value that is not finite. */
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

/** A state's numbers, read back from the device. */
export async function readState(state: TrainState): Promise<Snapshot["tensors"]> {
  const tensors = namedTensors(state).map(async ([name, value]) =>
    [name, { shape: value.shape, data: (await value.data<"float32">()).slice() }] as const);
  return Object.fromEntries(await Promise.all(tensors));
}

/** Second handles on the same values. */
export const retainState = ({ weights, m, v, average }: TrainState): TrainState =>
  ({ weights: retain(weights), m: retain(m), v: retain(v), average: retain(average) });

export function releaseState({ weights, m, v, average }: TrainState): void {
  [weights, m, v, average].forEach(release);
}

/** Lets go of what is not in `next`. */
export function releaseOthers(state: TrainState, next: TrainState): void {
  for (const part of PARTS) {
    for (const [name, old] of Object.entries(state[part])) if (next[part][name] !== old) old.dispose();
  }
}
