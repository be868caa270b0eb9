/** Filling in the hidden part of an image: the request and the result. `src/engine/completion` implements it. */
import { ElboError } from "../errors";
import type { Step } from "../run/ids";
import { CLASSES, PIXELS } from "../run/runConfig";

export interface CompletionRequest {
  /** The image, [784] in [0,1]; hidden pixels are ignored. */
  readonly pixels: Float32Array;
  /** The mask [784]: 1 where a pixel is given, 0 where it is to be filled in. Models with `given` have a mask of their own. */
  readonly visible: Uint8Array;
  /** The class that conditional models are conditioned on. */
  readonly class: number;
  readonly samples: number;
  /** The number of the draws from the prior, from 0. */
  readonly draw: number;
}

export interface CompletionResult {
  /** The step whose weights it was made with. */
  readonly step: Step;
  /** The fill-ins, [samples, 784] in [0,1]: visible pixels unchanged, the others filled in. */
  readonly pixels: Float32Array<ArrayBuffer>;
  /** The mask [784] that this model uses; all zero for an image that is made from another one. */
  readonly visible: Uint8Array<ArrayBuffer>;
  /** The input that models with `given` get of the image, [784] in [0,1]. */
  readonly given?: Float32Array<ArrayBuffer>;
  /** The minimised objective of each sample, [samples], in nats; null for models that complete without a search. */
  readonly objective: Float32Array<ArrayBuffer> | null;
}

/** An intermediate result of the search, after `done` of `of` steps. */
export interface CompletionProgress extends CompletionResult {
  readonly done: number;
  readonly of: number;
}

export const SAMPLES = 6;
const MAX_SAMPLES = 64;

/** Returns the request with valid numbers. Throws "nothing-visible" or "bad-setting". */
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
