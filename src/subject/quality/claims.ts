/**
 * The claims of presets' texts, as conditions on measurements: what a reader does, and what happens. Each model's folder lists
 * its own; `npm run quality -- presets` trains each preset and writes docs/presets.md.
 */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { Quantity } from "../measurements/readings";
import type { Threshold } from "../../core/threshold";

export interface Claim {
  /** The claim in the words of docs/presets.md. */
  readonly says: string;
  readonly what: Quantity;
  readonly is: Threshold<Quantity>["is"];
  /** A number, or a multiple of the same quantity at the end of an earlier act, counted from 0. */
  readonly value: number | { readonly times: number; readonly ofAct: number };
}

/** What the reader does and sees. */
export interface Act {
  /**
   * Settings that change first; by default those of the preset, or of the previous act. Live ones change the run, others
   * restart it.
   */
  readonly change?: HyperparameterValues;
  /** True if the run restarts even though a live setting does not require it. */
  readonly restart?: true;
  /** The number of steps trained in this act. */
  readonly steps: number;
  readonly claims: readonly Claim[];
}

/** A run from its beginning and the reader's acts: what a lesson says about it. */
export interface Play {
  /** The link of the run. */
  readonly run: string;
  readonly acts: readonly Act[];
}

/** Makes a claim. */
export const claim = (says: string, what: Quantity, is: Claim["is"], value: Claim["value"]): Claim => ({ says, what, is, value });

/** The claims of the newest version of each preset of a model, by its name. */
export type Claims = Readonly<Record<string, readonly Act[]>>;

/**
 * For presets that take more than a minute on two cores to show their effect: the step of the trained start that the page
 * offers. A published one keeps its step, because links name it.
 */
export type TrainedStartSteps = Readonly<Record<string, number>>;
