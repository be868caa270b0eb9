/** Training that is held at a step, like the run that is ahead in a comparison: it waits there and then continues unchanged. */
import { afterEach, beforeAll, expect, it } from "vitest";
import { ElboError } from "../../core/errors";
import { dispatchTo } from "../events";
import { step } from "../../core/run/ids";
import { NOTHING_WATCHED } from "../../core/latent/pictures";
import { findModel } from "../../subject/models/registry";
import { greyDataset, smallSettings, useBackend } from "../testing";
import { Experiment } from "./experiment";

beforeAll(() => useBackend("wasm"));

const model = findModel("vae")!;

const open: Experiment[] = [];
function experiment() {
  const losses: number[] = [];
  const made = new Experiment({
    model, dataset: greyDataset, watch: NOTHING_WATCHED,
    config: { model: model.id, seed: 1, backend: "wasm", hyperparameters: smallSettings(model) },
    judge: () => Promise.reject(new ElboError("judge-damaged", "no judge here")),
    tell: dispatchTo({ losses: ({ values }) => void losses.push(...values) }),
    fail: (error) => { throw error; },
  });
  open.push(made);
  return { made, losses };
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.dispose()));
});

it("makes no step beyond, reports its losses, continues when permitted, and gives the same losses", async () => {
  const alone = experiment();
  await alone.made.train(step(20));
  const { made, losses } = experiment();
  const columns = alone.losses.length / 20;
  made.holdAt(step(7));
  const training = made.train(step(20));
  await expect.poll(() => losses.length).toBe(7 * columns);
  made.holdAt(step(7));
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(made).toMatchObject({ step: 7, training: true });
  made.holdAt(step(9));
  await expect.poll(() => made.step).toBe(9);
  made.holdAt(null);
  expect(await training).toEqual({ step: 20, reason: "reached" });
  expect(losses).toEqual(alone.losses);
});

it("can be held while its steps are compiled", async () => {
  const { made } = experiment();
  const training = made.train(step(5));
  for (const at of [1, 2, 3]) made.holdAt(step(at));
  await new Promise((resolve) => setTimeout(resolve)); // lets other tasks run
  made.holdAt(null);
  expect(await training).toEqual({ step: 5, reason: "reached" });
});

it("can be paused while it is held", async () => {
  const { made } = experiment();
  made.holdAt(step(3));
  const training = made.train();
  await expect.poll(() => made.step).toBe(3);
  await made.pause();
  expect(await training).toEqual({ step: 3, reason: "paused" });
});
