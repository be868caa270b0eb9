/** The parameters of a model's networks, by name: "network/layer/parameter", for example "encoder/hidden/kernel". */
import type { NetworkSpec, ParameterSpec } from "./network";

export interface Parameter extends ParameterSpec {
  readonly name: string;
  readonly network: string;
}

const cache = new WeakMap<object, readonly Parameter[]>();

/** Returns the parameters in the order of networks, layers and parameters; the same array each time. */
export function parametersOf(networks: Readonly<Record<string, NetworkSpec>>): readonly Parameter[] {
  const parameters = cache.get(networks) ?? Object.entries(networks).flatMap(([network, { layers }]) =>
    Object.entries(layers).flatMap(([layer, { parameters: own }]) =>
      Object.entries(own).map(([parameter, spec]) => ({ name: `${network}/${layer}/${parameter}`, network, ...spec })),
    ),
  );
  cache.set(networks, parameters);
  return parameters;
}

/** Returns whether some network has a convolution: only the kernel of one has four axes. */
export const hasConvolution = (networks: Readonly<Record<string, NetworkSpec>>): boolean => parametersOf(networks).some(({ shape }) => shape.length === 4);

/** Returns the number of elements of a tensor of this shape. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);
