/**
 * What a model is. A model file gives its networks, its objectives and their terms; the loss that is
 * optimised, the curve in the chart, the formula on the page and the number inside the formula are all
 * derived from the same `Term`. This file holds types and the two small functions that read them; how a
 * model is trained is the engine's business.
 */
import type { Hyperparameters, HyperparameterValues, ValuesOf } from "./hyperparameters";
import type { Networks, NetworkSpec, Role } from "./network";
import type { Optimiser } from "./optimiser";
import type { Prior } from "./prior";
import type { Scalar, Tensor1D, Tensor2D, Tf } from "./tf";

/**
 * A batch of training data: images, x [B,784] in [0,1], for models with `missing` −1 where a pixel is; or points, x [B,width].
 * y: [B,10] one-hot.
 */
export interface Batch {
  readonly x: Tensor2D;
  readonly y: Tensor2D;
}

/** Noise, drawn anew for every batch. */
export interface NoiseSpec {
  /** [B, n]: a row for each image. */
  readonly shape: readonly [number, number];
  readonly purpose: "eps" | "z" | "dropout" | "augment";
  /**
   * Default: standard normal. `dropout`: 1/(1 − rate) with probability 1 − rate, otherwise 0. `categorical`: each row one-hot,
   * each of its columns as likely.
   */
  readonly distribution?:
    | { readonly kind: "normal" } | { readonly kind: "uniform" } | { readonly kind: "categorical" }
    | { readonly kind: "dropout"; readonly rate: number };
  /** It makes the image what it is, or what is given of it: in pictures and measurements, one draw for each test image, always the same. */
  readonly ofImage?: true;
  /** `decode` gets it, too: in pictures and measurements, one draw for each sample, always the same. */
  readonly ofSample?: true;
}

/** Where an encoder places images: [B,d] each. `logVar`: of Gaussians N(μ, diag σ²) only; a code that is a point has none. */
export interface Posterior {
  readonly mu: Tensor2D;
  readonly logVar?: Tensor2D;
}

/** What an image is made from. Models take what they need of it. */
export interface DecodeInputs {
  /** [B,d]. */
  readonly z: Tensor2D;
  /** [B,10] one-hot, for conditional models. */
  readonly y: Tensor2D;
  /** [B,784] in [0,1]: what is given of images, for models with `given`. */
  readonly given: Tensor2D;
  /** Those of the model's that are `ofSample`. */
  readonly noise: Readonly<Record<string, Tensor2D>>;
}

/** What a discriminator judges. Models take what they need of it. */
export interface DiscriminateInputs {
  /** [B,width]: images in [0,1], or points. */
  readonly x: Tensor2D;
  /** [B,10] one-hot: the class that they pass for, for conditional models. */
  readonly y: Tensor2D;
  /** [B,784] in [0,1]: what was given, for models with `given`. */
  readonly given: Tensor2D;
}

/**
 * What a discriminator's number is. "log-odds": the logit of the probability that x is real, where D* = p/(p+q) is the best answer;
 * "probability": that answer as it stands, which nothing keeps within [0,1]; "score": any number, the higher the more real.
 */
export type Says = "log-odds" | "probability" | "score";

/** What a model is told of an image from which it is to make one: a part of it, or another image made from it. */
export interface GivenImage<H> {
  /** x: [B,784] in [0,1] → likewise, to be looked at, too. noise: those of the model that are `ofImage`. */
  of(tf: Tf, x: Tensor2D, noise: Readonly<Record<string, Tensor2D>>, h: H): Tensor2D;
  /** Where it is a part: [784], 1 where a pixel is given and stays as it is, 0 where it is to be made up. */
  visible?(h: H): Float32Array;
}

/** How a model is trained on images of which pixels are missing, and what it makes of those. */
export interface MissingPixels<H> {
  /** Each pixel of an image is missing with this probability, and always the same ones: −1 in x, of training and test images. */
  share(h: H): number;
  /** x: [B,784] with −1 where a pixel is missing, eps: [B,K·d] of N(0, 1) for K codes of each image → [B,784] in [0,1]; what is known stays. */
  impute(tf: Tf, networks: Networks, x: Tensor2D, eps: Tensor2D, h: H): Tensor2D;
}

export interface StepInputs<H> {
  readonly networks: Networks;
  readonly batch: Batch;
  /** For models with `labelled`: images whose labels they are told. In measurements, the test images of `batch`. */
  readonly labelled?: Batch;
  readonly noise: Readonly<Record<string, Tensor2D>>;
  readonly h: H;
}

/** "none": a number without a unit, as a Wasserstein critic gives. */
export type TermUnit = "nats/image" | "none";

/** A function of the settings where it depends on a choice. */
export type BySettings<T, H> = T | ((h: H) => T);

/** What it is with these settings. */
export const forSettings = <T extends string | readonly object[], H>(given: BySettings<T, H>, h: H): T =>
  (typeof given === "function" ? given(h) : given);

/** Python. `step` is the number of steps done. */
export type Torch<H> = BySettings<string, H>;

/** KaTeX. */
export type Tex<H> = BySettings<string, H>;

