/**
 * What a model's folder says of itself in PyTorch, in `torch.ts`: how its networks are wired and what its objectives compute before
 * their terms. Sizes, starts, optimisers, settings and the terms themselves are taken from the model's definition: `src/torch` makes
 * a whole program of both.
 */
import type { HyperparameterValues } from "./hyperparameters";

/** A layer in PyTorch: "nn.Linear" of [784, 400]. */
export interface TorchModule {
  /** `nn.BatchNorm` becomes that of rows or of images by where it stands. */
  readonly module: string;
  /** Its first arguments; written with the names of the settings that they depend on. */
  readonly sizes: readonly number[];
  /** Its other arguments. */
  readonly options?: string;
  /** A function that it is handed to: "spectral_norm". */
  readonly within?: string;
  /** Modules without weights that belong to it. */
  readonly before?: string;
  readonly after?: string;
}

/** Lines of an `nn.Sequential`: layers by their names in the network, and modules without weights as they stand in Python. */
export type TorchRows = readonly (readonly string[])[];

export interface TorchNetwork {
  /** Attributes of the module; without `forward`, the one chain that the network is. */
  readonly parts: Readonly<Record<string, TorchRows>>;
  /** What `forward` takes besides self, and its lines. */
  readonly forward?: { readonly takes: string; readonly lines: readonly string[] };
  /**
   * Layers that take or give images as rows, by name: channels and side. The page's rows have the channels last, PyTorch's first;
   * weights are compared in its order.
   */
  readonly images?: Readonly<Record<string, readonly [channels: number, side: number]>>;
  /** All arguments of layers, by name, where they are not sums of multiples of settings. */
  readonly arguments?: Readonly<Record<string, readonly string[]>>;
}

export interface TorchObjective {
  /**
   * Python that computes what its terms use, from x [B,784] in [0,1], or [B,width] of points, and y [B] of 0 to 9, the class; of models
   * that are told few labels, also from x_labelled and y_labelled.
   */
  readonly lines: readonly string[];
  /** Names of the noise that the lines draw, in their order. */
  readonly draws: readonly string[];
  /** Its learning rate, where that depends on the step. */
  readonly rate?: string;
}

/** What a folder of points says of itself in PyTorch, in `torch.ts`. */
export interface TorchPoints {
  readonly width: 1 | 2;
  /** How many parts the density has, all as likely. */
  readonly labels: number;
  /** Python that makes `points`, [60000,width], from `label`, [60000] of 0 to labels − 1, `u`, [60000] in (0,1), and `eps`, [60000,width] of N(0,1). */
  readonly lines: readonly string[];
}

export interface TorchModel {
  /** What is done to `images`, [60000,784] in [0,1], before training; where few labels are told, `labelled_batch` is defined. */
  readonly data?: (h: HyperparameterValues) => readonly string[];
  /** Numbers that follow from settings, and that networks use. */
  readonly numbers?: () => readonly string[];
  /** The same with the random numbers of the page, `philox`, where the program continues a run; `targets` are the labels. */
  readonly continuedData?: () => readonly string[];
  networks(h: HyperparameterValues): Readonly<Record<string, TorchNetwork>>;
  /** By id. */
  objectives(h: HyperparameterValues): Readonly<Record<string, TorchObjective>>;
  /**
   * Python: what its decoder or generator makes of z, [n,latent], y, [n] of 0 to 9, and given, [n,784] in [0,1]: [n,784] in [0,1], or
   * points, [n,width]. Absent where samples are made without one.
   */
  readonly decode?: (h: HyperparameterValues) => string;
  /** Python that makes `pictures`, [n,784] in [0,1], or `points`, [n,width]. */
  sample(h: HyperparameterValues): readonly string[];
  /**
   * Where PyTorch's layers move their own state at other times than ours: what is not compared for it, "state" (which training does not
   * depend on), or the weights after several steps, too. Terms and gradients always are.
   */
  readonly uncompared?: "state" | "steps";
  /** What several objectives call: whole functions. */
  readonly functions?: (h: HyperparameterValues) => readonly string[];
}
