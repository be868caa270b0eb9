/** Describes the model of a program for the page's thread, which never executes one. Workers do so (`src/page/features/code/program.ts`). */
import { defaultsOf, type HyperparameterValues } from "../../core/model/hyperparameters";
import { forSettings, type Term } from "../../core/model/model";
import type { NetworkSpec } from "../../core/model/network";
import { PythonProblem } from "../python/problem";
import { isLate } from "../python/timeLimit";
import type { Description, DescriptionRequest, ModelDescription, SettingsDescription, TermDescription } from "../description";
import { modelOf, type ProgramModel } from "./model";

/** The model that was described last: its settings are asked for next. */
let last: { readonly source: string; readonly model: ProgramModel } | null = null;

/** Returns the description of a program's model. Throws only what is no `PythonProblem`. */
export function describe({ source, settings, ...of }: DescriptionRequest): Description {
  try {
    if (last?.source !== source) last = { source, model: modelOf(source) };
    const { model } = last;
    const h = settings ?? defaultsOf(model.hyperparameters);
    return { kind: "described", model: partsOf(model, h), settings: settingsOf(model, h, of) };
  } catch (error) {
    if (!(error instanceof PythonProblem)) throw error;
    return refused(error);
  }
}

const refused = (error: Error) => ({ kind: "refused", reason: error.message, isLate: error instanceof PythonProblem && isLate(error.problem) }) as const;

function partsOf(model: ProgramModel, h: HyperparameterValues): ModelDescription {
  return {
    id: model.id, conditional: model.conditional, encodes: model.encode !== undefined, draws: !model.drawsNothing, labelled: model.labelled !== undefined, missing: model.missing !== undefined,
    optimiser: model.optimiser,
    hyperparameters: Object.entries(model.hyperparameters).map(([id, spec]) => {
      if (spec.kind === "choice") throw new Error(`${id} has no number.`); // constants of programs are numbers
      const { kind, min, max, default: value, scale, symbol, live, unit } = spec;
      return [id, { kind, min, max, default: value, scale, symbol, live, ...(unit && { unit }) }];
    }),
    objectives: model.objectives.map(({ id, total, tex, minimises, optimiser = model.optimiser, terms, kl, reconstruction }) => ({
      id, ...(total !== undefined && { total }), tex: forSettings(tex, h), minimises: [...minimises], optimiser, terms: terms.map((term) => termOf(term, h)),
      bound: kl && reconstruction ? { kl: termOf(kl, h), reconstruction: termOf(reconstruction, h) } : null,
    })),
  };
}

const termOf = ({ id, tex, unit, ownAxis, weight }: Term<unknown, HyperparameterValues>, h: HyperparameterValues): TermDescription =>
  ({ id, tex: forSettings(tex, h), unit: forSettings(unit, h), ...(ownAxis && { ownAxis }), weight: weight ? forSettings(weight.tex, h) : null });

function settingsOf(model: ProgramModel, h: HyperparameterValues, { first, steps }: Pick<DescriptionRequest, "first" | "steps">): SettingsDescription {
  const unfit = model.refusal(h);
  if (unfit) return refused(unfit);
  const isAlways = !model.readsStep(h);
  const weights = model.objectives.flatMap(({ terms }) => terms.flatMap(({ weight }) => (weight ? [weight] : [])));
  return {
    kind: "fit", program: model.program(h),
    networks: Object.entries(model.networks(h)).map(([name, network]) => [name, networkOf(network)]),
    noise: Object.entries(model.noise(h)).map(([name, { shape, ...spec }]) => [name, { ...spec, shape: [...shape] }]),
    repeats: model.objectives.map(({ repeats }) => repeats?.(h) ?? 1), labelled: model.labelled?.(h) ?? null, missing: model.missing?.share(h) ?? null,
    weights: { first, isAlways, rows: rowsOf((step) => weights.map((weight) => weight.value(h, step)), first, isAlways ? 1 : steps) },
  };
}

/** Returns the weights of steps up to one that the program cannot compute: training stops there. */
function rowsOf(at: (step: number) => number[], first: number, steps: number): number[][] {
  const rows: number[][] = [];
  try {
    while (rows.length < steps) rows.push(at(first + rows.length));
  } catch (error) {
    if (!(error instanceof PythonProblem)) throw error;
  }
  return rows;
}

const networkOf = ({ role, inputSymbol, widths, layers }: NetworkSpec) => ({
  role, ...(inputSymbol !== undefined && { inputSymbol }), widths: [...widths],
  layers: Object.entries(layers).map(([name, { parameters }]): [string, [string, { shape: number[]; init: typeof parameters[string]["init"]; trainable: boolean }][]] =>
    [name, Object.entries(parameters).map(([parameter, { shape, init, trainable }]) => [parameter, { shape: [...shape], init, trainable }])]),
});