/** A symbol of the formulas that the glossary under them explains. */
export interface FormulaSymbol {
  /** The texts of the model, or of those that several share, have what it means under this id. */
  readonly id: string;
  /** KaTeX. */
  readonly tex: string;
  /** What gives it in a step: networks of this role, the batch, or what is drawn. Absent where nothing does by itself. */
  readonly givenBy?: Role | "batch" | "draw";
}

/** In the order of the glossary. */
export type Symbols<H> = BySettings<readonly FormulaSymbol[], H>;

/**
 * What a term is in a game of two networks. "loss-on-real", "loss-on-generated": what the discriminator's answers to real and to generated rows cost
 * it; "score-of-real": the negative of a critic's mean score of real rows; "score-of-generated": its mean score of generated ones; "saturating-loss":
 * E[log(1 − D(G(z)))], which the generator minimises; "generator-loss": another loss of the generator.
 */
export type GamePart = "loss-on-real" | "loss-on-generated" | "score-of-real" | "score-of-generated" | "saturating-loss" | "generator-loss";

/** One summand of a loss: its number, its formula, its source. */
export interface Term<Values, H> {
  /** Unique within its model. */
  readonly id: string;
  /** With its sign: "-\\mathbb{E}…". */
  readonly tex: Tex<H>;
  readonly unit: BySettings<TermUnit, H>;
  readonly gamePart?: BySettings<GamePart, H>;
  readonly source: string;
  /** The same as `value` in PyTorch: an expression of what the model's `torch.ts` computes before it. */
  readonly torch?: Torch<H>;
  /** Mean over the batch. */
  value(tf: Tf, values: Values, h: H): Scalar;
  readonly weight?: Weight<H>;
}

/** A term that is a mean over the batch, and says what each image adds to it. */
export interface TermOfImages<Values, H> extends Term<Values, H> {
  /** [B]; its mean is `value`. */
  each(tf: Tf, values: Values, h: H): Tensor1D;
}

/** Of an objective that is the negative of an evidence lower bound: what likelihoods are bounded with. */
export interface Elbo<Values, H> {
  /** Settings under which the forward draws one code for each image, where it may draw several. */
  settings?(h: H): H;
  /** The z that the forward drew for each image: [B,d]. */
  code(values: Values): Tensor2D;
  /** log q(z|x) of these, in nats: [B]. */
  logPosterior(tf: Tf, values: Values): Tensor1D;
  /** q(z|x), where it is a Gaussian. */
  posterior?(values: Values): Posterior;
  /** The standard deviation of Gaussian pixels; null where they are not. */
  pixelSigma?(tf: Tf, values: Values): Scalar | null;
}

/** A factor in front of a term, a function of the settings and of the step; never baked into the graph. */
export interface Weight<H> {
  readonly tex: string;
  /** The same as `value` in PyTorch, where it is more than a multiple of a setting. */
  readonly torch?: Torch<H>;
  value(h: H, step: number): number;
}

/** What one optimiser makes smaller: a weighted sum of terms over the networks it may move. */
export interface Objective<Values, H> {
  readonly id: string;
  /** Left-hand side of its equation. */
  readonly tex: Tex<H>;
  readonly minimises: readonly string[];
  /** Where it is not the model's. */
  readonly optimiser?: Optimiser;
  readonly terms: readonly Term<Values, H>[];
  /** −log p(x|z) of the images that the encoder saw: one of its terms, or what a term is made of. */
  readonly reconstruction?: TermOfImages<Values, H>;
  /** D_KL(q(z|x) ‖ p(z)), likewise. */
  readonly kl?: Term<Values, H>;
  /** Where it is the negative of a lower bound on log p(x) whose parts are those two. */
  readonly elbo?: Elbo<Values, H>;
  /**
   * Networks whose gradient passes through a choice as if nothing had been chosen (Bengio et al. 2013, the straight-through estimator):
   * it is not the gradient of the objective's value.
   */
  readonly straightThrough?: readonly string[];
  /** Its learning rate as a multiple of the run's, from the step on that follows `step`; 1 where absent. */
  readonly rate?: (h: H, step: number) => number;
  /** How many updates it makes in one step, each on a batch of its own; 1 where absent. */
  readonly repeats?: (h: H) => number;
  /** After each update its weights are clipped to ± this. */
  readonly clip?: (h: H, step: number) => number;
  /** Everything its terms are computed from. */
  forward(tf: Tf, inputs: StepInputs<H>): Values;
}

/** Groups of the menu of models. Nothing else depends on them. */
export const MENU_GROUPS = ["vae", "gan", "flow", "completion"] as const;
export type MenuGroup = (typeof MENU_GROUPS)[number];

/** The hyperparameters every model has. */
export type TrainingHyperparameters = { readonly batch: Hyperparameters[string]; readonly lr: Hyperparameters[string]; readonly latent: Hyperparameters[string] };

