/** Evaluates a function of a model's weights, eagerly or compiled. */
import { dispose, tidy } from "@tensorflow/tfjs-core";
import type { FunctionOfWeights, Inputs, FrozenModel } from "./frozenModel";
import { bind } from "./weights";

/** Returns the elements of the result, row by row. `name` identifies `of` among the compiled functions. Disposes the tensors that `makeInputs` makes. */
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
