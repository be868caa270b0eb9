/**
 * Named tensors: how a network's parameters start, how they are bound to its layers, how they are kept and let go.
 * A parameter's name is "network/layer/parameter", for example "encoder/hidden/kernel".
 */
import { keep, tensor, type Tensor } from "@tensorflow/tfjs-core";
import type { Mode, Network, Networks, NetworkSpec } from "../core/model";
import { parametersOf, type Parameter } from "../core/parameters";
import { normals, uniforms, type Stream } from "../core/philox";
import type { Tensor2D } from "../core/tf";
import { tf } from "./tf";

export type NetworkSpecs = Readonly<Record<string, NetworkSpec>>;
export type Tensors = Readonly<Record<string, Tensor>>;

export { parametersOf, type Parameter };

/** A stream's lane from a name (FNV-1a, 32 bit), so that adding a parameter leaves the others' numbers alone. */
export function laneOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A parameter before the first step, from the run's seed and its own name alone. */
export function initialValues({ name, shape, init }: Parameter, seed: number): Float32Array {
  const count = shape.reduce((product, n) => product * n, 1);
  const stream: Stream = { seed, purpose: "init", step: 0, lane: laneOf(name) };
  switch (init.kind) {
    case "zeros": return new Float32Array(count);
    case "ones": return new Float32Array(count).fill(1);
    case "constant": return new Float32Array(count).fill(init.value);
    case "normal": return normals(stream, count);
    case "fanIn": {
      const limit = 1 / Math.sqrt(init.fanIn);
      return Float32Array.from(uniforms(stream, count), (value) => (2 * value - 1) * limit);
    }
    default: return init satisfies never;
  }
}

export function initialise(networks: NetworkSpecs, seed: number): Record<string, Tensor> {
  return Object.fromEntries(
    parametersOf(networks).map((parameter) => [parameter.name, tensor(initialValues(parameter, seed), [...parameter.shape])]),
  );
}

/**
 * Networks whose layers can be called. `updates` collects the next values of parameters that layers move
 * themselves (running averages); they are kept and belong to the caller.
 */
export function bind(networks: NetworkSpecs, weights: Tensors, mode: Mode, updates?: Map<string, Tensor>): Networks {
  const entries = Object.entries(networks).map(([network, { layers }]) => {
    const callable: [string, Network[string]][] = Object.entries(layers).map(([layer, { parameters, apply }]) => {
      const prefix = `${network}/${layer}/`;
      const own: Record<string, Tensor> = {};
      for (const parameter of Object.keys(parameters)) own[parameter] = weights[prefix + parameter]!;
      const update = (parameter: string, next: Tensor) => {
        // A layer that is called twice has moved twice from the same state: the last one stands.
        updates?.get(prefix + parameter)?.dispose();
        updates?.set(prefix + parameter, keep(next));
      };
      return [layer, (x: Tensor2D) => apply(tf, own, x, { mode, update })];
    });
    return [network, Object.fromEntries(callable)] as const;
  });
  return Object.fromEntries(entries);
}

/** Second handles on the same values: they stay when the first are disposed. Copies nothing. */
export function retain(tensors: Tensors): Tensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, value]) => [name, value.clone()]));
}

export function release(tensors: Tensors): void {
  for (const value of Object.values(tensors)) value.dispose();
}
