/**
 * Converts an objective to an equation: its formula in parts, each with the loss column that holds its number. It depends on no
 * specific model.
 */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { forSettings, totalId, type Model, type Objective, type TermUnit, type Weight } from "../../core/model/model";

export type Sign = "+" | "-";

export interface EquationPart {
  /** The sign as written. It belongs to the term: the term's value includes it. */
  readonly sign: Sign;
  readonly weight: (Pick<Weight<HyperparameterValues>, "value"> & { readonly tex: string }) | null;
  /** The term's formula without its sign. */
  readonly tex: string;
  readonly columnId: string;
  readonly unit: TermUnit;
}

export interface Equation {
  readonly objectiveId: string;
  /** The left-hand side. */
  readonly lhs: string;
  /** The column of the left-hand side's value: the total, or the only term. */
  readonly columnId: string;
  readonly minimises: readonly string[];
  readonly parts: readonly EquationPart[];
}

/** Makes the equation of an objective; `h` decides formulas that depend on a choice. */
export function equationOf(
  model: Pick<Model, "objectives">, objective: Objective<unknown, HyperparameterValues>, h: HyperparameterValues,
): Equation {
  const parts = objective.terms.map((term): EquationPart => {
    const written = forSettings(term.tex, h);
    const negative = /^\s*-/.test(written);
    return {
      sign: negative ? "-" : "+",
      weight: term.weight ? { tex: forSettings(term.weight.tex, h), value: term.weight.value } : null,
      tex: negative ? written.replace(/^\s*-\s*/, "") : written,
      columnId: term.id,
      unit: forSettings(term.unit, h),
    };
  });
  const only = parts.length === 1 ? parts[0] : undefined;
  return {
    objectiveId: objective.id,
    lhs: forSettings(objective.tex, h),
    columnId: only ? only.columnId : totalId(model, objective),
    minimises: objective.minimises,
    parts,
  };
}

/** Returns the unit of every number of a model, by loss column. A sum has a unit only if all its terms have the same. */
export function unitsOf(equations: readonly Equation[]): ReadonlyMap<string, TermUnit> {
  return new Map(equations.flatMap(({ columnId, parts }) => [
    [columnId, parts.some(({ unit }) => unit === "none") ? "none" : "nats/image"] as const,
    ...parts.map((part) => [part.columnId, part.unit] as const),
  ]));
}

/** Returns the equations of all objectives of a model. */
export const equationsOf = (model: Pick<Model, "objectives">, h: HyperparameterValues): readonly Equation[] =>
  model.objectives.map((objective) => equationOf(model, objective, h));

/** Returns a part as it appears in the formula: sign (none for a leading plus), weight, term. */
export function partTex({ sign, weight, tex }: EquationPart, leading: boolean): string {
  const written = sign === "-" ? "-" : leading ? "" : "+";
  return `${written}${weight ? `${weight.tex}\\,` : ""}${tex}`;
}

/** Returns the whole formula in one line. */
export function wholeTex({ lhs, parts }: Equation): string {
  return `${lhs} = ${parts.map((part, k) => partTex(part, k === 0)).join(" ")}`;
}

/** Returns the weight of a part at a step. */
export const weightOf = ({ weight }: EquationPart, h: HyperparameterValues, step: number): number =>
  weight ? weight.value(h, step) : 1;

/**
 * Returns the right-hand side with numbers, "168.2+4\\cdot 5.48=190.1"; null if a loss is missing. `text` writes a loss, `weightText` a weight.
 */
export function numbersTex(
  { columnId, parts }: Equation, losses: (columnId: string) => number | null | undefined, h: HyperparameterValues, step: number,
  text: (loss: number) => string, weightText: (weight: number) => string,
): string | null {
  const values = parts.map((part) => losses(part.columnId));
  const total = losses(columnId);
  if (total === null || total === undefined || values.some((value) => value === null || value === undefined)) return null;
  const written = parts.map((part, k) => {
    const value = values[k]!;
    const number = value < 0 && (k > 0 || part.weight) ? `(${text(value)})` : text(value);
    return part.weight ? `${weightText(weightOf(part, h, step))}\\cdot ${number}` : number;
  });
  return `${written.join("+")}${parts.length > 1 || parts[0]?.weight ? `=${text(total)}` : ""}`;
}

/** Returns the sum of the parts, Σ weight × value. NaN if a value is missing. */
export function sumOfParts(
  { parts }: Equation, losses: Readonly<Record<string, number>>, h: HyperparameterValues, step: number,
): number {
  return parts.reduce((sum, part) => sum + weightOf(part, h, step) * (losses[part.columnId] ?? NaN), 0);
}