/** T: its hyperparameters, H: their values, Values: what an objective's forward hands to its terms. */
interface ModelOf<T, H, Values> {
  readonly id: string;
  /** Where menus list it. */
  readonly menu: MenuGroup;
  /** What codes are drawn from. */
  readonly prior: Prior;
  /** A class can be asked for: the class picker is shown. */
  readonly conditional: boolean;
  /** Of conditional models that train without labels: what the ten values of y stand for they find themselves; 3 need not be a three. */
  readonly findsClasses?: true;
  /** Models that make an image from another one, or from a part of it. */
  readonly given?: GivenImage<H>;
  /** Models that are trained on images with missing pixels: nobody tells them those. */
  readonly missing?: MissingPixels<H>;
  /** A batch is parted, and no image is in both parts: one image by itself has no loss. */
  readonly unpaired?: true;
  /**
   * Models that are told few labels: of how many training images of each class. Each step gets a batch of those besides its
   * own, as many images, whose y is 0 in training: nobody tells the model their labels.
   */
  readonly labelled?: (h: H) => number;
  readonly source: { readonly text: string; readonly url: string };
  readonly hyperparameters: T;
  readonly optimiser: Optimiser;
  /** Of its formulas, explained under them. */
  readonly symbols: Symbols<H>;
  networks(h: H): Readonly<Record<string, NetworkSpec>>;
  noise(h: H): Readonly<Record<string, NoiseSpec>>;
  /** KaTeX of the problem that the objectives are moves of, where there are several: "\\min_G\\max_D V(D,G)". */
  readonly game?: Tex<H>;
  /** In the order in which they are optimised within one step. */
  readonly objectives: readonly Objective<Values, H>[];
  /** → pixels [B,784] in [0,1], or points [B,width]. */
  decode(tf: Tf, networks: Networks, from: DecodeInputs, h: H): Tensor2D;
  /** Models that decode to the mean of a Gaussian: its standard deviation, the same for every number of x; null where x has none. z: [B,d]. */
  readonly deviation?: (tf: Tf, networks: Networks, z: Tensor2D, h: H) => Scalar | null;
  /** Models with a discriminator or a critic: what it says of each image, [B,1]. */
  readonly discriminate?: {
    readonly says: BySettings<Says, H>;
    apply(tf: Tf, networks: Networks, of: DiscriminateInputs, h: H): Tensor2D;
  };
  /** Models with an encoder only. */
  readonly encode?: (tf: Tf, networks: Networks, batch: Batch, h: H) => Posterior;
  /** Models whose codes are made of the entries of a codebook: z: [B,d] → [B·n,K] one-hot, the entry at each of an image's n places. */
  readonly quantise?: (tf: Tf, networks: Networks, z: Tensor2D, h: H) => Tensor2D;
  /** Models that name classes only. x: [B,784] → logits of the classes, [B,10]. */
  readonly classify?: (tf: Tf, networks: Networks, x: Tensor2D, h: H) => Tensor2D;
}

/** A model as its own file gives it. */
export type ModelDefinition<T extends Hyperparameters & TrainingHyperparameters = Hyperparameters & TrainingHyperparameters> =
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each objective has values of its own, known only inside its file
  ModelOf<T, ValuesOf<T>, any>;

/** A model as everyone but its own file sees it. */
export type Model = ModelOf<Hyperparameters & TrainingHyperparameters, HyperparameterValues, unknown>;

/** Keeps a model file's types exact while hiding them from those who list models. */
export function defineModel<const T extends Hyperparameters & TrainingHyperparameters>(model: ModelDefinition<T>): Model {
  return model as unknown as Model; // its functions take the values of its own settings, a Model's any: no type says that they get no others
}

/** A curve of the loss chart and a column of the loss record. */
export interface LossColumn {
  /** The term's id; a total's is "total", or "<objective>-total" where a model has several objectives. */
  readonly id: string;
  readonly kind: "term" | "total";
  readonly objective: string;
}

const columnsOf = new WeakMap<Pick<Model, "objectives">, readonly LossColumn[]>();

/** Every value a step reports, in order: each objective's terms, then its total where it has several terms. The same array each time. */
export function lossColumns(model: Pick<Model, "objectives">): readonly LossColumn[] {
  const columns = columnsOf.get(model) ?? model.objectives.flatMap((objective) => [
    ...objective.terms.map((term): LossColumn => ({ id: term.id, kind: "term", objective: objective.id })),
    ...(objective.terms.length > 1
      ? [{ id: totalId(model, objective), kind: "total", objective: objective.id } as const]
      : []),
  ]);
  columnsOf.set(model, columns);
  return columns;
}

export function totalId(model: Pick<Model, "objectives">, objective: { readonly id: string }): string {
  return model.objectives.length === 1 ? "total" : `${objective.id}-total`;
}

/** Batches that one step uses up: as many as its most repeated objective. */
export function batchesPerStep(model: Pick<Model, "objectives">, h: HyperparameterValues): number {
  return Math.max(...model.objectives.map(({ repeats }) => repeats?.(h) ?? 1));
}

/** Training images that one step sees. */
export function imagesPerStep(model: Pick<Model, "objectives">, h: HyperparameterValues): number {
  return batchesPerStep(model, h) * Number(h["batch"]);
}
