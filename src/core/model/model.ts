/**
 * The definition of a model: its networks, its objectives and their terms. The optimised loss, the curve in the chart, the
 * formula on the page and the number inside the formula are all derived from the same `Term`. This file has types and the small
 * functions that read them; the engine trains models.
 */
import type { Hyperparameters, HyperparameterValues, ValuesOf } from "./hyperparameters";
import type { Networks, NetworkSpec, Role } from "./network";
import type { Optimiser } from "./optimiser";
import type { Prior } from "./prior";
import type { Scalar, Tensor1D, Tensor2D, Tf } from "./tf";

/**
 * A batch of training data. x has images, [B,784] in [0,1] (for models with `missing` −1 where a pixel is missing), or points,
 * [B,width]. y has one-hot classes, [B,10].
 */
export interface Batch {
  readonly x: Tensor2D;
  readonly y: Tensor2D;
}

/** Noise that is drawn for every batch. */
export interface NoiseSpec {
  /** Its shape, [B, n]: a row for each image. */
  readonly shape: readonly [number, number];
  readonly purpose: "eps" | "z" | "dropout" | "augment";
  /**
   * The default is standard normal. `dropout`: 1/(1 − rate) with probability 1 − rate, otherwise 0. `categorical`: each row is
   * one-hot, with equal probabilities.
   */
  readonly distribution?:
    | { readonly kind: "normal" } | { readonly kind: "uniform" } | { readonly kind: "categorical" }
    | { readonly kind: "dropout"; readonly rate: number };
  /** True if it determines the image or its given part: pictures and measurements use one fixed draw for each test image. */
  readonly fixedPerImage?: true;
  /** True if `decode` gets it, too: pictures and measurements use one fixed draw for each sample. */
  readonly fixedPerSample?: true;
}

/** The encoder's output, [B,d] each. `logVar` exists for Gaussians N(μ, diag σ²) only; a deterministic code has none. */
export interface Posterior {
  readonly mu: Tensor2D;
  readonly logVar?: Tensor2D;
}

/** The inputs of a decoder. Models use the ones that they need. */
export interface DecodeInputs {
  /** The codes, [B,d]. */
  readonly z: Tensor2D;
  /** The conditioning classes, [B,10] one-hot, for conditional models. */
  readonly y: Tensor2D;
  /** The given images, [B,784] in [0,1], for models with `given`. */
  readonly given: Tensor2D;
  /** The model's noise that has `fixedPerSample`. */
  readonly noise: Readonly<Record<string, Tensor2D>>;
}

/** The inputs of a discriminator. Models use the ones that they need. */
export interface DiscriminateInputs {
  /** Images [B,width] in [0,1], or points. */
  readonly x: Tensor2D;
  /** The classes that the images are supposed to show, [B,10] one-hot, for conditional models. */
  readonly y: Tensor2D;
  /** The given images, [B,784] in [0,1], for models with `given`. */
  readonly given: Tensor2D;
}

/**
 * The meaning of a discriminator's output. "log-odds": the logit of the probability that x is real, optimal at D* = p/(p+q);
 * "probability": that probability itself, which nothing keeps within [0,1]; "score": any number, higher for more real rows.
 */
export type DiscriminatorOutput = "log-odds" | "probability" | "score";

/** The input from which a model makes an image: a part of the image, or another image made from it. */
export interface GivenImage<H> {
  /**
   * Returns the given images for x, both [B,784] in [0,1]; they are also displayed. noise has the model's inputs with
   * `fixedPerImage`.
   */
  of(tf: Tf, x: Tensor2D, noise: Readonly<Record<string, Tensor2D>>, h: H): Tensor2D;
  /** The mask of a part, [784]: 1 where a pixel is given and stays, 0 where the model makes it. */
  visible?(h: H): Float32Array;
}

