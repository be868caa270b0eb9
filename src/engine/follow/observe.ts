/** Networks that record the outputs of their layers. */
import { keep, type Tensor } from "@tensorflow/tfjs-core";
import type { LayerTrace } from "../../core/latent/follow";
import type { Layer, Networks } from "../../core/model/network";
import type { NetworkSpecs } from "../step/weights";

export interface Call {
  readonly network: string;
  readonly layer: string;
  readonly output: Tensor;
  readonly calls: number;
}

/** Calls in the order of each layer's first call; of repeated calls the last one. Outputs are kept until `disposeCalls`. */
export type Calls = Map<string, Call>;

/** Disposes the recorded outputs. */
export const disposeCalls = (calls: Calls): void => calls.forEach(({ output }) => output.dispose());

/** Returns networks that compute the same and record their calls in `calls`. */
export function observed(networks: Networks, calls: Calls): Networks {
  return Object.fromEntries(Object.entries(networks).map(([network, layers]) => [
    network,
    Object.fromEntries(Object.entries(layers).map(([layer, apply]) => [layer, (x: Parameters<typeof apply>[0]) => {
      const output = apply(x);
      const key = `${network}/${layer}`;
      const before = calls.get(key);
      before?.output.dispose();
      calls.set(key, { network, layer, output: keep(output.clone()), calls: (before?.calls ?? 0) + 1 }); // models may tidy
      return output;
    }])),
  ]));
}

/** [side, side, channels] of a convolution, else [units]. */
function shapeOf({ parameters }: Layer, size: number): readonly number[] {
  const { kernel, bias } = parameters;
  if (kernel?.shape.length !== 4 || !bias) return [size];
  const channels = bias.shape[0]!;
  const side = Math.sqrt(size / channels);
  return [side, side, channels];
}

/** Returns a layer's output with its role and shape. `values`: the output of one image. */
export const describeLayer = (specs: NetworkSpecs, { network, layer, calls }: Omit<Call, "output">, values: Float32Array): LayerTrace => ({
  network, layer, calls, values, role: specs[network]!.role, shape: shapeOf(specs[network]!.layers[layer]!, values.length),
});
