/** Every registered model passes the same checks. A new model needs no new test. */
import { dispose, memory, tensor, tidy, type Tensor } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { elboOf, oneDraw } from "../../core/model/measurable";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { batchesPerStep, lossColumns, type Model } from "../../core/model/model";
import { normals } from "../../core/run/philox";
import { hasConvolution } from "../../core/model/parameters";
import { EXHAUSTIVE } from "../../core/testing";
import { dataOf } from "../../subject/data/registry";
import { drawNoise } from "./noise";
import { decodeImages, posteriorMeans } from "../pictures/pictures";
import { differentiate, makeStep, trainedParameters, settingsAt, sumOfTerms } from "./step";
import type { StepData } from "./stepData";
import { greyBatch, greyImages, modelCases, useBackend } from "../testing";
import { estimate } from "../../subject/metrics/estimate";
import { tf } from "../device/tf";
import { createTrainer } from "../trainer/trainer";
import { firstState } from "./trainState";
import { bind, initialise, laneOf, parametersOf, type NetworkSpecs, type Tensors } from "./weights";

beforeAll(() => useBackend("wasm"));

describe.each(modelCases)("$name", ({ name, model, h }) => {
  const specs = model.networks(h);
  const batchSize = Number(h["batch"]);
  let weights: Record<string, Tensor>;
  const { kind, width } = dataOf(h);
  const labelled = (images: number) => (model.labelled ? { labelled: greyBatch(images, 2) } : {});
  const data = () => ({ batch: greyBatch(batchSize, 1, width, model.missing?.share(h)), ...labelled(batchSize), noise: drawNoise(model, h, { seed: 5, step: 0 }) });

  beforeAll(() => { weights = initialise(specs, 5); });
  afterAll(() => dispose(weights));

  it("decodes to pixels between 0 and 1, or to points, and encodes to its latent size", async () => {
    const latent = Number(h["latent"]);
    const z = normals({ seed: 1, purpose: "z", step: 0 }, 3 * latent);
    const images = await decodeImages({ model, specs, h, weights }, z, [0, 5, 9]);
    expect(images.length).toBe(3 * width);
    expect(images.every((value) => (kind === "image" ? value >= 0 && value <= 1 : Number.isFinite(value)))).toBe(true);
    const means = await posteriorMeans({ model, specs, h, weights }, () => greyBatch(4, 1, width));
    if (model.encode) expect(means?.length).toBe(4 * latent);
    else expect(means).toBeNull();
  });

  it("has parameters of known shapes, each finite at the start", async () => {
    for (const { name, shape } of parametersOf(specs)) {
      expect(weights[name]!.shape).toEqual([...shape]);
      expect((await weights[name]!.data()).every(Number.isFinite)).toBe(true);
    }
  });

  it("has terms that add up, weighted, to each objective's total", async () => {
    for (const [index, objective] of model.objectives.entries()) {
      const { values } = differentiate(model, specs, index, trainedParameters(model, specs, index), weights, data(), settingsAt(model, h, 1));
      const scalars = await Promise.all(values.map(async (value) => (await value.data())[0]!));
      if (objective.terms.length === 1) continue;
      const sum = objective.terms.reduce((total, term, i) => total + (term.weight?.value(h, 0) ?? 1) * scalars[i]!, 0);
      expect(scalars.at(-1)! / sum).toBeCloseTo(1, 5);
    }
    expect(new Set(lossColumns(model).map(({ id }) => id)).size).toBe(lossColumns(model).length);
  });

  it("has noise with a row for each image, so that it can be measured in slices", () => {
    for (const [name, { shape }] of Object.entries(model.noise(h))) expect(shape[0], name).toBe(h["batch"]);
  });

  if (elboOf(model)) it("has densities whose log ratio is its KL term, on average over draws", async () => {
    const { objective, prior } = elboOf(model)!;
    const { forward, elbo, kl, reconstruction } = objective;
    const rows = hasConvolution(specs) && !EXHAUSTIVE ? 500 : 2000; // convolutions are slow
    const settings = oneDraw(objective, { ...h, batch: rows });
    const wide = Object.fromEntries(Object.entries(weights).map(([name, value]) => [name, tf.mul(value, name.startsWith("encoder/") ? 2 : 1)]));
    let found: readonly Float32Array[] = [];
    tidy(() => {
      const inputs = {
        networks: bind(specs, wide, "use"), batch: greyBatch(rows, 1, width), ...labelled(rows), noise: drawNoise(model, settings, { seed: 5, step: 0 }), h: settings,
      };
      const values = forward(tf, inputs);
      found = [
        tf.sub(elbo.logPosterior(tf, values), prior.logDensity(tf, inputs.networks, elbo.code(values), settings)), kl.value(tf, values, settings),
        reconstruction.each(tf, values, settings), reconstruction.value(tf, values, settings),
      ].map((tensor) => tensor.dataSync<"float32">());
    });
    const [ratios, divergence, each, mean] = found;
    const { mean: drawn, standardError } = estimate(ratios!);
    expect(divergence![0]).toBeGreaterThan(10 * standardError);
    expect(Math.abs(drawn - divergence![0]!)).toBeLessThan(4 * standardError);
    expect(estimate(each!).mean / mean![0]!).toBeCloseTo(1, 4);
    dispose(wide);
  });

  // A gradient penalty jumps at the kinks of a leaky ReLU, and a convolution has so many that finite differences measure
  // the jumps. device/kernels/opCases.ts checks its second derivatives with a smooth function.
  const smooth = h["architecture"] !== "conv";
  const tried = name === model.id || EXHAUSTIVE;
  it.runIf(smooth && tried)("has gradients that agree with finite differences, for each parameter", async () => {
    for (const [index, { straightThrough = [] }] of model.objectives.entries()) {
      const names = trainedParameters(model, specs, index).filter((name) => !straightThrough.includes(name.split("/")[0]!));
      const input = data();
      const { gradients, values: here } = differentiate(model, specs, index, names, weights, input, settingsAt(model, h, 1));
      const loss = (await here.at(-1)!.data())[0]!;
      for (const name of names) {
        const gradient = await gradients[name]!.data<"float32">();
        // Half the direction is the gradient, so that the change exceeds rounding; the other half is random.
        const along = added(unit(gradient), unit(normals({ seed: 2, purpose: "sample", step: 0, lane: laneOf(name) }, gradient.length)));
        const slope = gradient.reduce((sum, value, i) => sum + value * along[i]!, 0);
        // The change is far above the rounding of the loss; if a ReLU's kink lies within, a smaller change agrees.
        const widest = Math.min(1e-2, (5e-5 * Math.max(1, Math.abs(loss))) / Math.abs(slope));
        const values = await weights[name]!.data<"float32">();
        const value = async (shift: number) => {
          const moved = tensor(values.map((weight, i) => weight + shift * along[i]!), weights[name]!.shape);
          const found = await lossOf(model, specs, index, { ...weights, [name]: moved }, input, h);
          moved.dispose();
          return found;
        };
        const rounding = (2 ** -22 * Math.abs(loss)) / widest;
        const most = 0.02 * Math.abs(slope) + rounding + 1e-3;
        let least = Infinity;
        for (let epsilon = widest; least >= most && epsilon > widest / 200; epsilon /= 10) {
          least = Math.min(least, Math.abs(((await value(epsilon)) - (await value(-epsilon))) / (2 * epsilon) - slope));
        }
        expect(least, name).toBeLessThan(most);
      }
    }
  });

  it("updates exactly the networks named in `minimises`", async () => {
    for (const objective of model.objectives) {
      const step = makeStep({ ...model, objectives: [objective] }, h);
      const { state } = step(firstState(specs, weights), Array.from({ length: batchesPerStep(model, h) }, data), settingsAt(model, h, 1));
      for (const network of Object.keys(specs)) {
        const moved = parametersOf(specs).filter(({ name }) => name.startsWith(`${network}/`) && state.weights[name] !== weights[name]);
        expect(moved.length > 0).toBe(objective.minimises.includes(network));
      }
    }
  });

  it("leaks no tensor once it runs, and leaves none behind", async () => {
    const all = memory().numTensors;
    const trainer = createTrainer(model, { model: model.id, seed: 3, backend: "wasm", hyperparameters: h }, greyImages);
    trainer.advance();
    await trainer.losses();
    const { numTensors, numBytes } = memory();
    for (let i = 0; i < 2; i++) trainer.advance();
    await trainer.losses();
    expect(memory().numTensors).toBe(numTensors);
    expect(memory().numBytes).toBe(numBytes);
    trainer.advance();
    trainer.dispose();
    expect(memory().numTensors).toBe(all);
  });

  it("gives the same losses bit for bit from the same seed, and others from another", async () => {
    const losses = async (seed: number) => {
      const trainer = createTrainer(model, { model: model.id, seed, backend: "wasm", hyperparameters: h }, greyImages);
      for (let i = 0; i < 2; i++) trainer.advance();
      const all = await trainer.losses();
      trainer.dispose();
      return all;
    };
    const first = await losses(3);
    expect(await losses(3)).toEqual(first);
    expect(await losses(4)).not.toEqual(first);
  });
});

/** The objective's total, without gradients. */
async function lossOf(
  model: Model, specs: NetworkSpecs, index: number, weights: Tensors, { noise, ...images }: StepData, h: HyperparameterValues,
): Promise<number> {
  const updates = new Map<string, Tensor>();
  const total = tidy(() => {
    const values = model.objectives[index]!.forward(tf, { networks: bind(specs, weights, "train", updates), ...images, noise, h });
    return sumOfTerms(model, index, values, settingsAt(model, h, 1)).total;
  });
  const [number] = await total.data<"float32">();
  dispose([total, ...updates.values()]);
  return number!;
}

const unit = (values: Float32Array): Float32Array => {
  const norm = Math.hypot(...values) || 1;
  return values.map((value) => value / norm);
};

const added = (a: Float32Array, b: Float32Array): Float32Array => a.map((value, i) => value + b[i]!);
