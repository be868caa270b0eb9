/** A simulation's random numbers, from its seed. */
import { uniforms } from "../../../../core/run/philox";

export type Draw = () => number;

/** Returns uniform numbers in [0, 1), one for each call. */
export function drawUniforms(seed: number): Draw {
  let block: Float64Array = new Float64Array(0);
  let at = 0;
  let blocks = 0;
  return () => {
    if (at === block.length) {
      block = uniforms({ seed, purpose: "order", step: blocks++ }, 256);
      at = 0;
    }
    return block[at++]!;
  };
}
