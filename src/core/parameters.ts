/** The parameters of a model's networks, by name: "network/layer/parameter", for example "encoder/hidden/kernel". */
import type { NetworkSpec, ParameterSpec } from "./network";

export interface Parameter extends ParameterSpec {
  readonly name: string;
  readonly network: string;
}

export function parametersOf(networks: Readonly<Record<string, NetworkSpec>>): readonly Parameter[] {
  return Object.entries(networks).flatMap(([network, { layers }]) =>
    Object.entries(layers).flatMap(([layer, { parameters }]) =>
      Object.entries(parameters).map(([parameter, spec]) => ({ name: `${network}/${layer}/${parameter}`, network, ...spec })),
    ),
  );
}

/** Numbers in a tensor of this shape. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);
