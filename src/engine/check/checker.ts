/**
 * Has steps computed again, in a worker of its own where that can be had, and hears how far they are off. What is compared,
 * when, and what follows from it is `selfCheck.ts`'s business.
 */
import { getBackend } from "@tensorflow/tfjs-core";
import { ElboError, type WireError } from "../../core/errors";
import type { Agreement } from "../../core/reports";
import { BACKENDS, type Backend } from "../../core/runConfig";
import type { Snapshot } from "../../core/snapshot";
import { compareWithEager } from "./compareWithEager";
import { buffersOf, type ComputedStep } from "../trainer/computedStep";

export interface Comparison {
  /** Computed the step again. */
  readonly reference: Backend;
  readonly agreement: Agreement;
  /** What the step began with, handed back. */
  readonly before: Snapshot;
}

export interface Checker {
  /** Takes the step's arrays. Rejects where it cannot compare, or takes too long. */
  compare(step: ComputedStep): Promise<Comparison>;
  dispose(): void;
}

/** On the active backend itself, eagerly: better than nothing where there is no other thread. */
export const eagerHere: Checker = {
  async compare(step) {
    const reference = BACKENDS.find((backend) => backend === getBackend())!;
    return { reference, agreement: await compareWithEager(step), before: step.before };
  },
  dispose: () => undefined,
};

export interface CheckRequest {
  readonly id: number;
  readonly step: ComputedStep;
}

export type CheckReply =
  | { readonly id: number; readonly comparison: Comparison }
  | { readonly id: number; readonly error: WireError };

/** What is needed of a `Worker`, so that tests can stand in for it. */
export interface CheckerPort {
  postMessage(request: CheckRequest, transfer: ArrayBufferLike[]): void;
  addEventListener(type: "message" | "error", listener: (event: { readonly data?: unknown; readonly message?: string }) => void): void;
  terminate(): void;
}

/** Seconds after which a comparison is given up. The slowest step measured took 5 s. */
const PATIENCE_S = 30;

interface Open {
  resolve(comparison: Comparison): void;
  reject(error: Error): void;
}

/** Spawns the worker at once, and another one when that has failed and is asked again. */
export function checkerIn(spawn: () => CheckerPort): Checker {
  const open = new Map<number, Open>();
  let port: CheckerPort | null = null;
  let ids = 0;

  const end = (why: string) => {
    port?.terminate();
    port = null;
    for (const { reject } of open.values()) reject(new Error(why));
    open.clear();
  };
  const start = (): CheckerPort => {
    const started = spawn();
    started.addEventListener("message", ({ data }) => {
      const reply = data as CheckReply;
      const asked = open.get(reply.id);
      open.delete(reply.id);
      if ("error" in reply) asked?.reject(ElboError.from(reply.error));
      else asked?.resolve(reply.comparison);
    });
    started.addEventListener("error", ({ message }) => {
      if (started === port) end(`The checking worker failed: ${message || "it did not load"}`);
    });
    return started;
  };
  try {
    port = start();
  } catch {
    // Whoever asks is told why.
  }

  return {
    compare: (step) => new Promise((resolve, reject) => {
      port ??= start();
      const id = ids++;
      const timer = setTimeout(() => end(`No comparison within ${PATIENCE_S} s`), 1000 * PATIENCE_S);
      const settled = <T>(settle: (value: T) => void) => (value: T) => {
        clearTimeout(timer);
        settle(value);
      };
      open.set(id, { resolve: settled(resolve), reject: settled(reject) });
      port.postMessage({ id, step }, buffersOf(step));
    }),
    dispose: () => end("The checking worker was ended"),
  };
}