/** How a model is trained on images with missing pixels, and how it imputes them. */
export interface MissingPixels<H> {
  /**
   * The probability that a pixel is missing. The same pixels of an image are always missing: −1 in x, of training and test
   * images.
   */
  share(h: H): number;
  /**
   * Imputes x [B,784], −1 where a pixel is missing, from K codes of each image, eps [B,K·d] of N(0, 1). Returns [B,784] in
   * [0,1]; known pixels stay.
   */
  impute(tf: Tf, networks: Networks, x: Tensor2D, eps: Tensor2D, h: H): Tensor2D;
}

export interface StepInputs<H> {
  readonly networks: Networks;
  readonly batch: Batch;
  /** The images whose labels are known, for models with `labelled`. In measurements, the test images of `batch`. */
  readonly labelled?: Batch;
  readonly noise: Readonly<Record<string, Tensor2D>>;
  readonly h: H;
}

/** "none" is a number without a unit, such as a Wasserstein critic's output. */
export type TermUnit = "nats/image" | "none";

/** A function of the settings if it depends on a choice. */
export type BySettings<T, H> = T | ((h: H) => T);

/** Returns the value for these settings. */
export const forSettings = <T extends string | readonly object[], H>(given: BySettings<T, H>, h: H): T =>
  (typeof given === "function" ? given(h) : given);

/** Python code. `step` is the number of finished steps. */
export type Torch<H> = BySettings<string, H>;

/** KaTeX. */
export type Tex<H> = BySettings<string, H>;

/** A symbol of the formulas that the glossary under them explains. */
export interface FormulaSymbol {
  /** Its meaning is in the texts of the model, or in those that several models share, under this id. */
  readonly id: string;
  /** KaTeX. */
  readonly tex: string;
  /** The source of its value in a step: networks of this role, the batch, or a draw. Absent if it has no source of its own. */
  readonly givenBy?: Role | "batch" | "draw";
}

/** The symbols in the order of the glossary. */
export type Symbols<H> = BySettings<readonly FormulaSymbol[], H>;

/**
 * The role of a term in a game of two networks. "loss-on-real" and "loss-on-generated" are the discriminator's losses on real
 * and on generated rows; "score-of-real" is the negative of a critic's mean score of real rows, "score-of-generated" its mean
 * score of generated ones; "saturating-loss" is E[log(1 − D(G(z)))], which the generator minimises; "generator-loss" is another
 * generator loss.
 */
export type GamePart = "loss-on-real" | "loss-on-generated" | "score-of-real" | "score-of-generated" | "saturating-loss" | "generator-loss";

/** One summand of a loss: its number, its formula, its source. */
export interface Term<Values, H> {
  /** An id that is unique within its model. */
  readonly id: string;
  /** The formula with its sign: "-\\mathbb{E}…". */
  readonly tex: Tex<H>;
  readonly unit: BySettings<TermUnit, H>;
  /** The chart draws the term on an axis of its own, because its scale differs from that of its objective's other terms. */
  readonly ownAxis?: true;
  readonly gamePart?: BySettings<GamePart, H>;
  readonly source: string;
  /** `value` in PyTorch: an expression of variables that the model's `torch.ts` computes before it. */
  readonly torch?: Torch<H>;
  /** Returns the mean over the batch. */
  value(tf: Tf, values: Values, h: H): Scalar;
  readonly weight?: Weight<H>;
  /** True if it compares the images of a batch, or combines them by more than a mean: one image by itself has no such term. */
  readonly ofBatch?: true | ((h: H) => boolean);
}

/** A term that is a mean over the batch and can be computed for each image. */
export interface TermOfImages<Values, H> extends Term<Values, H> {
  /** Returns the term for each image, [B]; its mean is `value`. */
  each(tf: Tf, values: Values, h: H): Tensor1D;
}

