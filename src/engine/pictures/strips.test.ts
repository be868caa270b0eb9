import { memory } from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { ElboError } from "../../core/errors";
import { initialValues } from "../../core/run/draws";
import { dispatchTo } from "../events";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { step } from "../../core/run/ids";
import type { Model } from "../../core/model/model";
import { parametersOf } from "../../core/model/parameters";
import { coordinatePlane } from "../../core/latent/plane";
import { STANDARD_RANGE } from "../../core/latent/range";
import { NOTHING_WATCHED, rowLength, type Frame, type StripRow, type StripRequest, type Watch } from "../../core/latent/pictures";
import type { Dataset } from "../../subject/data/dataset";
import { classMeans, lerp, slerp } from "../../core/latent/interpolate";
import { principalComponents } from "../../subject/metrics/principal";
import { findModel } from "../../subject/models/registry";
import { Experiment } from "../run/experiment";
import { coordinatesOfAll } from "./pictureJobs";
import { planeCodes } from "./pictures";
import { imagesNeeded, rowCodes } from "./strips";
import { greyImages, smallSettings, useBackend } from "../testing";

beforeAll(() => useBackend("wasm"));

const LATENT = 3;
/** The labels of `greyImages`. */
const labels = Uint8Array.from({ length: 10_000 }, (_, i) => i % 10);
const dataset: Dataset = {
  width: 784, trainImages: 60_000, testImages: 10_000,
  whenTrain: async () => undefined, whenTest: async () => undefined,
  trainLoaded: () => 60_000, testLoaded: () => 10_000,
  fillTrain: greyImages.fillTrain, fillTest: greyImages.fillTrain,
  trainLabels: greyImages.trainLabels, testLabels: (count) => labels.slice(0, count),
  progress: () => ({ trainImages: 0, trainImagesInAll: 0, testImages: 0, testImagesInAll: 0, bytes: 0, bytesInAll: 0 }),
  retry: () => undefined,
};

const open: Experiment[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.dispose()));
});

const noJudge = () => Promise.reject(new ElboError("judge-damaged", "no judge here"));

function experiment(modelId = "vae", strip: StripRequest | null = null, watch: Partial<Watch> = {}, change: HyperparameterValues = {}) {
  const model = findModel(modelId)!;
  const frames: Frame[] = [];
  const made = new Experiment({
    model, dataset, judge: noJudge, watch: { ...NOTHING_WATCHED, strip, ...watch },
    config: { model: modelId, seed: 1, backend: "wasm", hyperparameters: { ...smallSettings(model), latent: LATENT, ...change } },
    tell: dispatchTo({ frame: ({ frame }) => frames.push(frame) }),
    fail: (error) => { throw error; },
  });
  open.push(made);
  const firstStrip = async () => {
    await expect.poll(() => frames.length, { timeout: 5000 }).toBeGreaterThan(0);
    const [frame] = frames;
    if (frame?.kind !== "strip") throw new Error("no strip");
    return frame;
  };
  return { made, frames, firstStrip };
}

const image = (index: number) => ({ kind: "image", index } as const);
const mean = (k: number) => ({ kind: "mean", class: k } as const);
const wishOf = (name: StripRequest["name"], rows: readonly StripRow[], images: readonly number[] = []): StripRequest =>
  ({ name, rows, images, class: 0 });
const closeTo = (a: ArrayLike<number>, b: ArrayLike<number>, digits = 4) => {
  expect(a).toHaveLength(b.length);
  for (let i = 0; i < a.length; i++) expect(a[i]).toBeCloseTo(b[i]!, digits);
};

describe("the codes of a row", () => {
  const places = new Map([["image", [1, 0, 0]], ["noise", [0, 3, 0]], ["mean", [0, 0, 1]]]);
  const codeOf = ({ kind }: { kind: string }) => places.get(kind)!;
  const noise = { kind: "noise", press: 0, z: [], choice: 0.5 } as const;

  it("change one dimension in a traversal", () => {
    const row: StripRow = { kind: "traverse", at: [7, 8, 9], dimension: 1, values: [-3, 3] };
    expect(rowCodes(row, codeOf)).toEqual([[7, -3, 9], [7, 3, 9]]);
    expect(rowLength(row)).toBe(2);
  });

  it("lead from one place to the other", () => {
    const between = { kind: "between", from: image(0), to: noise, times: [0, 0.5, 1] } as const;
    closeTo(rowCodes({ ...between, along: "line" }, codeOf)[1]!, [0.5, 1.5, 0]);
    closeTo(rowCodes({ ...between, along: "sphere" }, codeOf)[1]!, [Math.SQRT1_2, 3 * Math.SQRT1_2, 0]);
  });

  it("add a class and take another away", () => {
    const row: StripRow = { kind: "arithmetic", of: image(0), minus: mean(1), plus: noise, times: [0, 2] };
    expect(rowCodes(row, codeOf)).toEqual([[1, 0, 0], [1, 6, -2]]);
  });

  it("need as many test images as they refer to", () => {
    const rows: StripRow[] = [{ kind: "places", places: [image(7), noise] }];
    expect(imagesNeeded(wishOf("between", rows), 10_000)).toBe(8);
    expect(imagesNeeded(wishOf("between", rows, [20]), 10_000)).toBe(21);
    expect(imagesNeeded(wishOf("between", [{ kind: "places", places: [noise] }]), 10_000)).toBe(0);
    expect(imagesNeeded(wishOf("arithmetic", [{ kind: "places", places: [mean(2)] }]), 10_000)).toBe(1000);
    expect(imagesNeeded(wishOf("arithmetic", [{ kind: "places", places: [mean(2)] }]), 200)).toBe(200); // own images may be few
  });
});

