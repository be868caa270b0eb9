/** The models' programs, executed by our interpreter, have the models' own losses and gradients. */
import { tensor, tensor2d, valueAndGrads, type Scalar, type Tensor } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { normals } from "../../core/run/philox";
import { differentiate, settingsAt, trainedParameters } from "../../engine/step/step";
import { drawNoise } from "../../engine/step/noise";
import { dataShapes } from "../../engine/step/stepData";
import { parametersOf, tensorsOf } from "../../engine/step/weights";
import { tf } from "../../engine/device/tf";
import { greyBatch, smallSettings, useBackend } from "../../engine/testing";
import { models } from "../../subject/models/registry";
import { linesOf, textOf, torchOf, torchProgram } from "../../page/torch";
import { inTorchOrder } from "../../page/torch/decoder";
import { evaluate, unsupportedIn, type Leaves } from "./evaluate";
import { sizeOf } from "../../core/model/parameters";
import { inOrder, type Leaf, type Node } from "./graph";
import { trace } from "./trace";

beforeAll(() => useBackend("wasm"));

/** The largest difference of a gradient, as a share of the largest gradient. TensorFlow.js convolves in another order of the pixels, so float32 sums differ more. */
const tolerance = (hasConvolutions: boolean) => (hasConvolutions ? 5e-4 : 1e-5);

/** Returns rows of one-hot vectors as indices, [rows]. */
const indices = (rows: Tensor, classes: number) => tf.sum(tf.mul(rows, tensor2d([Array.from({ length: classes }, (_, k) => k)])), 1);

/** Returns a draw from the page's noise of this name. */
const drawnFrom = (noise: Tensor, { draw, isHot }: Extract<Leaf, { readonly kind: "draw" }>, { shape }: Node): Tensor => tf.reshape(draw.kind === "categorical" && !isHot ? indices(noise, draw.classes) : noise, [...shape]);

const largestOf = (values: ArrayLike<number>): number => Array.from(values).reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);

const place = ({ leaf }: Node): number => (leaf?.kind === "draw" ? leaf.index : -1);

it.each(models.map((model) => [model.id, model] as const))("%s", async (_, model) => {
  const h = smallSettings(model);
  const program = torchProgram(model, torchOf(model), h, 1);
  const { objectives } = trace(textOf(linesOf(program)));
  expect(unsupportedIn(objectives.flatMap(({ losses }) => losses))?.operation).toBeUndefined();
  expect(objectives.map(({ repeats }) => repeats)).toEqual(model.objectives.map(({ repeats }) => repeats?.(h) ?? 1));

  const specs = model.networks(h);
  const values = Object.fromEntries(parametersOf(specs).map(({ name, shape }, i) =>
    [name, normals({ seed: 3, purpose: "init", step: i }, sizeOf(shape)).map((value) => 0.1 * value + (/[vV]ariance$/.test(name) ? 1 : 0))]));
  const weights = tensorsOf(specs, values);
  const batch = greyBatch(Number(h["batch"]), 1, dataShapes(model, h)["batch0/x"]![1], model.missing?.share(h));
  const labelled = greyBatch(Number(h["batch"]), 2);
  const noise = drawNoise(model, h, { seed: 5, purpose: "eps", step: 0 });
  const byPython = new Map(program.parameters.map((one) => [one.python, one]));
  const inTheirOrder = async (python: string, of: Tensor) => {
    const { shape, data } = inTorchOrder(byPython.get(python)!, { shape: of.shape, data: await of.data<"float32">() });
    return tensor(data, [...shape]);
  };
  const theirs = new Map<string, Tensor>();
  for (const { python, name } of program.parameters) theirs.set(python, await inTheirOrder(python, weights[name]!));

  for (const [index, objective] of model.objectives.entries()) {
    const trained = trainedParameters(model, specs, index);
    const ours = differentiate(model, specs, index, trained, weights, { batch, labelled, noise }, settingsAt(model, h, 1));
    const { losses } = objectives[index]!;
    const draws = [...new Set(inOrder(losses).map(place).filter((at) => at >= 0))].sort((a, b) => a - b);
    const names = torchOf(model).objectives(h)[objective.id]!.draws;
    expect(draws).toHaveLength(names.length);
    const leaves = (moving: ReadonlyMap<string, Tensor>): Leaves => (leaf, node) => {
      switch (leaf.kind) {
        case "stored": return moving.get(leaf.stored.name) ?? theirs.get(leaf.stored.name)!;
        case "batch": {
          const { x, y } = leaf.isLabelled ? labelled : batch;
          return leaf.of === "images" ? x : leaf.of === "classes" ? y : indices(y, 10);
        }
        case "draw": return drawnFrom(noise[names[draws.indexOf(leaf.index)]!]!, leaf, node);
        default: throw new Error("A step uses a batch, not all images.");
      }
    };
    const python = trained.map((name) => program.parameters.find((one) => one.name === name)!.python);
    const loss = (...moving: Tensor[]) => evaluate(tf, losses, leaves(new Map(python.map((name, i) => [name, moving[i]!])))).reduce((sum, one) => tf.add(sum, one)) as Scalar;
    const { value, grads } = valueAndGrads(loss)(python.map((name) => theirs.get(name)!));
    const total = (await ours.values.at(-1)!.data())[0]!;
    expect((await value.data())[0]).toBeCloseTo(total, 4 - Math.ceil(Math.log10(Math.abs(total) + 1)));
    const expected = await Promise.all(trained.map(async (name, i) => (await inTheirOrder(python[i]!, ours.gradients[name]!)).data()));
    const largest = Math.max(...expected.map(largestOf));
    for (const [i, name] of trained.entries()) {
      const actual = await grads[i]!.data();
      const difference = largestOf(expected[i]!.map((gradient, k) => gradient - actual[k]!));
      expect(difference / largest, name).toBeLessThan(tolerance(inOrder(losses).some(({ operation }) => operation === "conv2d")));
    }
  }
}, 120_000);
