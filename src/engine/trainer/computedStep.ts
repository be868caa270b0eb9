/** A training step as a run computed it, with all that another thread needs to compute it again. */
import type { HyperparameterValues } from "../../core/hyperparameters";
import type { RunConfig } from "../../core/runConfig";
import type { Snapshot } from "../../core/snapshot";

export interface ComputedStep {
  readonly config: RunConfig;
  /** Hyperparameters as they stood. */
  readonly h: HyperparameterValues;
  /** What it began with, and which step of the run it was. */
  readonly before: Snapshot;
  /** Its batches, and its labelled images where it had some: x [B,width] and y [B,10] of each. */
  readonly images: readonly { readonly x: Float32Array; readonly y: Float32Array }[];
  /** [columns]. */
  readonly losses: Float32Array;
  readonly after: Snapshot["tensors"];
}

/** What may be handed over to another thread instead of being copied. */
export function buffersOf({ before, images, losses, after }: ComputedStep): ArrayBufferLike[] {
  return [losses, ...images.flatMap(({ x, y }) => [x, y])].map(({ buffer }) => buffer)
    .concat(tensorBuffers(before.tensors), tensorBuffers(after));
}

export const tensorBuffers = (tensors: Snapshot["tensors"]): ArrayBufferLike[] =>
  Object.values(tensors).map(({ data }) => data.buffer);
