/** What a network of a model is: layers by name, made of parameters. How they are drawn, moved and kept is the engine's business. */
import type { Tensor, Tensor2D, Tf } from "./tf";
import type { TorchModule } from "./torch";

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
  /** The same in PyTorch. */
  readonly torch?: TorchModule;
}

export interface NetworkSpec {
  readonly role: Role;
  /** What enters besides the main input, where something does: the class, or what is given of an image. */
  readonly condition?: "class" | "given";
  /** Symbol of its main input, where that is not what the network before it gives. */
  readonly looksAt?: string;
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
