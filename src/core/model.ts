/**
 * What a model is. A model file gives its networks, its objectives and their terms; the loss that is
 * optimised, the curve in the chart, the formula on the page and the number inside the formula are all
 * derived from the same `Term`. This file holds types and the two small functions that read them; how a
 * model is trained is the engine's business.
 */
import type { Hyperparameters, HyperparameterValues, ValuesOf } from "./hyperparameters";
import type { Optimiser } from "./optimiser";
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tf } from "./tf";

/**
 * What a network is for; each role has one colour everywhere on the page. A critic is a discriminator without a probability.
 * A prior holds what a learned one consists of; no image passes through it.
 */
export type Role = "encoder" | "decoder" | "generator" | "discriminator" | "critic" | "prior";

/** How a parameter starts. `fanIn`, `fanOut`: the layer's number of inputs and outputs. */
export type Initialiser =
  | { readonly kind: "zeros" }
  | { readonly kind: "ones" }
  | { readonly kind: "constant"; readonly value: number }
  /** U(±1/√fanIn), PyTorch's default for dense layers. */
  | { readonly kind: "fanIn"; readonly fanIn: number }
  /** U(±√(6/(fanIn + fanOut))): Glorot & Bengio 2010, eq. 16. */
  | { readonly kind: "glorot"; readonly fanIn: number; readonly fanOut: number }
  /** N(0, 1), PyTorch's default for embeddings. */
  | { readonly kind: "normal" };

export interface ParameterSpec {
  readonly shape: readonly number[];
  readonly init: Initialiser;
  /** Moved by the optimiser; otherwise it is state that the layer itself updates (running averages). */
  readonly trainable: boolean;
}

/** `train`: batch statistics, and state moves. `use`: fixed statistics, for pictures and measurements. */
export type Mode = "train" | "use";

export interface LayerCall {
  readonly mode: Mode;
  /** Hands back the next value of a parameter that is not trainable. */
  update(parameter: string, next: Tensor): void;
}

/** A layer: named parameters, and a function of them. It holds no tensor itself. */
export interface Layer {
  readonly parameters: Readonly<Record<string, ParameterSpec>>;
  apply(tf: Tf, parameters: Readonly<Record<string, Tensor>>, x: Tensor2D, call: LayerCall): Tensor2D;
}

export interface NetworkSpec {
  readonly role: Role;
  /** What enters besides the main input, where something does: the class, or what is given of an image. */
  readonly condition?: "class" | "given";
  /** Symbols of its outputs, where they are not its role's usual one. */
  readonly heads?: readonly string[];
  /** Widths from input to output, for the diagram: [784, 400, 2]. */
  readonly widths: readonly number[];
  readonly layers: Readonly<Record<string, Layer>>;
  /**
   * Pictures and measurements take the moving average of its trainable parameters in place of these, which jump from batch to
   * batch; training takes no notice of it. Polyak & Juditsky 1992.
   */
  readonly averaged?: true;
}

/** A network with its weights in place: call a layer by its name. */
export type Network = Readonly<Record<string, (x: Tensor2D) => Tensor2D>>;
export type Networks = Readonly<Record<string, Network>>;

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
}

/**
 * What codes are drawn from before there is an image. Where it has weights of its own, they are those of networks of the
 * model, by a role "prior" or another, and every draw and density is one at a moment of the run.
 */
export type Prior = PriorWithDensity | SamplerPrior;

/** Those by which likelihoods can be bounded. */
export type PriorWithDensity = StandardNormalPrior | MixturePrior;

interface AnyPrior {
  /** False: samples are drawn from it, but nothing in training brings the codes of images there. */
  readonly imposed: boolean;
}

interface Density<H> {
  /** log p(z), in nats. z: [B,d] → [B]. */
  logDensity(tf: Tf, networks: Networks, z: Tensor2D, h: H): Tensor1D;
}

/** N(0, I). */
export interface StandardNormalPrior extends AnyPrior, Density<unknown> {
  readonly kind: "standard-normal";
}

/**
 * Noise of N(0, I) that becomes a code in steps. Codes are not brought to it (it is never imposed), it is brought to them, and its
 * density is not computed.
 */
