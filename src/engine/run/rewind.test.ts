/** A run that is shown at an earlier step. Compiled, on WASM. */
import { memory } from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, expect, it } from "vitest";
import { ElboError } from "../../core/errors";
import { dispatchTo } from "../events";
import { step, type Step } from "../../core/run/ids";
import { NOTHING_WATCHED, type Frame } from "../../core/latent/pictures";
import type { RunConfig } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";
import { greyDataset, smallSettings, useBackend } from "../testing";
import { Experiment } from "./experiment";

beforeAll(() => useBackend("wasm"));

const model = findModel("vae")!;
const config: RunConfig = { model: model.id, seed: 1, backend: "wasm", hyperparameters: smallSettings(model) };
const z = Float32Array.of(0.3, -1);

let open: Experiment | null = null;
function experiment(keep: Step | null = null) {
  let keyframes: readonly Step[] = [];
  const frames: Frame[] = [];
  const made = open = new Experiment({
    model, dataset: greyDataset, config, keep, watch: { ...NOTHING_WATCHED, samples: true },
    judge: () => Promise.reject(new ElboError("judge-damaged", "no judge here")),
    tell: dispatchTo({
      keyframes: ({ steps }) => { keyframes = steps; },
      frame: ({ frame }) => {
        frames.push(frame);
        made.frameDrawn(frame.kind, new ArrayBuffer(0));
      },
    }),
    fail: (error) => { throw error; },
  });
  /** Trains to this step, which becomes a keyframe. */
  const at = async (to: number) => {
    await made.train(step(to));
    await expect.poll(() => keyframes.at(-1)).toBe(to);
  };
  return { made, frames, at, kept: () => keyframes };
}
afterEach(async () => {
  await open?.dispose();
  open = null;
});

it("gives the images of that step while training continues, and then the current ones again", async () => {
  const { made, at } = experiment();
  await at(20);
  const then = await made.decode(z, 0);
  await at(60);
  const now = await made.decode(z, 0);
  expect(now.pixels).not.toEqual(then.pixels);

  expect(made.rewind(step(20))).toBe(20);
  const training = made.train(step(80));
  const again = await made.decode(z, 0);
  expect(again.step).toBe(20);
  again.pixels.forEach((pixel, i) => expect(pixel).toBeCloseTo(then.pixels[i]!, 2)); // half precision
  await training;
  expect([made.step, (await made.decode(z, 0)).step]).toEqual([80, 20]);
  expect(made.rewind(null)).toBe(80);
  expect((await made.decode(z, 0)).step).toBe(80);
});

it("sends the requested pictures of the shown step, and no others meanwhile", async () => {
  const { made, frames, at } = experiment();
  await at(20);
  await at(60);
  made.rewind(step(20));
  await expect.poll(() => frames.at(-1)?.kind === "samples" && frames.at(-1)).toMatchObject({ step: 20 });
  frames.length = 0;
  await made.train(step(100));
  expect(frames.filter((frame) => "step" in frame && frame.step !== 20)).toEqual([]);
  made.rewind(null);
  await expect.poll(() => frames.at(-1)).toMatchObject({ step: 100 });
});

it("stores exactly the requested step, among the regular keyframes", async () => {
  const { made, at, kept } = experiment(step(37));
  await at(37);
  const then = await made.decode(z, 0);
  await made.train(step(300));
  expect(kept()).toContain(37);
  const again = experiment(step(37));
  await again.made.train(step(300));
  await expect.poll(again.kept).toContain(37);
  expect(again.kept()).toEqual([...again.kept()].sort((a, b) => a - b));
  again.made.rewind(step(37));
  const { pixels } = await again.made.decode(z, 0);
  pixels.forEach((pixel, i) => expect(pixel).toBeCloseTo(then.pixels[i]!, 2));
  await made.dispose();
});

it("releases the weights that it has shown", async () => {
  const { made, at } = experiment();
  await at(20);
  await at(60);
  await made.decode(z, 0);
  const before = memory().numTensors;
  made.rewind(step(0));
  made.rewind(step(20));
  await made.decode(z, 0);
  made.rewind(null);
  await made.decode(z, 0);
  await expect.poll(() => memory().numTensors).toBe(before);
});
