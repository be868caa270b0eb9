/** The programs to check: for each model, one for each way in which settings change more of it than their own numbers. */
import type { Hyperparameter, Hyperparameters, HyperparameterValues } from "../../core/model/hyperparameters";
import { defaultsOf } from "../../core/model/hyperparameters";
import type { Model } from "../../core/model/model";
import type { TorchModel } from "../../core/model/torch";
import { linesOf, textOf, torchProgram } from "./program";

/** Returns the text without the numbers of its settings and its seed. */
export const skeleton = (text: string): string =>
  text.replace(/^(\w+) = -?[\d.]+(e[+-]?\d+)?$/gm, "$1 = …").replace(/^torch\.manual_seed\(\d+\)$/m, "torch.manual_seed(…)");

export interface Case {
  readonly settings: HyperparameterValues;
  readonly skeleton: string;
}

/**
 * Returns each setting at each option, or at the ends of its range, with the others' defaults; settings that depend on another
 * one come with its value.
 */
function variants(table: Hyperparameters): HyperparameterValues[] {
  const defaults = defaultsOf(table);
  return [defaults, ...Object.entries(table).flatMap(([id, spec]) =>
    (spec.kind === "choice" ? spec.options : [spec.min, spec.max]).flatMap((value) =>
      besides(spec).map((others) => ({ ...defaults, ...others, [id]: value }))))];
}

const besides = ({ where }: Hyperparameter): HyperparameterValues[] =>
  where?.flatMap(({ setting, is }) => is.slice(0, 1).map((value) => ({ [setting]: value }))) ?? [{}];

/** Returns the cases of a model; `others` are the settings of presets. */
export function casesOf(model: Model, torch: TorchModel, others: readonly HyperparameterValues[] = []): readonly Case[] {
  const found = new Map<string, Case>();
  const all = [...variants(model.hyperparameters), ...others.map((settings) => ({ ...defaultsOf(model.hyperparameters), ...settings }))];
  for (const settings of all) {
    const text = skeleton(textOf(linesOf(torchProgram(model, torch, settings, 1))));
    if (!found.has(text)) found.set(text, { settings, skeleton: text });
  }
  return [...found.values()];
}
