/** A preset: a named experiment that never changes. The folder of its model has its definition and texts. */
import type { HyperparameterValues } from "../../core/model/hyperparameters";

/** A published version never changes; a new one is added instead. */
export interface PresetVersion {
  readonly seed: number;
  /**
   * Every hyperparameter that the model had when this version was published, so that later changes of defaults do not change
   * old links. A hyperparameter added later takes its default, which is the model's earlier behaviour.
   */
  readonly hyperparameters: HyperparameterValues;
  readonly class?: number;
  readonly z?: readonly number[];
  /** Training stops at this step. */
  readonly stop?: number;
}

/** Hints at what a lecture's audience should look at. They are no part of the experiment, so they may change. */
export interface LectureHints {
  /** The panel that is shown large, if it is not the model's usual one. */
  readonly shows?: "pictures" | "traverse";
  /** Present if the question is about the curves. */
  readonly about?: "losses";
  /** True if the question asks to measure. */
  readonly measures?: true;
  /** Settings that the question concerns, if they are not among the first two live ones. */
  readonly asks?: readonly string[];
  /** Loss columns that the question concerns, if the others are so much larger that these would look flat. */
  readonly follows?: readonly string[];
}

/** The presets of a model in the order of the menu, by the names that stay in links permanently. */
export type Presets = Readonly<Record<string, {
  readonly lecture?: LectureHints;
  /**
   * True if Play offers it: its question can be answered without changing a setting, and a laptop shows the answer within
   * minutes.
   */
  readonly play?: true;
  /** Every published version, append only: version 1, version 2, … `links.txt` guards them. */
  readonly versions: readonly [PresetVersion, ...PresetVersion[]];
}>>;

export interface Preset extends PresetVersion {
  readonly name: string;
  /** The number of the version, from 1. */
  readonly version: number;
  readonly model: string;
}
