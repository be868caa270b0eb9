/**
 * A model's or data folder's PyTorch code, in `torch.ts`: how its networks are wired and what its objectives compute before
 * their terms. Sizes, initialisers, optimisers, settings and the terms themselves come from the model's definition; `src/page/torch`
 * makes a whole program of both.
 */
import type { HyperparameterValues } from "./hyperparameters";

/** A layer in PyTorch: "nn.Linear" of [784, 400]. */
export interface TorchModule {
  /** The module; `nn.BatchNorm` becomes that of rows or of images by its position. */
  readonly module: string;
  /** Its first arguments; they are written with the names of the settings that they depend on. */
  readonly sizes: readonly number[];
  /** Its other arguments. */
  readonly options?: string;
  /** A function that wraps it: "spectral_norm". */
  readonly within?: string;
  /** Modules without weights that belong to it. */
  readonly before?: string;
  readonly after?: string;
}

/** Lines of an `nn.Sequential`: layers by their names in the network, and modules without weights as Python code. */
export type TorchRows = readonly (readonly string[])[];

export interface TorchNetwork {
  /** Attributes of the module; without `forward`, the network is one chain. */
  readonly parts: Readonly<Record<string, TorchRows>>;
  /** The parameters of `forward` besides self, and its lines. */
  readonly forward?: { readonly takes: string; readonly lines: readonly string[] };
  /**
   * Layers that take or give images as rows, by name: channels and side. The page's rows have the channels last, PyTorch's
   * first; weights are compared in PyTorch's order.
   */
  readonly images?: Readonly<Record<string, readonly [channels: number, side: number]>>;
  /** All arguments of layers, by name, if they are not sums of multiples of settings. */
  readonly arguments?: Readonly<Record<string, readonly string[]>>;
}

export interface TorchObjective {
  /**
   * Python that computes the inputs of its terms from x [B,784] in [0,1], or points [B,width], and y [B], the class from 0 to
   * 9; for models with few labels, also from x_labelled and y_labelled.
   */
  readonly lines: readonly string[];
  /** The names of the noise that the lines draw, in order. */
  readonly draws: readonly string[];
  /** Its learning rate, if that depends on the step. */
  readonly rate?: string;
}

/** The PyTorch code of a folder of points, in `torch.ts`. */
export interface TorchPoints {
  readonly width: 1 | 2;
  /** The number of equally probable parts of the density. */
  readonly labels: number;
  /**
   * Python that makes `points` [60000,width] from `label` [60000] of 0 to labels − 1, `u` [60000] in (0,1), and `eps`
   * [60000,width] of N(0,1).
   */
  readonly lines: readonly string[];
}

export interface TorchModel {
  /** Prepares `images` [60000,784] in [0,1] before training; if few labels are known, it defines `labelled_batch`. */
  readonly data?: (h: HyperparameterValues) => readonly string[];
  /** Numbers that follow from settings and that networks use. */
  readonly numbers?: () => readonly string[];
  /** Prepares `images` with the page's random numbers, `philox`, if the program continues a run; `targets` are the labels. */
  readonly continuedData?: () => readonly string[];
  networks(h: HyperparameterValues): Readonly<Record<string, TorchNetwork>>;
  /** Objectives by id. */
  objectives(h: HyperparameterValues): Readonly<Record<string, TorchObjective>>;
  /**
   * Python that decodes z [n,latent], y [n] of 0 to 9 and given [n,784] in [0,1] to [n,784] in [0,1], or points [n,width].
   * Absent if samples are made without a decoder or generator.
   */
  readonly decode?: (h: HyperparameterValues) => string;
  /** Python that makes `pictures`, [n,784] in [0,1], or `points`, [n,width]. */
  sample(h: HyperparameterValues): readonly string[];
  /**
   * The parts that are not compared because PyTorch's layers update their own state at other times: "state" (which training
   * does not depend on), or also the weights after several steps. Terms and gradients are always compared.
   */
  readonly uncompared?: "state" | "steps";
  /** Functions that several objectives call. */
  readonly functions?: (h: HyperparameterValues) => readonly string[];
}
