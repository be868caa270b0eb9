/**
 * A compiled step in a backend's memory: one arena that holds weights, batch and everything in between. Each backend has
 * its own version of this; values are called by the names they have in the trace.
 */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { EagerReason } from "../../../core/reports";

export interface Arithmetic {
  /** Whether a·b + c may be a fused multiply-add, rounded once; true where absent. WASM only: no shader can forbid a GPU to fuse. */
  readonly fused?: boolean;
  /** How many threads work on a step; 1 where absent, or where `threads.ts` can start none. WASM only. It changes no bit. */
  readonly threads?: number;
  /** Called when a thread has stopped or could not be started: `threads` and `lostThreads` of the executable have changed. */
  readonly threadLost?: (now: ThreadCount) => void;
}

export interface ThreadCount {
  /** That work on a step. */
  readonly threads: number;
  /** That would, had they not stopped, or failed to start. */
  readonly lostThreads: number;
}

export interface Executable extends ThreadCount {
  /** Loops and products of a step. */
  readonly kernels: number;
  readonly arenaBytes: number;
  /** Bytes of training images that stay on the device; 0 where each step is handed its own. */
  readonly imageBytes: number;
  /** Whether the step depends on an input of this name. */
  needs(input: string): boolean;
  /** Whether `write` takes this input, images, as their numbers in the training data. */
  gathers(input: string): boolean;
  write(input: string, data: Float32Array | number): void;
  /** Copies the tensor's numbers, on the device, to where the step reads or leaves the value of this name. */
  writeTensor(name: string, tensor: Tensor): void;
  /** Copies of the outputs with these names and shapes, as tensors of their own, kept; the caller disposes them. */
  read(outputs: Readonly<Record<string, readonly number[]>>): Record<string, Tensor>;
  /** An output's numbers after the steps so far. Rejects, unheard, where the device is lost before they have come. */
  readOutput(output: string): Promise<Float32Array>;
  /** Lets other threads begin with the next `run`, where there are any. */
  begin(): void;
  /** May throw in the middle; nothing that is in the arena can be relied on then. StateLost: once a state is written again, it goes on. */
  run(): void;
  dispose(): void;
}

/** Why steps stay eager. */
export class StaysEager extends Error {
  override readonly name = "StaysEager";
  readonly reason: EagerReason;

  constructor(reason: EagerReason, message = "", options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** A step broke off, and the state with it; but steps can go on from a state that is restored. */
export class StateLost extends Error {
  override readonly name = "StateLost";
}
