/** A function of a model's weights, computed eagerly, or by whoever has it compiled. */
import { dispose, tidy } from "@tensorflow/tfjs-core";
import type { FunctionOfWeights, Inputs, Still } from "./still";
import { bind } from "./weights";

/** The numbers of the result, row by row. The tensors that `makeInputs` makes are disposed. */
export async function evaluate(name: string, still: Still, makeInputs: () => Inputs, of: FunctionOfWeights): Promise<Float32Array> {
  const { specs, weights, h, functions } = still;
  const inputs = tidy(makeInputs);
  try {
    const computed = functions?.compute(name, still, inputs, of);
    if (computed) return await computed;
    const result = tidy(() => of(bind(specs, weights, "use"), inputs, h));
    try {
      return await result.data<"float32">();
    } finally {
      result.dispose();
    }
  } finally {
    dispose(inputs);
  }
}