export interface SamplerPrior extends AnyPrior {
  readonly kind: "sampler";
  readonly imposed: false;
  /** Each step moves the whole code a little, so that its way can be drawn on the map. */
  readonly moves: boolean;
  steps(h: HyperparameterValues): number;
  /** z: [B,d], as they are after `done` of the steps; noise after none of them. → what they are after the next. */
  next(tf: Tf, networks: Networks, z: Tensor2D, done: number, h: HyperparameterValues): Tensor2D;
}

/** A mixture of Gaussians that is learned. */
export interface MixturePrior extends AnyPrior, Density<HyperparameterValues> {
  readonly kind: "mixture";
  components(tf: Tf, networks: Networks, h: HyperparameterValues): GaussianMixture;
  /** log wₖ N(z; μₖ, diag σₖ²), in nats, of each component. z: [B,d] → [B,K]. */
  logJoint(tf: Tf, networks: Networks, z: Tensor2D, h: HyperparameterValues): Tensor2D;
}

/** Σₖ wₖ N(μₖ, diag σₖ²). */
export interface GaussianMixture {
  /** μₖ: [K,d]. */
  readonly mu: Tensor2D;
  /** log σₖ²: [K,d]. */
  readonly logVar: Tensor2D;
  /** log wₖ, of weights that add up to 1: [1,K]. */
  readonly logWeights: Tensor2D;
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
}

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

/** KaTeX; a function of the settings where the formula depends on a choice. */
export type Tex<H> = string | ((h: H) => string);

export const texFor = <H>(tex: Tex<H>, h: H): string => (typeof tex === "string" ? tex : tex(h));

export const unitFor = <H>({ unit }: Pick<Term<never, H>, "unit">, h: H): TermUnit =>
  (typeof unit === "string" ? unit : unit(h));

/** A symbol of the formulas that the glossary under them explains. */
export interface FormulaSymbol {
  /** The texts of the model, or of those that several share, have what it means under this id. */
  readonly id: string;
  /** KaTeX. */
  readonly tex: string;
}

/** In the order of the glossary; a function of the settings where the formulas depend on a choice. */
export type Symbols<H> = readonly FormulaSymbol[] | ((h: H) => readonly FormulaSymbol[]);

export const symbolsFor = <H>(symbols: Symbols<H>, h: H): readonly FormulaSymbol[] =>
  (typeof symbols === "function" ? symbols(h) : symbols);