/** A mixture whose means are drawn at the start with a standard deviation of one. */
const FREE = { prior: "mixture", components: 20 };

/** The distance between the means of the first and the last component before the first step. */
function meansApart(model: Model): readonly number[] {
  const specs = model.networks({ ...smallSettings(model), latent: LATENT, ...FREE });
  const mu = initialValues(parametersOf(specs).find(({ name }) => name === "prior/mu/table")!, 1);
  return Array.from({ length: LATENT }, (_, j) => mu[j]! - mu[mu.length - LATENT + j]!);
}

describe("a strip", () => {
  it("decodes the interpolations between two test images, and shows the images", async () => {
    const times = [0, 0.25, 1];
    const rows = (["line", "sphere"] as const).map((along): StripRow => ({ kind: "between", from: image(5), to: image(12), along, times }));
    const { made, firstStrip } = experiment("vae", wishOf("between", rows, [12]));
    const { codes, pixels, step: at } = await firstStrip();
    const { codes: ends } = await made.encode({ images: [5, 12] });
    const [a, b] = [ends.subarray(0, LATENT), ends.subarray(LATENT)];
    expect(at).toBe(0);
    closeTo(codes, [lerp, slerp].flatMap((way) => times.flatMap((t) => way(a, b, t))));
    expect(pixels).toHaveLength(7 * 784);
    const { pixels: second } = await made.decode(codes.slice(LATENT, 2 * LATENT), 0);
    second.forEach((value, i) => expect(Math.abs(pixels[784 + i]! - 255 * value)).toBeLessThanOrEqual(0.51));
    const x = new Float32Array(784);
    dataset.fillTest(Uint32Array.of(12), x, new Float32Array(10));
    x.forEach((value, i) => expect(pixels[6 * 784 + i]).toBe(Math.round(255 * value)));
  });

  it("does arithmetic with the class means of 1,000 test images", async () => {
    const row: StripRow = { kind: "arithmetic", of: image(3), minus: mean(4), plus: mean(6), times: [0, 1.5] };
    const { made, firstStrip } = experiment("vae", wishOf("arithmetic", [{ kind: "places", places: [mean(6)] }, row]));
    const { codes } = await firstStrip();
    const all = await made.encode({ images: Array.from({ length: 1000 }, (_, i) => i) });
    const means = classMeans(all.codes, labels.subarray(0, 1000), 10);
    const own = all.codes.subarray(3 * LATENT, 4 * LATENT);
    const moved = Array.from(own, (value, j) => value + 1.5 * (means[6]![j]! - means[4]![j]!));
    closeTo(codes, [...means[6]!, ...own, ...moved]);
  });

  it("shows a noise as the prior's code for it", async () => {
    const noises = [{ kind: "noise", press: 0, z: [0.5, -1, 2], choice: 0.001 }, { kind: "noise", press: 0, z: [0.5, -1, 2], choice: 0.999 }] as const;
    const codesOf = async (model: string, change: HyperparameterValues = {}) => {
      const { codes } = await experiment(model, wishOf("between", [{ kind: "places", places: noises }]), {}, change).firstStrip();
      return [codes.subarray(0, LATENT), codes.subarray(LATENT)] as const;
    };
    const [one, same] = await codesOf("vae");
    expect([...one]).toEqual([0.5, -1, 2]);
    expect(same).toEqual(one);
    const [first, last] = await codesOf("mixture-vae", FREE);
    expect(first).not.toEqual(last); // the first component's mean, and the last one's
    closeTo(Array.from(first, (value, j) => value - last[j]!), meansApart(findModel("mixture-vae")!));
  });

  it.each(["vae", "mixture-vae"])("follows the weights, and lets go of everything: %s", async (id) => {
    const before = memory().numTensors;
    const rows: StripRow[] = [{ kind: "places", places: [image(0), mean(1), { kind: "noise", press: 0, z: [0, 0, 0], choice: 0.5 }] }];
    const { made, frames, firstStrip } = experiment(id, wishOf("arithmetic", rows));
    const first = await firstStrip();
    made.frameDrawn("strip", first.pixels.buffer);
    await made.train(step(20));
    // Other pictures may have begun meanwhile: the next strip is sent when the last one was drawn.
    const newest = () => {
      made.frameDrawn("strip", new ArrayBuffer(0));
      return frames.at(-1)!.step;
    };
    await expect.poll(newest, { timeout: 5000 }).toBe(20);
    const last = frames.at(-1)!;
    expect(last.kind === "strip" && [...last.codes]).not.toEqual([...first.codes]);
    await made.dispose();
    open.pop();
    expect(memory().numTensors).toBe(before);
  });

  it("is left out if it is meant for a latent space of another size", async () => {
    const { made, frames } = experiment("vae", wishOf("traverse", [{ kind: "traverse", at: [0, 0], dimension: 0, values: [1] }]));
    await made.train(step(5));
    expect(frames).toEqual([]);
  });
});

