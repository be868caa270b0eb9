/**
 * Every model against PyTorch: terms, gradients, layer state and optimisers, from the same weights, batch and noise.
 * The references were computed in double precision (docs/parity.md); no Python is needed here.
 * PARITY_REPORT=1 prints the largest error of each model, and compares convolutions on the cpu backend as well, which
 * takes a minute.
 */
import { dispose, type Tensor } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { batchesPerStep, type Model } from "../../core/model/model";
import { hasConvolution } from "../../core/model/parameters";
import type { Backend } from "../../core/run/runConfig";
import { models } from "../../subject/models/registry";
import { differentiate, makeStep, trainedParameters, settingsAt, type Derivatives } from "../step/step";
import { useBackend } from "../testing";
import { compiledDerivatives } from "./compiledDerivatives";
import { firstState } from "../step/trainState";
import {
  distance, norm, parityData, parityWeights, readGolden, settingsFor, type Fingerprint, type GoldenCase,
  type GoldenSteps,
} from "./testing";

/** Largest allowed ‖ours − PyTorch's‖ / ‖PyTorch's‖, for each term and each tensor. */
const TOLERANCE = 1e-4;
/** The largest allowed relative difference for the changes by an optimiser's steps: small changes are differences of larger weights. */
const DISPLACEMENT_TOLERANCE = 1e-3;

interface Difference {
  readonly what: string;
  readonly error: number;
  readonly tolerance?: number;
}

const largestFirst = (differences: readonly Difference[]) => differences.toSorted((a, b) => b.error - a.error);

function expectSmall(differences: readonly Difference[]): void {
  const tooLarge = largestFirst(differences).filter(({ error, tolerance = TOLERANCE }) => !(error < tolerance));
  expect(tooLarge.map(({ what, error }) => `${what}: off by ${error.toExponential(1)}`)).toEqual([]);
}

type Differentiate = (...given: Parameters<typeof differentiate>) => Derivatives | Promise<Derivatives>;

async function compareCase(model: Model, golden: GoldenCase, how: Differentiate = differentiate): Promise<Difference[]> {
  const h = settingsFor(model, golden.settings);
  const specs = model.networks(h);
  const weights = parityWeights(specs, golden.seed);
  const data = parityData(model, h, golden.seed);
  const differences: Difference[] = [];
  expect(model.objectives.map(({ id }) => id)).toEqual(golden.objectives.map(({ id }) => id));

  for (const [index, reference] of golden.objectives.entries()) {
    const { terms } = model.objectives[index]!;
    const names = trainedParameters(model, specs, index);
    const { values, gradients, updates } = await how(model, specs, index, names, weights, data, settingsAt(model, h, golden.t));

    const ids = [...terms.map(({ id }) => id), ...(terms.length > 1 ? ["total"] : [])];
    expect(ids).toEqual(Object.keys(reference.terms));
    for (const [i, id] of ids.entries()) {
      const truth = reference.terms[id]!;
      const [value] = await values[i]!.data();
      differences.push({ what: `${reference.id}: ${id}`, error: Math.abs(value! - truth) / Math.abs(truth) });
    }

    const compare = async (kind: string, ours: Readonly<Record<string, Tensor>>, theirs: Readonly<Record<string, Fingerprint>>) => {
      expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort());
      for (const [name, truth] of Object.entries(theirs)) {
        const away = distance(name, await ours[name]!.data<"float32">(), truth);
        differences.push({ what: `${reference.id}: ${kind} ${name}`, error: away / (truth.norm || reference.wholeNorm) });
      }
    };
    await compare("gradient of", gradients, reference.gradients);
    await compare("next", updates, reference.state);
    dispose([...values, ...Object.values(gradients), ...Object.values(updates)]);
  }
  dispose([weights, data.batch, data.labelled, data.noise].flatMap((tensors) => Object.values<Tensor>({ ...tensors })));
  return differences;
}