/** The parts of an objective that is the negative of an evidence lower bound, which bounds on likelihoods need. */
export interface Elbo<Values, H> {
  /** Returns settings under which the forward draws one code for each image, if it may draw several. */
  settings?(h: H): H;
  /** Returns the z that the forward drew for each image, [B,d]. */
  code(values: Values): Tensor2D;
  /** Returns log q(z|x) of these codes in nats, [B]. */
  logPosterior(tf: Tf, values: Values): Tensor1D;
  /** Returns q(z|x) if it is a Gaussian. */
  posterior?(values: Values): Posterior;
  /** Returns whether p(x|z) is a probability of discrete pixels, so that the bound in bits per pixel can be compared with other models'. */
  discretePixels?(h: H): boolean;
  /** Returns the standard deviation of Gaussian pixels; null if they are not Gaussian. */
  pixelSigma?(tf: Tf, values: Values): Scalar | null;
}

/** A factor in front of a term, a function of the settings and of the step; it is an input of the graph, never a constant. */
export interface Weight<H> {
  readonly tex: Tex<H>;
  /** `value` in PyTorch, if it is more than a multiple of a setting. */
  readonly torch?: Torch<H>;
  value(h: H, step: number): number;
}

/** Parameters of an objective that have the same optimiser and learning rate. */
export interface ParameterGroup<H> {
  /** An id that is unique within its model. */
  readonly id: string;
  /** The optimiser; a function of the settings if it depends on one. */
  readonly optimiser: Optimiser | ((h: H) => Optimiser);
  /** The learning rate as a multiple of the run's, for the step that follows `step`; default 1. */
  readonly rate?: (h: H, step: number) => number;
  /**
   * Weight decay with the factor λ: λ·w is added to the gradient of a weight w or, if it is decoupled, w is multiplied with 1 − lr·λ before the
   * update (Loshchilov & Hutter 2019, alg. 2, arXiv:1711.05101).
   */
  readonly decay?: { readonly isDecoupled: boolean; value(h: H, step: number): number };
  /** Returns whether the group has this parameter: "encoder/hidden/kernel". */
  has(parameter: string, h: H): boolean;
}

/** A bound on the norm of several gradients together: longer ones are scaled to that norm. */
export interface GradientBound<H> {
  value(h: H, step: number): number;
  /** Returns whether it includes the gradient of this parameter: "encoder/hidden/kernel". */
  has(parameter: string, h: H): boolean;
}

/** The loss that one optimiser minimises: a weighted sum of terms over the networks that it may update. */
export interface Objective<Values, H> {
  readonly id: string;
  /** The id of its total, if it has several terms and the id is not the usual one. */
  readonly total?: string;
  /** Left-hand side of its equation. */
  readonly tex: Tex<H>;
  readonly minimises: readonly string[];
  /** The optimiser, if it is not the model's. */
  readonly optimiser?: Optimiser;
  readonly terms: readonly Term<Values, H>[];
  /** −log p(x|z) of the images that the encoder saw: one of its terms, or a part of a term. */
  readonly reconstruction?: TermOfImages<Values, H>;
  /** D_KL(q(z|x) ‖ p(z)): one of its terms, or a part of a term. */
  readonly kl?: Term<Values, H>;
  /** Present if the objective is the negative of a lower bound on log p(x) whose parts are those two. */
  readonly elbo?: Elbo<Values, H>;
  /**
   * Networks whose gradient passes through a discrete choice unchanged (the straight-through estimator, Bengio et al. 2013): it
   * is not the gradient of the objective's value.
   */
  readonly straightThrough?: readonly string[];
  /** The learning rate as a multiple of the run's, for the step that follows `step`; default 1. */
  readonly rate?: (h: H, step: number) => number;
  /** The groups of its parameters, if not all have its optimiser and its learning rate. Each parameter is in one of them. */
  readonly groups?: readonly ParameterGroup<H>[];
  /** Its losses and gradients are computed with the weights from before the step, which the objectives before it have already moved. It has one update in a step. */
  readonly atStepStart?: true;
  /** Bounds on its gradients before each update, in their order. */
  readonly gradientBounds?: readonly GradientBound<H>[];
  /** The number of updates in one step, each on a batch of its own; default 1. */
  readonly repeats?: (h: H) => number;
  /** The bound ± to which its weights are clipped after each update. */
  readonly clip?: (h: H, step: number) => number;
  /** Computes everything that its terms are computed from. */
  forward(tf: Tf, inputs: StepInputs<H>): Values;
}

