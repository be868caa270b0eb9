/** A training step that a run computed, with everything that another thread needs to recompute it. */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { RunConfig } from "../../core/run/runConfig";
import type { Snapshot } from "../../core/run/snapshot";

/** The results of a step. */
export interface StepOutcome {
  /** [columns]. */
  readonly losses: Float32Array;
  readonly after: Snapshot["tensors"];
}

export interface ComputedStep extends StepOutcome {
  readonly config: RunConfig;
  /** The hyperparameters at this step. */
  readonly h: HyperparameterValues;
  /** The state before the step, and its number in the run. */
  readonly before: Snapshot;
  /** Its batches, then its labelled images if there are any: x [B,width] and y [B,10]. */
  readonly images: readonly { readonly x: Float32Array; readonly y: Float32Array }[];
}

/** Returns whether two computations of the same step agree bit for bit. All bit patterns of NaN count as equal. */
export function sameBits(a: StepOutcome, b: StepOutcome): boolean {
  return equal(a.losses, b.losses) && Object.entries(a.after).every(([name, { data }]) => equal(data, b.after[name]!.data));
}

function equal(a: Float32Array, b: Float32Array): boolean {
  const [x, y] = [bitsOf(a), bitsOf(b)];
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i] && !(Number.isNaN(a[i]) && Number.isNaN(b[i]))) return false;
  return x.length === y.length;
}

const bitsOf = ({ buffer, byteOffset, length }: Float32Array) => new Uint32Array(buffer, byteOffset, length);

/** Returns the step's buffers, to transfer them to another thread instead of copying them. */
export function buffersOf({ before, images, losses, after }: ComputedStep): ArrayBufferLike[] {
  return [losses, ...images.flatMap(({ x, y }) => [x, y])].map(({ buffer }) => buffer)
    .concat(tensorBuffers(before.tensors), tensorBuffers(after));
}

/** Returns the buffers of a snapshot's tensors. */
export const tensorBuffers = (tensors: Snapshot["tensors"]): ArrayBufferLike[] =>
  Object.values(tensors).map(({ data }) => data.buffer);
