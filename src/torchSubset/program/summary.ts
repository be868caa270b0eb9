/** What an editor shows of the numbers of a tensor. */
import type { Stage } from "../../core/latent/slowMotion";
import { PIXELS, SIDE } from "../../core/run/runConfig";
import type { GradientFlow } from "./gradientFlow";
import type { Shape } from "./graph";
import type { FirstNotFinite } from "./notFinite";

export interface Summary {
  readonly shape: Shape;
  /** Statistics of the finite numbers; null if there is none. */
  readonly finite: { readonly mean: number; readonly deviation: number; readonly min: number; readonly max: number } | null;
  readonly notFinite: number;
  /** The first number. */
  readonly first: number;
  /** How many finite numbers are in each of `BINS` equal parts between the smallest and the largest; empty if these are equal. */
  readonly histogram: readonly number[];
  /** The first images, 784 numbers each; null if the tensor is no batch of images. */
  readonly images: Float32Array | null;
}

export const BINS = 24;
/** Images of a batch that are shown. */
const SHOWN_IMAGES = 10;

/** Returns whether a tensor has an image in each row: [B,784], [B,28,28] or [B,1,28,28]. */
const isImages = (shape: Shape): boolean => [[PIXELS], [SIDE, SIDE], [1, SIDE, SIDE]].some((image) => image.length === shape.length - 1 && image.every((length, i) => length === shape[i + 1]));

export function summaryOf(values: Float32Array, shape: Shape): Summary {
  let [count, sum, min, max] = [0, 0, Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    count++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const mean = sum / count;
  let squares = 0;
  const histogram = max > min ? Array.from({ length: BINS }, () => 0) : [];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    squares += (value - mean) ** 2;
    if (max > min) histogram[Math.min(BINS - 1, Math.floor(((value - min) / (max - min)) * BINS))]!++;
  }
  return {
    shape, notFinite: values.length - count, first: values[0] ?? 0, histogram,
    finite: count === 0 ? null : { mean, deviation: Math.sqrt(squares / count), min, max },
    images: isImages(shape) ? values.slice(0, SHOWN_IMAGES * PIXELS) : null,
  };
}

/** A tensor of a line. */
export interface LineTensor {
  readonly name: string;
  readonly value: Summary;
  /** The derivative of the loss with respect to it; null if no loss depends on it, or passes no gradient to it. */
  readonly gradient: Summary | null;
}

/** A line, counted from 0. */
export interface LineValue {
  readonly line: number;
  readonly isPrinted: boolean;
  /** Null if it computes no tensor of a step. */
  readonly tensors: readonly LineTensor[] | null;
}

export interface LineValues {
  /** The number of finished steps. */
  readonly step: number;
  /** The requested lines come first, then those that print. */
  readonly lines: readonly LineValue[];
  /** The milliseconds that they took, once the program was read. */
  readonly ms: number;
}

/** The commands of the run's worker that compute values (`src/page/features/code/worker.ts`). */
export type ValueCommands = {
  readonly values: (wish: { readonly lines: readonly number[] }) => Promise<LineValues | null>;
  readonly stage: (wish: { readonly objective: number; readonly stage: Stage }) => Promise<LineValues | null>;
  readonly gradients: (wish: null) => Promise<GradientFlow | null>;
  readonly notFinite: (wish: null) => Promise<FirstNotFinite | null>;
};