describe("the codes on the map", () => {
  const codes = { directions: { u: [1, 0, 0], v: [0, 1, 0], centre: [0, 0, 0] }, count: 500 };

  async function priorSeen(id: string, change: HyperparameterValues) {
    const { frames } = experiment(id, null, { codes }, change);
    await expect.poll(() => frames.length, { timeout: 5000 }).toBeGreaterThan(0);
    const [frame] = frames;
    if (frame?.kind !== "codes") throw new Error("no codes");
    return frame.prior;
  }

  it("are sent with the components of a mixture", async () => {
    const prior = await priorSeen("mixture-vae", FREE);
    if (prior?.kind !== "mixture") throw new Error("no mixture");
    expect(prior.components).toHaveLength(FREE.components);
    for (const { weight, radii } of prior.components) {
      expect(weight).toBeCloseTo(1 / FREE.components, 5);
      closeTo(radii, [1, 1]);
    }
  });

  it("are sent with the trajectories of a flow, one point for each step and one for the start", async () => {
    const prior = await priorSeen("latent-flow", { flowSteps: 3 });
    if (prior?.kind !== "ways") throw new Error("no flow");
    expect(prior.ways.length).toBeGreaterThan(9);
    for (const way of prior.ways) {
      expect(way).toHaveLength(4);
      expect(way[3]).not.toEqual(way[0]);
    }
  });

  it("are sent alone if the prior is N(0, I)", async () => expect(await priorSeen("vae", {})).toBeNull());
});

describe("codes on demand", () => {
  it("are the same for a test image and for its pixels", async () => {
    const { made } = experiment();
    const pixels = new Float32Array(784);
    dataset.fillTest(Uint32Array.of(42), pixels, new Float32Array(10));
    const byNumber = await made.encode({ images: [42] });
    expect(byNumber.codes).toHaveLength(LATENT);
    expect((await made.encode({ pixels, class: 0 })).codes).toEqual(byNumber.codes);
  });

  it("are refused for an invalid image, and without an encoder", async () => {
    const { made } = experiment();
    for (const index of [-1, 10_000, 1.5, NaN]) {
      await expect(made.encode({ images: [index] })).rejects.toMatchObject({ code: "bad-setting" });
    }
    await expect(made.encode({ images: [] })).rejects.toMatchObject({ code: "bad-setting" });
    await expect(made.encode({ pixels: new Float32Array(783), class: 0 })).rejects.toMatchObject({ code: "bad-setting" });
    await expect(made.encode({ pixels: new Float32Array(784).fill(2), class: 0 })).rejects.toMatchObject({ code: "bad-setting" });
    const gan = experiment("gan").made;
    await expect(gan.encode({ images: [1] })).rejects.toMatchObject({ code: "no-encoder" });
    await expect(gan.components()).rejects.toMatchObject({ code: "no-encoder" });
  });

  it("have principal components, from the first 5,000", async () => {
    const { made } = experiment();
    const { codes } = await made.encode({ images: Array.from({ length: 5000 }, (_, i) => i) });
    const found = await made.components();
    const { directions, mean: middle, shares } = principalComponents(codes, LATENT, 2);
    expect(found).toMatchObject({ step: 0, images: 5000 });
    closeTo(found.mean, middle);
    closeTo(found.shares, shares);
    directions.forEach((direction, i) => closeTo(found.directions[i]!, direction, 3));
  });
});

describe("the map's geometry in the worker", () => {
  it("is the same as the page's", () => {
    const plane = coordinatePlane([2, 0], [9, 5, 9], STANDARD_RANGE);
    expect([...planeCodes(plane, 2)]).toEqual([1.5, 5, -1.5, 1.5, 5, 1.5, -1.5, 5, -1.5, -1.5, 5, 1.5]);
    const shifted = planeCodes({ ...plane, middle: [10, -20] }, 2);
    expect([...shifted.subarray(0, 3)]).toEqual([-18.5, 5, 8.5]);
    const tilted = { u: [0.6, 0.8, 0], v: [0, 0, 1], centre: [1, 0, 0] };
    closeTo(coordinatesOfAll(tilted, Float32Array.of(1, 0, 0, 2, 1, -4)), [0, 0, 1.4, -4]);
  });
});
