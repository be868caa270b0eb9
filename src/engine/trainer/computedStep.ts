/** A training step as a run computed it, with all that another thread needs to compute it again. */
import type { HyperparameterValues } from "../../core/hyperparameters";
import type { RunConfig } from "../../core/runConfig";
import type { Snapshot } from "../../core/snapshot";

/** What a step has computed. */
export interface StepOutcome {
  /** [columns]. */
  readonly losses: Float32Array;
  readonly after: Snapshot["tensors"];
}

export interface ComputedStep extends StepOutcome {
  readonly config: RunConfig;
  /** Hyperparameters as they stood. */
  readonly h: HyperparameterValues;
  /** What it began with, and which step of the run it was. */
  readonly before: Snapshot;
  /** Its batches, and its labelled images where it had some: x [B,width] and y [B,10] of each. */
  readonly images: readonly { readonly x: Float32Array; readonly y: Float32Array }[];
}

/** Whether two computations of the same step have the same bits. A value that is not a number has many patterns, which count as one. */
export function sameBits(a: StepOutcome, b: StepOutcome): boolean {
  return equal(a.losses, b.losses) && Object.entries(a.after).every(([name, { data }]) => equal(data, b.after[name]!.data));
}

function equal(a: Float32Array, b: Float32Array): boolean {
  const [x, y] = [bitsOf(a), bitsOf(b)];
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i] && !(Number.isNaN(a[i]) && Number.isNaN(b[i]))) return false;
  return x.length === y.length;
}

const bitsOf = ({ buffer, byteOffset, length }: Float32Array) => new Uint32Array(buffer, byteOffset, length);

/** What may be handed over to another thread instead of being copied. */
export function buffersOf({ before, images, losses, after }: ComputedStep): ArrayBufferLike[] {
  return [losses, ...images.flatMap(({ x, y }) => [x, y])].map(({ buffer }) => buffer)
    .concat(tensorBuffers(before.tensors), tensorBuffers(after));
}

export const tensorBuffers = (tensors: Snapshot["tensors"]): ArrayBufferLike[] =>
  Object.values(tensors).map(({ data }) => data.buffer);
