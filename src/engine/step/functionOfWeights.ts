/** A function of a model's weights, computed eagerly, or by whoever has it compiled. */
import { dispose, tidy } from "@tensorflow/tfjs-core";
import type { FunctionOfWeights, Inputs, FrozenModel } from "./frozenModel";
import { bind } from "./weights";

/** The numbers of the result, row by row. The tensors that `makeInputs` makes are disposed. */
export async function evaluate(name: string, frozen: FrozenModel, makeInputs: () => Inputs, of: FunctionOfWeights): Promise<Float32Array> {
  const { specs, weights, h, functions } = frozen;
  const inputs = tidy(makeInputs);
  try {
    const computed = functions?.compute(name, frozen, inputs, of);
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
