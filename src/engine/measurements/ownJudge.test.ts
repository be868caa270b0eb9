/** A classifier for own images of two classes: one has its ink on the left, the other on the right. */
import { dispose, memory, type Tensor } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MeasurementId, SettingsOf } from "../../subject/measurements/registry";
import type { OwnSplit } from "../../core/data/ownData";
import { supersededError } from "../../core/newest";
import { uniforms } from "../../core/run/philox";
import { PIXELS, SIDE } from "../../core/run/runConfig";
import { openOwn } from "../../subject/data/own/dataset";
import { findModel } from "../../subject/models/registry";
import { runSlices } from "../scheduling/slices";
import { initialise } from "../step/weights";
import { smallSettings, useBackend } from "../testing";
import { realImages, classifyImages } from "../measurementInputs/images";
import { measure } from "./index";
import { cachedOwnJudge, trainOwnJudge } from "./ownJudge";

/** Three in four images have class 3, the others class 7. */
function half(count: number, seed: number): OwnSplit {
  const grey = uniforms({ seed, purpose: "sample", step: 0, lane: 0 }, count * PIXELS);
  const labels = Uint8Array.from({ length: count }, (_, i) => (i % 4 === 3 ? 7 : 3));
  const inked = (at: number) => (at % SIDE < SIDE / 2) === (labels[Math.floor(at / PIXELS)] === 3);
  return { labels, pixels: Uint8Array.from({ length: count * PIXELS }, (_, at) => (inked(at) ? 128 + 127 * grey[at]! : 0)) };
}
const classes = Array.from({ length: 8 }, (_, k) => String(k));
const open = (train = 400, test = 80) => openOwn({ id: "halves.8.0123456789abcdef", classes, train: half(train, 1), test: half(test, 2) });
const STEPS = 12;

const held: Tensor[] = [];
beforeAll(() => useBackend("wasm"));
afterAll(() => dispose(held));

function ask<I extends MeasurementId>(id: I, wish: Partial<SettingsOf<I>>, dataset = open(), more = {}) {
  const model = findModel("cvae")!;
  const h = smallSettings(model);
  const specs = model.networks(h);
  const weights = initialise(specs, 5);
  held.push(...Object.values(weights));
  return measure(id, wish, { frozen: { model, specs, h, weights }, dataset, seed: 1, judge: () => Promise.reject(new Error("the bundled one")), ...more });
}

describe("a classifier for own images", () => {
  it("distinguishes the classes, is the same each time, and leaves no tensor", async () => {
    const before = memory().numTensors;
    const [data, again] = [open(), open()];
    const shares: number[] = [];
    const { judge, about } = await runSlices(trainOwnJudge(data, STEPS), { onSlice: (share) => shares.push(share) });
    expect(about).toEqual({ classes: [3, 7], testAccuracy: 1, testImages: 80 });
    expect(cachedOwnJudge(data)!.judge).toBe(judge);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    expect([shares.length >= STEPS, shares.at(-1)]).toEqual([true, 1]);
    const { pixels } = realImages(data, "test", { first: 0, count: 80 });
    const [one, other] = [await classifyImages(judge, pixels), await classifyImages((await runSlices(trainOwnJudge(again, STEPS))).judge, pixels)];
    expect(other).toEqual(one);
    expect(memory().numTensors).toBe(before);

    // Only existing classes are used for conditioning, and no more real images than there are.
    const found = await ask("class-accuracy", { samples: 100 }, data);
    expect(found.confusion.map((row) => row.reduce((sum, count) => sum + count, 0))).toEqual([0, 0, 0, 50, 0, 0, 0, 50, 0, 0]);
    expect(found.confusion.every((row) => row.every((count, k) => count === 0 || k === 3 || k === 7))).toBe(true);
    expect(found.judge).toEqual(about);
    const fid = await ask("digit-fid", {}, data);
    expect(fid).toMatchObject({ samples: 80, judge: about });
    expect(fid.floor).toBeLessThan(0.1 * fid.distance);
    expect(await ask("class-histogram", { samples: 200 }, data)).toMatchObject({ judge: about });
    expect(await ask("reconstructions", {}, data)).toMatchObject({ images: 80, judge: about });
  });

  it.each([["images to train on", open(399)], ["held-out images", open(400, 64)]])("is refused for too few %s", async (_, data) => {
    await expect(ask("digit-fid", {}, data)).rejects.toMatchObject({ code: "own-data-unsuitable" });
  });

  it("can be cancelled while it is trained", async () => {
    const data = open();
    const ending = new AbortController();
    await expect(ask("class-histogram", {}, data, { signal: ending.signal, onProgress: () => ending.abort(supersededError()) })).rejects.toMatchObject({ code: "superseded" });
    expect(cachedOwnJudge(data)).toBeUndefined();
  });
});