/** Groups of the menu of models, for display only. */
export const MENU_GROUPS = ["vae", "gan", "flow", "completion"] as const;
export type MenuGroup = (typeof MENU_GROUPS)[number];

/** The hyperparameters that every model has. */
export type TrainingHyperparameters = { readonly batch: Hyperparameters[string]; readonly lr: Hyperparameters[string]; readonly latent: Hyperparameters[string] };

/** T are its hyperparameters, H their values, and Values the results that an objective's forward passes to its terms. */
interface ModelOf<T, H, Values> {
  readonly id: string;
  /** The group of the menu that lists it. */
  readonly menu: MenuGroup;
  /** The distribution that codes are drawn from. */
  readonly prior: Prior;
  /** True if a class can be requested: the class picker is shown. */
  readonly conditional: boolean;
  /** Conditional models that train without labels find the meaning of the ten values of y themselves: 3 need not be a three. */
  readonly findsClasses?: true;
  /** Programs that save no samples: `decode` gives black images, which say nothing about the model. */
  readonly drawsNothing?: true;
  /** Models that make an image from another one, or from a part of it. */
  readonly given?: GivenImage<H>;
  /** Models that are trained on images with missing pixels, which they never see. */
  readonly missing?: MissingPixels<H>;
  /** True if the batch is split into two disjoint parts: one image by itself has no loss. */
  readonly unpaired?: true;
  /**
   * For models that know few labels: the number of labelled training images of each class. Each step gets an additional batch
   * of those, of the same size; in its own batch y is 0 in training, because these labels are hidden.
   */
  readonly labelled?: (h: H) => number;
  readonly source: { readonly text: string; readonly url: string };
  readonly hyperparameters: T;
  readonly optimiser: Optimiser;
  /** The symbols of its formulas, explained below them. */
  readonly symbols: Symbols<H>;
  /** For models that readers write: returns the program with the values of these settings. */
  readonly program?: (h: H) => string;
  /** For models whose settings do not all fit together: returns why these do not; null if they do. All other functions get settings that do. */
  readonly refusal?: (h: H) => Error | null;
  /**
   * For models of programs on the page's thread, which a worker describes (`src/subject/models/described.ts`): loads what depends on these settings, and the
   * weights of steps around `step`. `refusal`, `networks` and weights know only what was loaded. Rejects if the worker cannot answer.
   */
  readonly prepare?: (h: H, step?: number) => Promise<void>;
  networks(h: H): Readonly<Record<string, NetworkSpec>>;
  noise(h: H): Readonly<Record<string, NoiseSpec>>;
  /** KaTeX of the problem that several objectives solve together: "\\min_G\\max_D V(D,G)". */
  readonly game?: Tex<H>;
  /** The objectives in the order in which they are optimised within one step. */
  readonly objectives: readonly Objective<Values, H>[];
  /** Decodes to pixels [B,784] in [0,1], or points [B,width]. */
  decode(tf: Tf, networks: Networks, from: DecodeInputs, h: H): Tensor2D;
  /**
   * For models that decode to the mean of a Gaussian: its standard deviation, the same for every value of x; null if x has
   * none. z is [B,d].
   */
  readonly sigma?: (tf: Tf, networks: Networks, z: Tensor2D, h: H) => Scalar | null;
  /** For models with a discriminator or a critic: its output for each image, [B,1]. */
  readonly discriminate?: {
    readonly output: BySettings<DiscriminatorOutput, H>;
    apply(tf: Tf, networks: Networks, of: DiscriminateInputs, h: H): Tensor2D;
  };
  /** For models with an encoder. */
  readonly encode?: (tf: Tf, networks: Networks, batch: Batch, h: H) => Posterior;
  /**
   * For models whose codes consist of entries of a codebook: z [B,d] → one-hot [B·n,K], the entry at each of an image's n
   * positions.
   */
  readonly quantise?: (tf: Tf, networks: Networks, z: Tensor2D, h: H) => Tensor2D;
  /** For classifiers: x [B,784] → logits of the classes, [B,10]. */
  readonly classify?: (tf: Tf, networks: Networks, x: Tensor2D, h: H) => Tensor2D;
}

