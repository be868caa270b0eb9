/**
 * How far two computations of the same training steps differ in their losses, weights and running means. Pure functions on
 * arrays; callers choose the steps and act on the result.
 */
import type { Agreement } from "../../core/run/reports";
import type { Snapshot } from "../../core/run/snapshot";

type Tensors = Snapshot["tensors"];

/** The losses of some steps, and the state before and after them. */
export interface StepsOutcome {
  /** [steps × columns]. */
  readonly losses: Float32Array;
  readonly before: Tensors;
  readonly after: Tensors;
}

export interface Deviation {
  readonly name: string;
  readonly off: number;
}

/**
 * Relative deviation of a loss that still counts as agreement. Losses are continuous in weights and inputs, so two correct
 * computations differ by rounding alone. The largest deviation measured on software-emulated GPUs is 2e-5, in a KL of 0.01 nats
 * that is a difference of larger numbers.
 */
export const LOSS_TOLERANCE = 1e-3;
/**
 * The same for a gradient. Usually 1e-5 was measured. But a unit whose input is within rounding of 0, the kink of ReLU, may be on
 * in one computation and off in the other. With batch size B and H units that changes a gradient by about √(2/BH), 0.6 % in a
 * dense VAE, at one step in forty.
 */
export const GRADIENT_TOLERANCE = 2e-2;

/** The denominator for a loss near zero is at least this large, in nats, or this share of the largest loss of its step. */
const MIN_LOSS = 1e-2;
const MIN_LOSS_SHARE = 1e-3;
/** The denominator for a change that is mere rounding is at least this share of the values, or of its network's largest change. */
const MIN_CHANGE_SHARE = 1e-3;

/** Returns the relative deviation of each loss, named by its column and step. `columns`: the names of the columns. */
export function lossDeviations(columns: readonly string[], found: StepsOutcome, wanted: StepsOutcome): Deviation[] {
  return [...wanted.losses].map((value, i) => {
    const row = wanted.losses.subarray(i - (i % columns.length), i - (i % columns.length) + columns.length);
    const scale = Math.max(Math.abs(value), MIN_LOSS_SHARE * largest(row), MIN_LOSS);
    return {
      name: `${columns[i % columns.length]}, step ${Math.floor(i / columns.length) + 1}`,
      off: share(Math.abs(found.losses[i]! - value), scale, found.losses[i]!),
    };
  });
}

/**
 * Returns the relative deviation, in 2-norms, of the change in each tensor of the state, by its name in a snapshot. Changes of weights
 * are first multiplied by √v, which undoes Adam's division and makes them linear in the gradient. Otherwise a gradient that is
 * mere rounding, as of a bias before batch normalisation, would move its weight by a full step of arbitrary sign.
 */
export function changeDeviations(found: StepsOutcome, wanted: StepsOutcome): Deviation[] {
  const changes = Object.keys(wanted.after).map((name) => ({ name, change: changeOf(wanted, name, wanted) }));
  const most = new Map<string, number>();
  for (const { name, change } of changes) most.set(networkOf(name), Math.max(most.get(networkOf(name)) ?? 0, finite(norm(change))));
  return changes.map(({ name, change }) => {
    const actual = changeOf(found, name, wanted);
    const values = weighted(wanted.after[name]!.data, name, wanted);
    const scale = Math.max(norm(change), MIN_CHANGE_SHARE * norm(values), MIN_CHANGE_SHARE * most.get(networkOf(name))!);
    return { name, off: share(norm(minus(actual, change)), scale, norm(actual)) };
  });
}

/** Returns the largest relative deviations of losses and of gradients. */
export function agreementOf(columns: readonly string[], found: StepsOutcome, wanted: StepsOutcome): Agreement {
  const worst = (deviations: readonly Deviation[]) => Math.max(0, ...deviations.map(({ off }) => off));
  return { losses: worst(lossDeviations(columns, found, wanted)), gradients: worst(changeDeviations(found, wanted)) };
}

/** Returns whether both deviations are within tolerance; NaN never is. */
export const agrees = ({ losses, gradients }: Agreement): boolean => losses <= LOSS_TOLERANCE && gradients <= GRADIENT_TOLERANCE;

/** "weights/encoder" of "weights/encoder/hidden/kernel". */
const networkOf = (name: string) => name.split("/").slice(0, 2).join("/");

const changeOf = ({ before, after }: StepsOutcome, name: string, scales: StepsOutcome) =>
  weighted(minus(after[name]!.data, before[name]!.data), name, scales);

/** Parts of a state to which Adam's division applies. */
const DIVIDED = /^(weights|average)\//;

/** The elements of a trained weight or its average, multiplied by √v; all other tensors unchanged. */
function weighted(values: Float32Array, name: string, { after }: StepsOutcome): Float32Array {
  const v = DIVIDED.test(name) ? after[name.replace(DIVIDED, "v/")]?.data : undefined;
  return v ? values.map((value, i) => value * Math.sqrt(v[i]!)) : values;
}

const minus = (a: Float32Array, b: Float32Array) => a.map((value, i) => value - b[i]!);
const norm = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
const largest = (values: Float32Array) => values.reduce((most, value) => Math.max(most, finite(Math.abs(value))), 0);
/** Values that are not finite do not set a scale. */
const finite = (value: number) => (Number.isFinite(value) ? value : 0);

/** off / scale. If neither value is finite they agree, because the run itself diverges on either device. */
function share(off: number, scale: number, found: number): number {
  if (!Number.isFinite(scale)) return Number.isFinite(found) ? Infinity : 0;
  if (Number.isNaN(off)) return Infinity;
  return off === 0 ? 0 : off / scale;
}
