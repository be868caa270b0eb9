/** What a preset is: an experiment with a name, frozen for ever. A model's presets and their texts are in its folder. */
import type { HyperparameterValues } from "../core/hyperparameters";

/** Once published it never changes; another one is added. */
export interface PresetVersion {
  readonly seed: number;
  /**
   * Every hyperparameter the model had when this version was published, so that a later change of the model's
   * defaults leaves old links as they are. One that the model got later takes its default: what the model did
   * before it had it.
   */
  readonly hyperparameters: HyperparameterValues;
  readonly class?: number;
  readonly z?: readonly number[];
  /** Training stops at this step. */
  readonly stop?: number;
}

/** What its question asks a hall to look at. This is no part of the experiment, so that it may change. */
export interface LectureHints {
  /** What stands large, where it is not what the model usually shows. */
  readonly shows?: "pictures" | "traverse";
  /** Settings that the question asks about, and that are not among the first two live ones anyway. */
  readonly asks?: readonly string[];
  /** Loss columns that it asks about, where the others are so much larger that they would lie flat. */
  readonly follows?: readonly string[];
}

/** The presets of a model, in the order of the menu, by the names that stay in links for ever. */
export type Presets = Readonly<Record<string, {
  readonly lecture?: LectureHints;
  /** Play offers it: its question can be answered without changing a setting, and a laptop shows the answer within minutes. */
  readonly play?: true;
  /** Every one that was ever published, append only: version 1, version 2, … `links.txt` beside it holds them fast. */
  readonly versions: readonly [PresetVersion, ...PresetVersion[]];
}>>;

export interface Preset extends PresetVersion {
  readonly name: string;
  /** 1 for the first. */
  readonly version: number;
  readonly model: string;
}
