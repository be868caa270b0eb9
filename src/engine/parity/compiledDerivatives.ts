/** An objective's values and gradients, as the compiler's code computes them. */
import type { Scalar, Tensor } from "@tensorflow/tfjs-core";
import type { Model } from "../../core/model/model";
import type { Tensor2D } from "../../core/model/tf";
import { plan } from "step-compiler/passes";
import { trace } from "step-compiler/trace/trace";
import { differentiate, type Derivatives, type StepSettings } from "../step/step";
import type { StepData } from "../step/stepData";
import { wasmExecutable } from "../trainer/stepper/wasm";
import type { NetworkSpecs, Tensors } from "../step/weights";

/** Returns what `differentiate` returns, computed by code that is compiled for WASM. */
export async function compiledDerivatives(
  model: Model, specs: NetworkSpecs, index: number, names: readonly string[], weights: Tensors,
  { batch, labelled, noise }: StepData, settings: StepSettings,
): Promise<Derivatives> {
  const prefixed = <T>(prefix: string, all: Readonly<Record<string, T>>): [string, T][] =>
    Object.entries(all).map(([name, value]) => [`${prefix}/${name}`, value]);
  const without = <T>(prefix: string, all: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(all).flatMap(([name, value]) =>
      (name.startsWith(`${prefix}/`) ? [[name.slice(prefix.length + 1), value]] : [])));
  const inputs: Record<string, Tensor> = Object.fromEntries([
    ...prefixed<Tensor>("weight", weights), ...prefixed<Tensor>("noise", noise), ...prefixed<Tensor>("batch", { ...batch }),
    ...prefixed<Tensor>("labelled", { ...labelled }),
  ]);
  const shapes: Record<string, readonly number[]> = {};
  const shaped = (outputs: Record<string, Tensor>) => {
    for (const [name, { shape }] of Object.entries(outputs)) shapes[name] = shape;
    return outputs;
  };
  const graph = trace((given, scalars) => {
    const images = (name: string) => without(name, given) as { x: Tensor2D; y: Tensor2D };
    const data = {
      batch: images("batch"), ...(labelled && { labelled: images("labelled") }), noise: without("noise", given) as Record<string, Tensor2D>,
    };
    const { values, gradients, updates } =
      differentiate(model, specs, index, names, without("weight", given), data, { ...settings, scalars });
    return shaped(Object.fromEntries([
      ...prefixed<Tensor>("value", Object.fromEntries(values.entries())), ...prefixed("gradient", gradients), ...prefixed("update", updates),
    ]));
  }, Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape])), settings.scalars);
  const executable = await wasmExecutable(plan(graph));
  for (const [name, value] of Object.entries(inputs)) if (executable.needs(name)) executable.writeTensor(name, value);
  for (const [name, value] of Object.entries(settings.scalars)) if (executable.needs(name)) executable.write(name, value);
  executable.run();
  const outputs = executable.read(shapes);
  executable.dispose();
  return {
    values: Object.values(without("value", outputs)) as Scalar[],
    gradients: without("gradient", outputs), updates: without("update", outputs),
  };
}
