/**
 * A compiled step in a backend's memory: one arena that holds weights, batch and all intermediate values. Each backend has its
 * own implementation; values have the names of the trace.
 */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { EagerReason } from "../../../core/run/reports";

export interface Arithmetic {
  /** Whether a·b + c may be a fused multiply-add, rounded once; default true. WASM only: shaders cannot forbid it to a GPU. */
  readonly fused?: boolean;
  /** Threads that compute a step; default 1, also if `threads.ts` cannot start any. WASM only. The results do not depend on it. */
  readonly threads?: number;
  /** Called when a thread has stopped or could not be started, which changes `threads` and `lostThreads` of the executable. */
  readonly threadLost?: (now: ThreadCount) => void;
}

export interface ThreadCount {
  /** Threads that compute a step. */
  readonly threads: number;
  /** Threads that stopped or failed to start. */
  readonly lostThreads: number;
}

export interface Executable extends ThreadCount {
  /** The number of loops and matrix products in a step. */
  readonly kernels: number;
  readonly arenaBytes: number;
  /** Bytes of training images that stay on the device; 0 if each step's pixels are written. */
  readonly imageBytes: number;
  /** Returns whether the step depends on an input of this name. */
  needs(input: string): boolean;
  /** Returns whether `write` takes the images of this input as their indices in the training data. */
  gathers(input: string): boolean;
  /** Writes an input of the next step. */
  write(input: string, data: Float32Array | number): void;
  /** Copies the tensor on the device to where the step reads or leaves the value of this name. */
  writeTensor(name: string, tensor: Tensor): void;
  /** Copies the outputs with these names and shapes into new tensors, which are kept; the caller disposes them. */
  read(outputs: Readonly<Record<string, readonly number[]>>): Record<string, Tensor>;
  /** An output's elements after the steps so far. Rejects when the device is lost first; nobody need handle that. */
  readOutput(output: string): Promise<Float32Array>;
  /** Lets helper threads, if any, begin the next `run`. */
  begin(): void;
  /** Runs a step. After an error the arena's content is invalid. Throws StateLost if it can run again once a state is written. */
  run(): void;
  dispose(): void;
}

/** Thrown where steps cannot or should not be compiled. */
export class StaysEager extends Error {
  override readonly name = "StaysEager";
  readonly reason: EagerReason;

  constructor(reason: EagerReason, message = "", options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** A step threw and its state is lost, but steps can continue from a restored state. */
export class StateLost extends Error {
  override readonly name = "StateLost";
}
