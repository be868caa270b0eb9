/** Decides what the training loop does next. Pure: `trainingLoop.ts` describes its situation and executes the turn. */
import type { TrainOutcome } from "../../core/run/reports";
import { DELIVERY_MS, type Meaning } from "./pace";

/** All that the decision depends on. */
export interface Situation {
  /** Why training is to end. */
  readonly stop: TrainOutcome["reason"] | null;
  /** A check has found wrong steps. */
  readonly faulty: boolean;
  /** All requested steps are made. */
  readonly reached: boolean;
  readonly compiling: boolean;
  /** The number of first images that the next step needs if they have not all loaded. */
  readonly imagesMissing: number | null;
  /** The first step has not been compared yet. */
  readonly unchecked: boolean;
  /** The next step needs a permission: see `TrainingLoop.holdAt`. */
  readonly held: boolean;
  /** Pictures of another step are due, because the reader has turned to it. */
  readonly prioritised: boolean;
  /** Steps are submitted to a GPU. */
  readonly asynchronous: boolean;
  /** 0 until it was measured. */
  readonly msPerStep: number;
  readonly msSinceStep: number;
  /** The reader is moving or pressing something in latent space. */
  readonly dragging: boolean;
  /** The reader is turning to other steps. */
  readonly rewinding: boolean;
  /** The reader has done one of them so lately that a GPU gets few steps at a time. */
  readonly movedLately: boolean;
}

/** How steps are made, and their losses delivered. */
export interface Tempo {
  /** Milliseconds of steps between two deliveries; 0: each step is delivered. */
  readonly deliveryMs: number;
  /** Loss batches that may be pending before training waits for the device. */
  readonly mostPending: number;
  /** What the measured time of a GPU's step replaces. */
  readonly measured: Meaning;
  /** After steps, training rests for as long as they took. */
  readonly halved: boolean;
  /** Whether side work is done between steps, or beside one. */
  readonly sideWork: boolean;
}

export type Turn =
  | { readonly kind: "end"; readonly reason: TrainOutcome["reason"] }
  /** `load` waits for images, `hold` until another step is permitted, `rest` for a moment of a drag; `pictures` makes one slice of those that are due. */
  | { readonly kind: "leave-faulty-steps" | "compile" | "check" | "hold" | "pictures" | "rest" }
  | { readonly kind: "load"; readonly images: number }
  | { readonly kind: "step"; readonly tempo: Tempo };

/** Milliseconds between two deliveries while the reader drags. */
const DRAG_DELIVERY_MS = 150;
/** Milliseconds between two deliveries of a GPU soon after a move: the next picture waits behind the steps that are queued. */
const BRIEF_DELIVERY_MS = 8;
/** Loss batches that may be pending unless the reader moves. */
const MAX_PENDING_READS = 2;
/** Steps longer than this take a twentieth of the time while the reader drags, so that nearly all pictures keep up. */
const SLOW_STEP_MS = 25;
/** After a slow step, a rest of this many times its duration. */
const SLOW_STEP_RESTS = 19;
/** They do not wait longer than this: a page that hears of no step takes its worker for stuck. */
const SLOW_STEP_WITHIN_MS = 10_000;

/** Returns the next turn. Of several reasons the first one here counts. */
export function nextTurn(now: Situation): Turn {
  if (now.stop) return { kind: "end", reason: now.stop };
  if (now.faulty) return { kind: "leave-faulty-steps" };
  if (now.reached) return { kind: "end", reason: "reached" };
  // Which step is the first compiled one must not depend on timing, so that the run can be reproduced.
  if (now.compiling) return { kind: "compile" };
  if (now.imagesMissing !== null) return { kind: "load", images: now.imagesMissing };
  // Nothing is reported before the first step has been checked.
  if (now.unchecked) return { kind: "check" };
  if (now.held) return { kind: "hold" };
  if (now.prioritised) return { kind: "pictures" };
  const slow = now.dragging && now.msPerStep > SLOW_STEP_MS;
  if (slow && now.msSinceStep < Math.min(SLOW_STEP_WITHIN_MS, SLOW_STEP_RESTS * now.msPerStep)) return { kind: "rest" };
  const halved = now.dragging || now.rewinding;
  const brief = now.asynchronous && now.movedLately;
  return {
    kind: "step",
    tempo: {
      deliveryMs: slow ? 0 : brief ? BRIEF_DELIVERY_MS : now.dragging ? DRAG_DELIVERY_MS : DELIVERY_MS,
      mostPending: !brief ? MAX_PENDING_READS : halved ? 0 : 1,
      // Between brief deliveries a GPU waits for losses that are long on their way: what is measured is then the most that a step can take.
      measured: !brief ? "exact" : halved ? "provisional" : "at-most",
      halved,
      sideWork: !now.dragging,
    },
  };
}
