/** Counts that describe a step without running it, for tests and for people. */
import type { Plan } from "../ir/plan";

/** Returns the bytes of all inputs of a step that are not states. */
export const bytesGiven = ({ storages, inputs, outputs }: Plan): number =>
  4 * Object.entries(inputs).reduce((sum, [name, id]) => sum + (outputs[name] === undefined ? storages[id]!.size : 0), 0);

export interface ShaderCounts {
  /** The multiply-adds of a thread, once through the loop that reads blocks in shared memory. */
  readonly multiplyAdds: number;
  /** The reads of shared memory in that loop; reading a vector counts as one. */
  readonly sharedReads: number;
  /** Arrays of a thread that are indexed by a variable: compilers tend to put them in memory rather than in registers. */
  readonly indexedArrays: readonly string[];
}

/** Counts operations in the text of a shader. */
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
