/** How often pictures of the codes are made during training. */
import { beforeAll, expect, it } from "vitest";
import { NOTHING_WATCHED, type Watch } from "../../core/latent/pictures";
import { step } from "../../core/run/ids";
import { findModel } from "../../models/registry";
import type { FrozenModelAtStep } from "../step/frozenModel";
import { initialise } from "../step/weights";
import { greyDataset, smallSettings, useBackend } from "../testing";
import { pictureJobs } from "./pictureJobs";
import { Credits } from "./pictureSource";
import { sourceOfRun } from "./sourceOfRun";

beforeAll(() => useBackend("wasm"));

it("is every second at first and every three later, but sooner in directions whose codes the map lacks", async () => {
  const model = findModel("vae")!;
  const h = smallSettings(model);
  const specs = model.networks(h);
  let at = 100;
  const shown: FrozenModelAtStep = { model, specs, h, weights: initialise(specs, 5), get step() { return step(at); } };
  const along = (u: readonly number[], v: readonly number[]): Watch => ({ ...NOTHING_WATCHED, codes: { directions: { u, v, centre: [0, 0] }, count: 10 } });
  let watch = along([1, 0], [0, 1]);
  const job = pictureJobs(sourceOfRun({ shown, functions: () => undefined, dataset: greyDataset, seed: 1, watch: () => watch, position: () => null, send: () => undefined }), new Credits())
    .find(({ name }) => name === "codes")!;
  const answer = async () => { for await (const _ of job.run()); };
  const lacking = job.every;
  await answer();
  const early = job.every;
  at = 5000;
  const later = job.every;
  watch = along([0, 1], [1, 0]);
  const turned = job.every;
  await answer();
  expect({ lacking, early, later, turned, answered: job.every }).toEqual({ lacking: 250, early: 1000, later: 3000, turned: 250, answered: 3000 });
});
