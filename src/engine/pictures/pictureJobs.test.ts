/** How often pictures of the codes are made during training. */
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { NOTHING_WATCHED, type Watch } from "../../core/latent/pictures";
import { step } from "../../core/run/ids";
import { findModel } from "../../subject/models/registry";
import type { FrozenModelAtStep } from "../step/frozenModel";
import { initialise } from "../step/weights";
import { greyDataset, smallSettings, useBackend } from "../testing";
import { pictureJobs } from "./pictureJobs";
import { Credits } from "./pictureSource";
import { sourceOfRun } from "./sourceOfRun";

beforeAll(() => useBackend("wasm"));
afterEach(() => vi.restoreAllMocks());

it("codes are renewed the later the longer they took, sooner before step 2,000, and at once in directions whose codes the map lacks", async () => {
  const model = findModel("vae")!;
  const h = smallSettings(model);
  const specs = model.networks(h);
  let at = 100, now = 0, ms = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  const shown: FrozenModelAtStep = { model, specs, h, weights: initialise(specs, 5), get step() { return step(at); } };
  const along = (u: readonly number[], v: readonly number[]): Watch => ({ ...NOTHING_WATCHED, codes: { directions: { u, v, centre: [0, 0] }, count: 10 } });
  let watch = along([1, 0], [0, 1]);
  const send = () => { now += ms; };
  const job = pictureJobs(sourceOfRun({ shown, functions: () => undefined, dataset: greyDataset, seed: 1, watch: () => watch, position: () => null, send }), new Credits())
    .find(({ name }) => name === "codes")!;
  const answer = async (took: number) => {
    ms = took;
    for await (const _ of job.run()) now += 500; // steps are trained meanwhile
  };
  const lacking = job.every;
  await answer(60);
  const early = job.every;
  at = 5000;
  const later = job.every;
  await answer(2);
  const cheap = job.every;
  await answer(200);
  const dear = job.every;
  watch = along([0, 1], [1, 0]);
  expect({ lacking, early, later, cheap, dear, turned: job.every }).toEqual({ lacking: 250, early: 900, later: 2400, cheap: 250, dear: 3000, turned: 250 });
});

it("a picture that lacks test images asks for them once", () => {
  const model = findModel("vae")!;
  const h = smallSettings(model);
  const specs = model.networks(h);
  const whenTest = vi.fn(async () => undefined);
  const watch: Watch = { ...NOTHING_WATCHED, strip: { name: "arithmetic", rows: [{ kind: "places", places: [{ kind: "mean", class: 3 }] }], images: [], class: 0 } };
  const source = sourceOfRun({
    shown: { model, specs, h, weights: initialise(specs, 5), step: step(0) }, functions: () => undefined, dataset: { ...greyDataset, testLoaded: () => 500, whenTest },
    seed: 1, watch: () => watch, position: () => null, send: () => undefined,
  });
  const strip = pictureJobs(source, new Credits()).find(({ name }) => name === "strip")!;
  expect([strip.due(), strip.due()]).toEqual([false, false]);
  expect(whenTest.mock.calls).toEqual([[1000]]);
});
