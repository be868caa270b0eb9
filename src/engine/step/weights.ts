/**
 * Named tensors: how a network's parameters are initialised, bound to its layers, retained and released.
 * A parameter's name is "network/layer/parameter", for example "encoder/hidden/kernel".
 */
import { keep, reshape, tensor, type Tensor } from "@tensorflow/tfjs-core";
import { initialValues, laneOf } from "../../core/run/draws";
import type { Mode, Network, Networks, NetworkSpec } from "../../core/model/network";
import { parametersOf, type Parameter } from "../../core/model/parameters";
import type { Tensor2D } from "../../core/model/tf";
import { tf } from "../device/tf";

export type NetworkSpecs = Readonly<Record<string, NetworkSpec>>;
export type Tensors = Readonly<Record<string, Tensor>>;

export { initialValues, laneOf, parametersOf, type Parameter };

/** Returns the parameters of all networks by name, drawn from the seed. */
export function initialise(networks: NetworkSpecs, seed: number): Record<string, Tensor> {
  return Object.fromEntries(
    parametersOf(networks).map((parameter) => [parameter.name, tensor(initialValues(parameter, seed), [...parameter.shape])]),
  );
}

/** Returns the tensors of all parameters from their values, by name. */
export function tensorsOf(networks: NetworkSpecs, values: Readonly<Record<string, Float32Array>>): Tensors {
  return Object.fromEntries(parametersOf(networks).map(({ name, shape }) => [name, tensor(values[name]!, [...shape])]));
}

/**
 * Returns networks whose layers can be called. `updates` collects the next values of parameters that layers update
 * themselves (running averages); they are kept and the caller disposes them.
 */
export function bind(networks: NetworkSpecs, weights: Tensors, mode: Mode, updates?: Map<string, Tensor>): Networks {
  const entries = Object.entries(networks).map(([network, { layers }]) => {
    const callable: [string, Network[string]][] = Object.entries(layers).map(([layer, { parameters, apply }]) => {
      const prefix = `${network}/${layer}/`;
      const own: Record<string, Tensor> = {};
      for (const parameter of Object.keys(parameters)) own[parameter] = weights[prefix + parameter]!;
      const update = (parameter: string, next: Tensor) => {
        // A layer that is called twice updates the same state twice: the last update counts.
        updates?.get(prefix + parameter)?.dispose();
        updates?.set(prefix + parameter, keep(next));
      };
      return [layer, (x: Tensor2D) => apply(tf, own, x, { mode, update })];
    });
    return [network, Object.fromEntries(callable)] as const;
  });
  return Object.fromEntries(entries);
}

/** Returns second handles on the tensors' values, which stay valid when the first are disposed. Copies nothing, whereas `clone` copies on WASM. */
export function retain(tensors: Tensors): Tensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, value]) => [name, reshape(value, value.shape)]));
}

/** Disposes all tensors. */
export function release(tensors: Tensors): void {
  for (const value of Object.values(tensors)) value.dispose();
}