async function compareSteps(model: Model, golden: GoldenSteps): Promise<Difference[]> {
  const h = settingsFor(model, golden.settings);
  const start = parityWeights(model.networks(h), golden.seed);
  const run = makeStep(model, h);
  let state = firstState(model.networks(h), start);
  for (let step = 0; step < golden.steps; step++) {
    const data = Array.from({ length: batchesPerStep(model, h) }, (_, batch) => parityData(model, h, golden.seed, step, batch));
    state = run(state, data, settingsAt(model, h, step + 1)).state;
  }
  const differences: Difference[] = [];
  for (const [name, truth] of Object.entries(golden.displacements)) {
    const before = await start[name]!.data<"float32">();
    const after = await state.weights[name]!.data<"float32">();
    const away = distance(name, after.map((value, i) => value - before[i]!), truth);
    differences.push({ what: `weights ${name}`, error: away / truth.weightNorm });
    differences.push({ what: `change of ${name}`, error: away / truth.norm, tolerance: DISPLACEMENT_TOLERANCE });
  }
  return differences;
}

const describeSettings = ({ settings }: GoldenCase): string =>
  Object.entries(settings).map(([name, value]) => `${name} ${value}`).join(", ");

const reporting = process.env["PARITY_REPORT"] !== undefined;
const report: (Difference & { readonly backend: Backend | "compiled"; readonly model: string })[] = [];
afterAll(() => { if (reporting) console.table(report); });

describe.each<Backend>(["wasm", "cpu"])("on %s", (backend) => {
  beforeAll(() => useBackend(backend));
  // tfjs needs seconds for convolutions on the cpu backend.
  const affordable = (model: Model, { settings }: GoldenCase) =>
    reporting || backend !== "cpu" || !hasConvolution(model.networks(settingsFor(model, settings)));
  const compared = models.filter((model) => readGolden(model).cases.some((one) => affordable(model, one)));

  describe.each(compared.map((model) => [model.id, model] as const))("%s", (_, model) => {
    const { cases, optimised } = readGolden(model);
    const all: Difference[] = [];
    afterAll(() => { report.push({ backend, model: model.id, ...largestFirst(all)[0]! }); });

    const each = cases.filter((one) => affordable(model, one));
    it.each(each.map((one) => [describeSettings(one), one] as const))("%s", async (_, one) => {
      const differences = await compareCase(model, one);
      all.push(...differences);
      expectSmall(differences);
    });

    if (optimised) {
      it(`takes ${optimised.steps} steps as PyTorch's ${model.optimiser.name} does`, async () => {
        expectSmall(await compareSteps(model, optimised));
      });
    }
  });
});

describe("compiled for wasm", () => {
  beforeAll(() => useBackend("wasm"));

  const cases = models.flatMap((model) => readGolden(model).cases.map((one) => [model.id, describeSettings(one), model, one] as const));
  it.each(cases)("%s: %s", async (id, _, model, one) => {
    const differences = await compareCase(model, one, compiledDerivatives);
    report.push({ backend: "compiled", model: id, ...largestFirst(differences)[0]! });
    expectSmall(differences);
  });
});

describe("the comparison itself", () => {
  beforeAll(() => useBackend("cpu"));

  it("detects a loss whose weight is off by a thousandth", async () => {
    const model = models.find(({ id }) => id === "vae")!;
    const [objective] = model.objectives;
    const [first, ...others] = objective!.terms;
    const heavier = { ...first!, weight: { tex: "", value: () => 1.001 } };
    const wrong: Model = { ...model, objectives: [{ ...objective!, terms: [heavier, ...others] }] };
    const differences = await compareCase(wrong, readGolden(model).cases[0]!);
    const off = (what: string) => differences.find((difference) => difference.what.endsWith(what))!.error;
    expect(off(": total")).toBeCloseTo(1e-3, 4);
    expect(off("decoder/hidden/bias")).toBeCloseTo(1e-3, 5);
    expect(off("decoder/logits/kernel")).toBeCloseTo(1e-3, 3); // only its sketch is stored
  });

  it("estimates the error of a sketched tensor, wherever it is", () => {
    const { gradients } = readGolden(models.find(({ id }) => id === "vae")!).cases[0]!.objectives[0]!;
    const name = "encoder/hidden/kernel";
    const truth = gradients[name]!;
    const nothing = new Float32Array(truth.size);
    expect(distance(name, nothing, truth) / truth.norm).toBeGreaterThan(0.8);
    expect(distance(name, nothing, truth) / truth.norm).toBeLessThan(1.2);
    const zero: Fingerprint = { size: truth.size, norm: 0, values: Buffer.alloc(256 * 4).toString("base64") };
    const one = nothing.with(4321, 0.5);
    expect(distance(name, one, zero)).toBe(norm(one));
  });
});
