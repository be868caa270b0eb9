/** What a preset is: an experiment with a name, frozen for ever. Its texts are in `src/i18n`, under its name. */
import type { HyperparameterValues } from "../core/hyperparameters";

export interface Preset<Name extends string = string> {
  /** Stays in links for ever. */
  readonly name: Name;
  /** 1 for the first. A version that was published never changes; another one is added. */
  readonly version: number;
  readonly model: string;
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
