/** The definition of a network: named layers, made of parameters. The engine initialises, updates and stores them. */
import type { Tensor, Tensor2D, Tf } from "./tf";
import type { TorchModule } from "./torch";

/**
 * The role of a network; each has one colour everywhere on the page. A critic is a discriminator without a probability. A prior
 * has the weights of a learned prior; no image passes through it.
 */
export type Role = "encoder" | "decoder" | "generator" | "discriminator" | "critic" | "prior";

/** The initial distribution of a parameter. `fanIn` and `fanOut` are the layer's numbers of inputs and outputs. */
export type Initialiser =
  | { readonly kind: "zeros" }
  | { readonly kind: "ones" }
  | { readonly kind: "constant"; readonly value: number }
  /** U(±1/√fanIn), PyTorch's default for dense layers. */
  | { readonly kind: "fanIn"; readonly fanIn: number }
  /** U(±√(6/(fanIn + fanOut))): Glorot & Bengio 2010, eq. 16. */
  | { readonly kind: "glorot"; readonly fanIn: number; readonly fanOut: number }
  /** N(mean, deviation²), by default N(0, 1), PyTorch's default for embeddings. */
  | { readonly kind: "normal"; readonly mean?: number; readonly deviation?: number };

export interface ParameterSpec {
  readonly shape: readonly number[];
  readonly init: Initialiser;
  /** True if the optimiser updates it; otherwise the layer itself does (running averages). */
  readonly trainable: boolean;
}

/** `train`: batch statistics, and state is updated. `use`: fixed statistics, for pictures and measurements. */
export type Mode = "train" | "use";

export interface LayerCall {
  readonly mode: Mode;
  /** Sets the next value of a parameter that is not trainable. */
  update(parameter: string, next: Tensor): void;
}

/** A layer: named parameters, and a function of them. It stores no tensor itself. */
export interface Layer {
  readonly parameters: Readonly<Record<string, ParameterSpec>>;
  apply(tf: Tf, parameters: Readonly<Record<string, Tensor>>, x: Tensor2D, call: LayerCall): Tensor2D;
  /** The same layer in PyTorch. */
  readonly torch?: TorchModule;
}

export interface NetworkSpec {
  readonly role: Role;
  /** The additional input, if there is one: the class, or the given image. */
  readonly condition?: "class" | "given";
  /** The symbol of its main input, if that is not the output of the previous network. */
  readonly inputSymbol?: string;
  /** The symbols of its outputs, if they are not the usual one of its role. */
  readonly heads?: readonly string[];
  /** Widths from input to output, for the diagram: [784, 400, 2]. */
  readonly widths: readonly number[];
  readonly layers: Readonly<Record<string, Layer>>;
  /**
   * True if pictures and measurements use the moving average of its trainable parameters instead of their values, which
   * fluctuate from batch to batch; training does not use it. Polyak & Juditsky 1992.
   */
  readonly averaged?: true;
}

/** A network with its weights: call a layer by its name. */
export type Network = Readonly<Record<string, (x: Tensor2D) => Tensor2D>>;
export type Networks = Readonly<Record<string, Network>>;
