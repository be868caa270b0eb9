/** The next training step of a run in slow motion: what each objective computes and updates, shown before the step is made. */
import type { CodeTrace, LayerTrace } from "./follow";
import type { FormulaSymbol, Model, NoiseSpec } from "../model/model";
import type { Role } from "../model/network";

/** The number of rows of a batch that are shown. */
export const ROWS_SHOWN = 8;

/** One call of a layer; its values are those of the batch's first row. */
export interface CallTrace extends LayerTrace {
  /** The root mean square of all its outputs, over all rows. */
  readonly size: number;
  /**
   * The derivative of the objective's total for one image with respect to this output: ∂L/∂output times the number of images.
   * It has the values of the first row and the root mean square over all rows. Null if no gradient passes: no updated parameter
   * lies before it.
   */
  readonly gradient: { readonly values: Float32Array; readonly size: number } | null;
}

/** Noise that the objective reads: how many numbers for each image, and those of the first one. */
export interface NoiseTrace extends Pick<NoiseSpec, "purpose"> {
  readonly name: string;
  readonly values: Float32Array;
}

/** The parameters of a layer together, as 2-norms. */
export interface LayerChange {
  readonly network: string;
  readonly layer: string;
  readonly gradient: number;
  /** The norms of the weights before the step, and of their change. */
  readonly weights: number;
  readonly change: number;
}

/** One objective in a step; if it makes several updates, the last one, whose losses represent the step. */
export interface ObjectiveTrace {
  readonly objective: string;
  readonly updates: number;
  /** The first rows of its batch, [ROWS_SHOWN, width], as the model gets them; null if it reads none. */
  readonly x: Float32Array | null;
  readonly noise: readonly NoiseTrace[];
  /** The calls in the order of its forward. */
  readonly calls: readonly CallTrace[];
  /** The code of the first image; null if it has none, or several. */
  readonly code: CodeTrace | null;
  /** The outputs for the first rows, [ROWS_SHOWN, width]; null if there is not one for each. */
  readonly made: Float32Array | null;
  /** Loss column → its value, which training will report for this step. */
  readonly losses: Readonly<Record<string, number>>;
  /** The changes after all its updates. */
  readonly moved: readonly LayerChange[];
}

/**
 * All losses of the same batch and noise, if only these objectives have made their updates. Updates of one player alone are
 * computed for display and never trained, so that the run remains a function of its configuration.
 */
export interface Outcome {
  readonly moved: readonly string[];
  readonly losses: Readonly<Record<string, number>>;
}

export interface SlowStep {
  readonly images: number;
  /** The objectives in order, as in the step: each sees the updates of the previous ones. */
  readonly moves: readonly ObjectiveTrace[];
  /** The outcomes of no update; of each objective's alone, if there are several; of all. */
  readonly outcomes: readonly Outcome[];
}

/** The stages of a step in the order in which they are shown; each objective has some of them. */
export const STAGES = ["batch", "encode", "draw", "decode", "judge", "prior", "measure", "backpropagate", "update"] as const;
export type Stage = (typeof STAGES)[number] | "after";

/** A stage of one objective; "after" belongs to all of them. */
export interface Stop {
  readonly move: number;
  readonly stage: Stage;
}

/** The stage in which networks of a role are called. */
export const STAGE_OF: Readonly<Record<Role, Stage>> = {
  encoder: "encode", decoder: "decode", generator: "decode", discriminator: "judge", critic: "judge", prior: "prior",
};

/** Returns the stage that computes a symbol of the formulas; null if there is none. */
export const stageOf = ({ givenBy }: Pick<FormulaSymbol, "givenBy">): Stage | null =>
  (givenBy === undefined ? null : givenBy === "batch" || givenBy === "draw" ? givenBy : STAGE_OF[givenBy]);

/** Returns the calls that belong to a stage. */
export const callsOf = (stage: Stage, { calls }: ObjectiveTrace): readonly CallTrace[] => calls.filter(({ role }) => STAGE_OF[role] === stage);

function has(stage: (typeof STAGES)[number], move: ObjectiveTrace): boolean {
  switch (stage) {
    case "batch": return move.x !== null;
    case "draw": return move.noise.length > 0;
    case "encode":
    case "decode":
    case "judge":
    case "prior": return callsOf(stage, move).length > 0;
    case "measure":
    case "backpropagate":
    case "update": return true;
    default: return stage satisfies never;
  }
}

/** Returns the stops of a step. A code that is encoded is drawn after encoding; one from the prior comes first. */
export const stopsOf = ({ moves }: Pick<SlowStep, "moves">): readonly Stop[] => [
  ...moves.flatMap((move, k) => STAGES.filter((stage) => has(stage, move)).map((stage) => ({ move: k, stage }))),
  { move: moves.length - 1, stage: "after" },
];

/** Returns the networks that a stage uses. */
export function networksAt({ move, stage }: Stop, { moves }: Pick<SlowStep, "moves">, { objectives }: Pick<Model, "objectives">): readonly string[] {
  const seen = moves[move]!;
  switch (stage) {
    case "backpropagate": return [...new Set(seen.calls.flatMap(({ network, gradient }) => (gradient ? network : [])))];
    case "update": return objectives[move]!.minimises;
    case "after": return objectives.flatMap(({ minimises }) => minimises);
    default: return [...new Set(callsOf(stage, seen).map(({ network }) => network))];
  }
}
