/**
 * What the texts of presets promise, as conditions on measurements: what a reader does, and what is then to be seen. Each
 * model's folder lists its own; `npm run quality -- presets` trains each preset and writes docs/presets.md.
 */
import type { HyperparameterValues } from "../core/hyperparameters";

export type Quantity =
  /** A loss column's mean over the last 50 steps. */
  | `loss ${string}`
  /** On test images: dimensions in use; nats per image; the decoder's σ; mean over dimensions of Var(E[zⱼ|x]). */
  | "active units" | "KL" | "sigma" | "variance of codes"
  /** Share of test images that the model's own classifier is wrong on. */
  | "test error"
  /** Mean |error| of missing pixels that are filled in, in grey values from 0 to 1; and that of the mean image. */
  | "error on missing pixels" | "error of the mean image"
  /** Of images made from others: mean |error| of a pixel; share in which the judge sees the same class; mean gradient, as a share of the images'. */
  | "error of images made" | "images made of the same class" | "sharpness of images made"
  /** Of the difference in slant, or thickness, between what is given and the images: the share that is gone in what is made. */
  | "slant undone" | "thickness undone"
  /** Of a mixture as prior: components that images fall to; share of images of the most frequent class of their component. */
  | "components in use" | "sorted by component"
  /** Of a codebook: entries that some image uses. */
  | "entries in use"
  /** Shares: of reconstructions in which the judge sees the image's class; of the images' mean gradient. */
  | "reconstructions of the same class" | "sharpness of reconstructions"
  /**
   * Of samples: share whose class the judge is sure of; classes that come up, 1 to 10; variance within classes as a share
   * of test images'; share of the class that was asked for; the same
   * where the model finds its classes itself, each value of its code standing for the digit that suits best; distance from training images in the judge's features.
   */
  | "clear samples" | "classes" | "variety" | "right class" | "classes found" | "digit-FID"
  /** Of samples of points: Gaussians that come up; share near none of them; KL(p‖q) and JS in nats; Wasserstein-1 of 500. */
  | "modes" | "far samples" | "KL of densities" | "JS of densities" | "Wasserstein";

export interface Claim {
  /** As docs/presets.md shows it. */
  readonly says: string;
  readonly what: Quantity;
  readonly is: "at most" | "at least";
  /** A number, or a multiple of the same quantity at the end of an earlier act, counted from 0. */
  readonly value: number | { readonly times: number; readonly ofAct: number };
}

/** What the reader does and sees. */
export interface Act {
  /** Settings changed first; none: those of the preset, or as the act before left them. Live ones change the run, others restart it. */
  readonly change?: HyperparameterValues;
  /** The run begins again, though a live setting need not. */
  readonly anew?: true;
  /** Trained in this act. */
  readonly steps: number;
  readonly claims: readonly Claim[];
}

/** A run from its beginning, and what a reader does with it: what a lesson says of it. */
export interface Play {
  /** Its link. */
  readonly run: string;
  readonly acts: readonly Act[];
}

export const claim = (says: string, what: Quantity, is: Claim["is"], value: Claim["value"]): Claim => ({ says, what, is, value });

/** Of the newest version of each preset of a model, by its name. */
export type Claims = Readonly<Record<string, readonly Act[]>>;

/**
 * Of presets that take more than a minute on two cores to show what they say: the step of the trained start that the page
 * offers. One that was published keeps its step: links name it.
 */
export type TrainedTo = Readonly<Record<string, number>>;
