/** What can be counted in a step without running it, for tests and for people. */
import type { Plan } from "../ir/plan";

/** Bytes of all that a step is given: inputs that are not states. */
export const bytesGiven = ({ storages, inputs, outputs }: Plan): number =>
  4 * Object.entries(inputs).reduce((sum, [name, id]) => sum + (outputs[name] === undefined ? storages[id]!.size : 0), 0);

export interface ShaderCounts {
  /** Multiplications whose products a thread adds up, once through the loop that reads blocks in shared memory. */
  readonly multiplyAdds: number;
  /** Reads of shared memory there; one of a vector counts as one. */
  readonly sharedReads: number;
  /** Arrays of a thread's own that are indexed by a variable: compilers tend to keep them in memory rather than in registers. */
  readonly indexedArrays: readonly string[];
}

export function countsOf(code: string): ShaderCounts {
  const vectors = new Set(Array.from(code.matchAll(/var (\w+) = vec4f\(/g), ([, name]) => name!));
  const adds = Array.from(code.matchAll(/^(\w+) \+= \w+(?:\.\w)? \* \w+;$/gm), ([, name]) => name!);
  const own = Array.from(code.matchAll(/(?:var|let) (\w+)(?:: array<\w+, \d+>| = array<\w+, \d+>\()/g), ([, name]) => name!);
  return {
    multiplyAdds: adds.reduce((sum, name) => sum + (vectors.has(name) ? 4 : 1), 0),
    sharedReads: Array.from(code.matchAll(/= (?:left|right)Tile\[/g)).length,
    indexedArrays: own.filter((name) => new RegExp(`\\b${name}\\[[^\\]]*[a-z_]\\w*[^\\]]*\\]`).test(code.replaceAll(/\d+u\b/g, ""))),
  };
}