/** The type of a model in its own file. */
export type ModelDefinition<T extends Hyperparameters & TrainingHyperparameters = Hyperparameters & TrainingHyperparameters> =
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each objective has values of its own, known only inside its file
  ModelOf<T, ValuesOf<T>, any>;

/** The type of a model in every other file. */
export type Model = ModelOf<Hyperparameters & TrainingHyperparameters, HyperparameterValues, unknown>;

/** Checks a model file's exact types and returns the general type. */
export function defineModel<const T extends Hyperparameters & TrainingHyperparameters>(model: ModelDefinition<T>): Model {
  return model as unknown as Model; // its functions take the values of its own settings, a Model's any: no type says that they get no others
}

/** The ids of models of programs that readers wrote begin so. */
export const WRITTEN = "program-";

/** Returns whether a reader wrote the model. */
export const isWritten = ({ id }: Pick<Model, "id">): boolean => id.startsWith(WRITTEN);

/** A curve of the loss chart and a column of the loss record. */
export interface LossColumn {
  /** The term's id; a total's is "total", or "<objective>-total" if a model has several objectives. */
  readonly id: string;
  readonly kind: "term" | "total";
  readonly objective: string;
  /** The vertical axis: the objective's id, or the term's if it has its own. */
  readonly axis: string;
}

const columnsOf = new WeakMap<Pick<Model, "objectives">, readonly LossColumn[]>();

/**
 * Returns every value that a step reports, in order: each objective's terms, then its total if it has several terms. It returns
 * the same array each time.
 */
export function lossColumns(model: Pick<Model, "objectives">): readonly LossColumn[] {
  const columns = columnsOf.get(model) ?? model.objectives.flatMap((objective) => [
    ...objective.terms.map((term): LossColumn => ({ id: term.id, kind: "term", objective: objective.id, axis: term.ownAxis ? term.id : objective.id })),
    ...(objective.terms.length > 1
      ? [{ id: totalId(model, objective), kind: "total", objective: objective.id, axis: objective.id } as const]
      : []),
  ]);
  columnsOf.set(model, columns);
  return columns;
}

/** Returns the id of an objective's total. */
export function totalId(model: Pick<Model, "objectives">, objective: { readonly id: string; readonly total?: string }): string {
  return objective.total ?? (model.objectives.length === 1 ? "total" : `${objective.id}-total`);
}

/** Returns whether a term of the model compares the images of a batch under these settings. */
export function hasTermOfBatch({ objectives }: Pick<Model, "objectives">, h: HyperparameterValues): boolean {
  return objectives.some(({ terms }) => terms.some(({ ofBatch = false }) => (typeof ofBatch === "function" ? ofBatch(h) : ofBatch)));
}

/** Returns the groups of an objective's parameters, with their optimisers under these settings. */
export function groupsOf(
  model: Pick<Model, "optimiser">, { id, optimiser = model.optimiser, rate, groups }: Model["objectives"][number], h: HyperparameterValues,
): readonly (ParameterGroup<HyperparameterValues> & { readonly optimiser: Optimiser })[] {
  const all = groups ?? [{ id, optimiser, ...(rate && { rate }), has: () => true }];
  return all.map((group) => ({ ...group, optimiser: typeof group.optimiser === "function" ? group.optimiser(h) : group.optimiser }));
}

/** Returns the number of batches that one step uses: as many as its most repeated objective. */
export function batchesPerStep(model: Pick<Model, "objectives">, h: HyperparameterValues): number {
  return Math.max(...model.objectives.map(({ repeats }) => repeats?.(h) ?? 1));
}

/** Returns the number of training images that one step sees. */
export function imagesPerStep(model: Pick<Model, "objectives">, h: HyperparameterValues): number {
  return batchesPerStep(model, h) * Number(h["batch"]);
}
