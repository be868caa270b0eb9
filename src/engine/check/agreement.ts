/**
 * How far two computations of the same training steps are apart: losses, and what became of weights and running means.
 * Pure, on numbers; which steps are compared, and what follows from it, is decided elsewhere.
 */
import type { Agreement } from "../../core/reports";
import type { Snapshot } from "../../core/snapshot";

type Tensors = Snapshot["tensors"];

/** What steps have made of a state. */
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
 * Relative deviation of a loss that still counts as agreement. Losses are continuous in weights and inputs, so two right
 * computations differ by rounding alone. The most that was measured on GPUs emulated in software is 2e-5, in a KL of 0.01 nats, the
 * difference of larger numbers.
 */
export const LOSS_TOLERANCE = 1e-3;
/**
 * The same for a gradient. As a rule 1e-5 was measured. But a unit whose input is within rounding of 0, where ReLU bends, may be on
 * in one computation and off in the other. With batch size B and H units that changes a gradient by about √(2/BH), 0.6 % in a
 * dense VAE, at one step in forty.
 */
export const GRADIENT_TOLERANCE = 2e-2;

/** A loss near zero is compared as if it were at least this large, in nats, or this share of the largest loss of its step. */
const SMALL_LOSS = 1e-2;
const SMALL_BESIDE = 1e-3;
/** A change that is nothing but rounding is compared as if it were this share of the values, or of its network's largest change. */
const SMALL_CHANGE = 1e-3;

/** The relative deviation of each loss. `columns`: their names. */
export function lossDeviations(columns: readonly string[], found: StepsOutcome, wanted: StepsOutcome): Deviation[] {
  return [...wanted.losses].map((value, i) => {
    const row = wanted.losses.subarray(i - (i % columns.length), i - (i % columns.length) + columns.length);
    const scale = Math.max(Math.abs(value), SMALL_BESIDE * largest(row), SMALL_LOSS);
    return {
      name: `${columns[i % columns.length]}, step ${Math.floor(i / columns.length) + 1}`,
      off: share(Math.abs(found.losses[i]! - value), scale, found.losses[i]!),
    };
  });
}

/**
 * The relative deviation, in 2-norms, of what the steps changed in each tensor of the state, by its name in a snapshot. Changes of
 * weights are multiplied by √v first, which undoes Adam's division and leaves something linear in the gradient: a gradient that is
 * nothing but rounding, as of a bias before batch normalisation, moves its weight by a full step whose sign is arbitrary.
 */
export function changeDeviations(found: StepsOutcome, wanted: StepsOutcome): Deviation[] {
  const changes = Object.keys(wanted.after).map((name) => ({ name, change: changeOf(wanted, name, wanted) }));
  const most = new Map<string, number>();
  for (const { name, change } of changes) most.set(networkOf(name), Math.max(most.get(networkOf(name)) ?? 0, finite(norm(change))));
  return changes.map(({ name, change }) => {
    const actual = changeOf(found, name, wanted);
    const values = weighted(wanted.after[name]!.data, name, wanted);
    const scale = Math.max(norm(change), SMALL_CHANGE * norm(values), SMALL_CHANGE * most.get(networkOf(name))!);
    return { name, off: share(norm(minus(actual, change)), scale, norm(actual)) };
  });
}

export function agreementOf(columns: readonly string[], found: StepsOutcome, wanted: StepsOutcome): Agreement {
  const worst = (deviations: readonly Deviation[]) => Math.max(0, ...deviations.map(({ off }) => off));
  return { losses: worst(lossDeviations(columns, found, wanted)), gradients: worst(changeDeviations(found, wanted)) };
}

/** NaN agrees with nothing. */
export const agrees = ({ losses, gradients }: Agreement): boolean =>
  losses <= LOSS_TOLERANCE && gradients <= GRADIENT_TOLERANCE;

/** "weights/encoder" of "weights/encoder/hidden/kernel". */
const networkOf = (name: string) => name.split("/").slice(0, 2).join("/");

const changeOf = ({ before, after }: StepsOutcome, name: string, scales: StepsOutcome) =>
  weighted(minus(after[name]!.data, before[name]!.data), name, scales);

/** Parts of a state that Adam's division is in. */
const DIVIDED = /^(weights|average)\//;

/** Numbers of a trained weight, or of its average, multiplied by √v; all others as they are. */
function weighted(values: Float32Array, name: string, { after }: StepsOutcome): Float32Array {
  const v = DIVIDED.test(name) ? after[name.replace(DIVIDED, "v/")]?.data : undefined;
  return v ? values.map((value, i) => value * Math.sqrt(v[i]!)) : values;
}

const minus = (a: Float32Array, b: Float32Array) => a.map((value, i) => value - b[i]!);
const norm = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
const largest = (values: Float32Array) => values.reduce((most, value) => Math.max(most, finite(Math.abs(value))), 0);
/** Values that are not finite do not set a scale. */
const finite = (value: number) => (Number.isFinite(value) ? value : 0);

/** Where neither value is finite they agree: the run itself diverges, on either device. */
function share(off: number, scale: number, found: number): number {
  if (!Number.isFinite(scale)) return Number.isFinite(found) ? Infinity : 0;
  if (Number.isNaN(off)) return Infinity;
  return off === 0 ? 0 : off / scale;
}