/** One summand of a loss: its number, its formula, its source. */
export interface Term<Values, H> {
  /** Unique within its model. */
  readonly id: string;
  /** With its sign: "-\\mathbb{E}…". */
  readonly tex: Tex<H>;
  /** A function of the settings where it depends on a choice. */
  readonly unit: TermUnit | ((h: H) => TermUnit);
  readonly source: string;
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

export interface ModelDefinition<T extends Hyperparameters & TrainingHyperparameters = Hyperparameters & TrainingHyperparameters> {
  readonly id: string;
  /** Where menus list it. */
  readonly menu: MenuGroup;
  /** What codes are drawn from. */
  readonly prior: Prior;
  /** A class can be asked for: the class picker is shown. */
  readonly conditional: boolean;
  /** Models that make an image from another one, or from a part of it. */
  readonly given?: GivenImage<ValuesOf<T>>;
  /** Models that are trained on images with missing pixels: nobody tells them those. */
  readonly missing?: MissingPixels<ValuesOf<T>>;
  /**
   * Models that are told few labels: of how many training images of each class. Each step gets a batch of those besides its
   * own, as many images, whose y is 0 in training: nobody tells the model their labels.
   */
  readonly labelled?: (h: ValuesOf<T>) => number;
  readonly source: { readonly text: string; readonly url: string };
  readonly hyperparameters: T;
  readonly optimiser: Optimiser;
  /** Of its formulas, explained under them. */
  readonly symbols: Symbols<ValuesOf<T>>;
  networks(h: ValuesOf<T>): Readonly<Record<string, NetworkSpec>>;
  noise(h: ValuesOf<T>): Readonly<Record<string, NoiseSpec>>;
  /** KaTeX of the problem that the objectives are moves of, where there are several: "\\min_G\\max_D V(D,G)". */
  readonly game?: Tex<ValuesOf<T>>;
  /** In the order in which they are optimised within one step. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each objective has values of its own, known only inside its file
  readonly objectives: readonly Objective<any, ValuesOf<T>>[];
  /** → pixels [B,784] in [0,1], or points [B,width]. */
  decode(tf: Tf, networks: Networks, from: DecodeInputs, h: ValuesOf<T>): Tensor2D;
  /** Models that decode to the mean of a Gaussian: its standard deviation, the same for every number of x; null where x has none. z: [B,d]. */
  readonly deviation?: (tf: Tf, networks: Networks, z: Tensor2D, h: ValuesOf<T>) => Scalar | null;
  /** Models with a discriminator or a critic of x alone: x [B,width] → what it says of each, [B,1]. */
  readonly discriminate?: {
    /** "probability" that x is real, where D* = p/(p+q) is the best answer; "score": any number, the higher the more real. */
    readonly says: "probability" | "score";
    apply(tf: Tf, networks: Networks, x: Tensor2D, h: ValuesOf<T>): Tensor2D;
  };
  /** Models with an encoder only. */
  readonly encode?: (tf: Tf, networks: Networks, batch: Batch, h: ValuesOf<T>) => Posterior;
  /** Models whose codes are made of the entries of a codebook: z: [B,d] → [B·n,K] one-hot, the entry at each of an image's n places. */
  readonly quantise?: (tf: Tf, networks: Networks, z: Tensor2D, h: ValuesOf<T>) => Tensor2D;
  /** Models that name classes only. x: [B,784] → logits of the classes, [B,10]. */
  readonly classify?: (tf: Tf, networks: Networks, x: Tensor2D, h: ValuesOf<T>) => Tensor2D;
}

/** Keeps a model file's types exact while hiding them from those who list models. */
export function defineModel<const T extends Hyperparameters & TrainingHyperparameters>(model: ModelDefinition<T>): Model {
  return model as unknown as Model; // its functions take the values of its own settings, a Model's any: no type says that they get no others
}

/** A model as everyone but its own file sees it. */
export type Model = Omit<
  ModelDefinition,
  | "given" | "missing" | "labelled" | "symbols" | "game" | "networks" | "noise" | "objectives" | "decode" | "deviation" | "discriminate" | "encode"
  | "quantise" | "classify"
> & {
  readonly given?: GivenImage<HyperparameterValues>;
  readonly missing?: MissingPixels<HyperparameterValues>;
  readonly labelled?: (h: HyperparameterValues) => number;
  readonly symbols: Symbols<HyperparameterValues>;
  readonly game?: Tex<HyperparameterValues>;
  networks(h: HyperparameterValues): Readonly<Record<string, NetworkSpec>>;
  noise(h: HyperparameterValues): Readonly<Record<string, NoiseSpec>>;
  readonly objectives: readonly Objective<unknown, HyperparameterValues>[];
  decode(tf: Tf, networks: Networks, from: DecodeInputs, h: HyperparameterValues): Tensor2D;
  readonly deviation?: (tf: Tf, networks: Networks, z: Tensor2D, h: HyperparameterValues) => Scalar | null;
  readonly discriminate?: {
    readonly says: "probability" | "score";
    apply(tf: Tf, networks: Networks, x: Tensor2D, h: HyperparameterValues): Tensor2D;
  };
  readonly encode?: (tf: Tf, networks: Networks, batch: Batch, h: HyperparameterValues) => Posterior;
  readonly quantise?: (tf: Tf, networks: Networks, z: Tensor2D, h: HyperparameterValues) => Tensor2D;
  readonly classify?: (tf: Tf, networks: Networks, x: Tensor2D, h: HyperparameterValues) => Tensor2D;
};

/** A curve of the loss chart and a column of the loss record. */
export interface LossColumn {
  /** The term's id; a total's is "total", or "<objective>-total" where a model has several objectives. */
  readonly id: string;
  readonly kind: "term" | "total";
  readonly objective: string;
}

/** Every value a step reports, in order: each objective's terms, then its total where it has several terms. */
export function lossColumns(model: Pick<Model, "objectives">): readonly LossColumn[] {
  return model.objectives.flatMap((objective) => [
    ...objective.terms.map((term): LossColumn => ({ id: term.id, kind: "term", objective: objective.id })),
    ...(objective.terms.length > 1
      ? [{ id: totalId(model, objective), kind: "total", objective: objective.id } as const]
      : []),
  ]);
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
