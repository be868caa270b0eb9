/** Filling in the hidden part of an image: what is asked for, what comes back. How it is done is in `src/engine/completion`. */
import { ElboError } from "./errors";
import type { Step } from "./ids";
import { CLASSES, PIXELS } from "./runConfig";

export interface CompletionRequest {
  /** [784] in [0,1]; hidden pixels do not count. */
  readonly pixels: Float32Array;
  /** [784]: 1 where a pixel is given, 0 where it is to be filled in. Models that are given something of an image have a mask of their own. */
  readonly visible: Uint8Array;
  /** For conditional models. */
  readonly class: number;
  readonly samples: number;
  /** Which draws from the prior: 0 for the first, 1 for others, and so on. */
  readonly draw: number;
}

export interface Completed {
  /** Whose weights it was made with. */
  readonly step: Step;
  /** samples × 784 in [0,1]: visible pixels as they were given, the others filled in. */
  readonly pixels: Float32Array<ArrayBuffer>;
  /** [784]: the mask that holds for this model; nothing of an image that is made from another one. */
  readonly visible: Uint8Array<ArrayBuffer>;
  /** [784] in [0,1]: what the model is given of the image, for models that are. */
  readonly given?: Float32Array<ArrayBuffer>;
  /** [samples]: what was made smaller, in nats; null for models that complete without a search. */
  readonly objective: Float32Array<ArrayBuffer> | null;
}

/** The same while the search is under way, after `done` of `of` steps. */
export interface Completing extends Completed {
  readonly done: number;
  readonly of: number;
}

export const SAMPLES = 6;
const MAX_SAMPLES = 64;

/** The request with numbers that are safe. Throws "nothing-visible" or "bad-setting". */
export function checkedRequest(request: CompletionRequest): CompletionRequest {
  const { pixels, visible, class: k, samples, draw } = request;
  const whole = (value: number, from: number, to: number) => Number.isInteger(value) && value >= from && value <= to;
  const refuse = (message: string): never => { throw new ElboError("bad-setting", message); };
  if (pixels.length !== PIXELS || !pixels.every(Number.isFinite)) refuse(`an image is ${PIXELS} finite numbers`);
  if (visible.length !== PIXELS) refuse(`a mask is ${PIXELS} numbers, 1 where a pixel is given`);
  if (!whole(k, 0, CLASSES - 1)) refuse("class is a whole number from 0 to 9");
  if (!whole(samples, 1, MAX_SAMPLES)) refuse(`samples is a whole number from 1 to ${MAX_SAMPLES}`);
  if (!whole(draw, 0, 2 ** 32 - 1)) refuse("draw is a whole number");
  if (!visible.includes(1)) throw new ElboError("nothing-visible", "no pixel of the image is given");
  return { ...request, pixels: pixels.map((value) => Math.min(1, Math.max(0, value))) };
}
