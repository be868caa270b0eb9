/**
 * What the texts of presets promise, as conditions on measurements: what a reader does, and what is then to be seen. Each
 * model's folder lists its own; `npm run quality -- presets` trains each preset and writes docs/presets.md.
 */
import type { HyperparameterValues } from "../core/hyperparameters";
import type { Quantity } from "../measurements/readings";
import type { Threshold } from "../core/threshold";

export interface Claim {
  /** As docs/presets.md shows it. */
  readonly says: string;
  readonly what: Quantity;
  readonly is: Threshold<Quantity>["is"];
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
