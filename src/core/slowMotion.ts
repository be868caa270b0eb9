/** The next training step of a run in slow motion: what each objective computes and moves in it, told before the step is made. */
import type { CodeSeen, LayerSeen } from "./follow";
import type { FormulaSymbol, Model, NoiseSpec } from "./model";
import type { Role } from "./network";

/** Rows of a batch that are shown. */
export const ROWS_SHOWN = 8;

/** A layer as it is called once; its values are those of the batch's first row. */
export interface CallSeen extends LayerSeen {
  /** Root mean square of all that it gives, over all rows. */
  readonly size: number;
  /**
   * What the objective's total for one image changes by, as this output changes: ∂L/∂output times the number of images. Of the first
   * row, and its root mean square over all rows. Null where no gradient passes: nothing that is moved lies before it.
   */
  readonly gradient: { readonly values: Float32Array; readonly size: number } | null;
}

/** Noise that the objective reads: how much for each image, and that of the first one. */
export interface NoiseSeen extends Pick<NoiseSpec, "purpose"> {
  readonly name: string;
  readonly values: Float32Array;
}

/** The parameters of a layer, all together: 2-norms. */
export interface LayerMoved {
  readonly network: string;
  readonly layer: string;
  readonly gradient: number;
  /** Of the weights before the step, and of what it adds to them. */
  readonly weights: number;
  readonly change: number;
}

/** What one objective does in a step; of several updates the last, whose losses stand for the step. */
export interface MoveSeen {
  readonly objective: string;
  readonly updates: number;
  /** The first rows of its batch, [ROWS_SHOWN, width], as the model is given them; null where it reads none. */
  readonly x: Float32Array | null;
  readonly noise: readonly NoiseSeen[];
  /** In the order in which its forward calls them. */
  readonly calls: readonly CallSeen[];
  /** Of the first image; null where it has no code, or several. */
  readonly code: CodeSeen | null;
  /** What is made of the first rows, [ROWS_SHOWN, width]; null where that is not one for each. */
  readonly made: Float32Array | null;
  /** Loss column → its value: what training will tell of this step. */
  readonly losses: Readonly<Record<string, number>>;
  /** After all its updates. */
  readonly moved: readonly LayerMoved[];
}

/**
 * All losses of the same batch and noise, where only these objectives have made their updates. That one player moves alone is computed,
 * never trained: no setting says it, and a run stays a function of its configuration.
 */
export interface Outcome {
  readonly moved: readonly string[];
  readonly losses: Readonly<Record<string, number>>;
}

export interface SlowStep {
  readonly images: number;
  /** One after the other, as in the step: each sees what those before it have moved. */
  readonly moves: readonly MoveSeen[];
  /** None moved; each by itself, where there are several; all. */
  readonly outcomes: readonly Outcome[];
}

/** What a step consists of, in the order in which it is told; each objective goes through those that it has. */
export const STAGES = ["batch", "encode", "draw", "decode", "judge", "prior", "measure", "backpropagate", "update"] as const;
export type Stage = (typeof STAGES)[number] | "after";

/** A stage of one objective; "after" is of all of them. */
export interface Stop {
  readonly move: number;
  readonly stage: Stage;
}

/** The stage in which networks of a role are called. */
export const STAGE_OF: Readonly<Record<Role, Stage>> = {
  encoder: "encode", decoder: "decode", generator: "decode", discriminator: "judge", critic: "judge", prior: "prior",
};

/** The stage in which a symbol of the formulas is given; null where it is in none. */
export const stageOf = ({ givenBy }: Pick<FormulaSymbol, "givenBy">): Stage | null =>
  (givenBy === undefined ? null : givenBy === "batch" || givenBy === "draw" ? givenBy : STAGE_OF[givenBy]);

/** The calls that belong to a stage. */
export const callsOf = (stage: Stage, { calls }: MoveSeen): readonly CallSeen[] => calls.filter(({ role }) => STAGE_OF[role] === stage);

function has(stage: (typeof STAGES)[number], move: MoveSeen): boolean {
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

/** A code that is encoded is drawn after that; one from the prior comes first. */
export const stopsOf = ({ moves }: Pick<SlowStep, "moves">): readonly Stop[] => [
  ...moves.flatMap((move, k) => STAGES.filter((stage) => has(stage, move)).map((stage) => ({ move: k, stage }))),
  { move: moves.length - 1, stage: "after" },
];

/** The networks that a stage is about. */
export function networksAt({ move, stage }: Stop, { moves }: Pick<SlowStep, "moves">, { objectives }: Pick<Model, "objectives">): readonly string[] {
  const seen = moves[move]!;
  switch (stage) {
    case "backpropagate": return [...new Set(seen.calls.flatMap(({ network, gradient }) => (gradient ? network : [])))];
    case "update": return objectives[move]!.minimises;
    case "after": return objectives.flatMap(({ minimises }) => minimises);
    default: return [...new Set(callsOf(stage, seen).map(({ network }) => network))];
  }
}
