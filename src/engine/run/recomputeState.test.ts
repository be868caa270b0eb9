/** Recomputes the state of a run at an earlier step, from which a fork begins. Compiled, on WASM. */
import { memory } from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { ElboError } from "../../core/errors";
import { dispatchTo } from "../events";
import { Newest } from "../../core/newest";
import { step, type Step } from "../../core/run/ids";
import { lossColumns } from "../../core/model/model";
import { NOTHING_WATCHED } from "../../core/latent/pictures";
import type { RunConfig } from "../../core/run/runConfig";
import type { Snapshot } from "../../core/run/snapshot";
import type { Dataset } from "../../subject/data/dataset";
import { findModel } from "../../subject/models/registry";
import { greyDataset, smallSettings, useBackend } from "../testing";
import { Experiment } from "./experiment";
import { Past } from "./past";

beforeAll(() => useBackend("wasm"));

const model = findModel("vae")!;
const config: RunConfig = {
  model: model.id, seed: 1, backend: "wasm", hyperparameters: smallSettings(model), then: [{ step: 130, id: "beta", value: 3 }],
};

const columns = lossColumns(model).length;

const open: Experiment[] = [];
function experiment(from: { snapshot?: Snapshot; past?: Past; keep?: Step } = {}, begun = config, dataset: Dataset = greyDataset) {
  const keyframes: (readonly Step[])[] = [];
  const losses = new Map<number, string>();
  const progress: number[] = [];
  const onProgress = (share: number) => { progress.push(share); };
  const made = new Experiment({
    model, dataset, config: begun, watch: NOTHING_WATCHED, ...from,
    judge: () => Promise.reject(new ElboError("judge-damaged", "no judge here")),
    tell: dispatchTo({
      keyframes: ({ steps }) => { keyframes.push(steps); },
      losses: ({ firstStep, values }) => {
        for (let i = 0; i < values.length; i += columns) losses.set(firstStep + i / columns, values.subarray(i, i + columns).join());
      },
    }),
    fail: (error) => { throw error; },
  });
  open.push(made);
  /** Trains to this step, or to a keyframe soon after it. */
  const at = async (to: number): Promise<Step> => {
    await made.train(step(to));
    while (!made.past.keyframes.steps.includes(made.step)) {
      await made.train(step(made.step + 1));
      await made.snapshot(); // runs after the jobs that were due
    }
    return made.step;
  };
  return { made, losses, progress, onProgress, at, kept: () => keyframes.at(-1) };
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.dispose()));
});

const bitsOf = ({ step: at, tensors }: Snapshot) => [at, Object.entries(tensors).map(([name, { data }]) => [name, [...data]])];

/** The first step from here on without a stored state: how many steps lie between these depends on their time. */
const stepWithoutState = ({ past }: Experiment, from: number): Step =>
  Array.from({ length: 20 }, (_, i) => step(from + i)).find((one) => !past.keyframes.steps.includes(one) && past.stateBefore(one)?.step !== one)!;

it("is the same bit for bit, before and after a changed setting, while the run continues to train", async () => {
  const { made, at, progress, onProgress } = experiment();
  const then: Snapshot[] = [];
  for (const to of [30, 120, 160]) {
    await at(to);
    then.push(await made.snapshot());
  }
  await at(200);
  const training = made.train(step(400));
  for (const snapshot of then) expect(bitsOf(await made.stateAt(snapshot.step, { onProgress }))).toEqual(bitsOf(snapshot));
  await training;
  expect(made.step).toBe(400);
  expect(progress.at(-1)).toBe(1);
});

it("continues with the run's losses, bit for bit; another setting gives others", async () => {
  const first = experiment();
  const at = await first.at(70);
  await first.made.train(step(200));
  const snapshot = await first.made.stateAt(at);
  const { past } = first.made;

  const fork = experiment({ snapshot, past });
  expect(fork.made.step).toBe(at);
  await expect.poll(() => fork.kept()).toEqual(past.keyframes.steps.filter((one) => one <= at));
  await fork.made.train(step(200));
  expect([...fork.losses]).toEqual([...first.losses].filter(([made]) => made > at));

  const other = experiment({ snapshot, past });
  other.made.adjust({ beta: 0 });
  await other.made.train(step(at + 10));
  expect(other.losses.get(at + 1)).not.toBe(first.losses.get(at + 1));

  // A fork inherits the history of its run, which can be shown and forked in turn.
  expect(fork.made.rewind(step(0))).toBe(0);
  expect(bitsOf(await fork.made.stateAt(at))).toEqual(bitsOf(snapshot));
});

it("is the same, bit for bit, after the run was saved and resumed with its history", async () => {
  const first = experiment();
  const at = await first.at(150);
  const wanted = await first.made.snapshot();
  await first.made.train(step(300));
  const news = first.made.past.news({ had: { start: undefined, keyframes: [] }, upTo: first.made.step, most: Infinity });
  expect(news).toMatchObject({ steps: first.made.past.keyframes.steps });
  expect(news.start).toBeUndefined();

  const again = experiment({ snapshot: await first.made.snapshot() });
  again.made.adoptPast({ start: null, keyframes: news.keyframes });
  expect(again.kept()).toEqual(expect.arrayContaining([...news.steps]));
  const z = Float32Array.of(0.3, -1);
  const pictures = await Promise.all([first.made, again.made].map((one) => {
    expect(one.rewind(at)).toBe(at);
    return one.decode(z, 0);
  }));
  expect(pictures[1]).toEqual(pictures[0]);
  expect(bitsOf(await again.made.stateAt(at))).toEqual(bitsOf(wanted));

  // The start of a run that began from a snapshot is sent once; of missing keyframes, evenly spaced ones are sent.
  const had = { start: undefined, keyframes: news.steps.slice(1) };
  const { start, keyframes } = new Past(first.made.trainer.specs, wanted).news({ had, upTo: at, most: 0 });
  expect([start?.step, keyframes]).toEqual([at, []]);
  const bytes = news.keyframes[0]!.halves.byteLength;
  const some = first.made.past.news({ had: { start: undefined, keyframes: [] }, upTo: step(100), most: 3 * bytes }).keyframes;
  expect(some.length).toBeGreaterThan(1);
  expect(some.length).toBeLessThanOrEqual(3);
  expect(some.at(-1)!.step).toBeLessThanOrEqual(100);
});

it("shows a step without a keyframe exactly as a run that has stopped there, and has a state from which its neighbours are soon recomputed", async () => {
  const { made, kept, progress, onProgress, at } = experiment();
  await at(400);
  const others = made.past.keyframes.steps;
  const to = stepWithoutState(made, 142);
  const stopped = experiment({ keep: to });
  await stopped.made.train(to);
  await expect.poll(() => stopped.kept()).toContain(to);
  const z = Float32Array.of(0.3, -1);

  expect(await made.keyframeAt(to, { onProgress })).toBe(to);
  expect(kept()).toEqual(others.concat(to).sort((a, b) => a - b));
  expect(progress.at(-1)).toBe(1);
  expect(made.past.keyframes.nearest(to)!.halves).toEqual(stopped.made.past.keyframes.nearest(to)!.halves);
  const pictures = await Promise.all([made, stopped.made].map((one) => {
    expect(one.rewind(to)).toBe(to);
    return one.decode(z, 0);
  }));
  expect(pictures[0]).toEqual(pictures[1]);
  expect(to - made.past.stateBefore(to)!.step).toBeLessThanOrEqual(20);
  expect(bitsOf(await made.stateAt(to))).toEqual(bitsOf(await stopped.made.snapshot()));

  // It is recomputed once, and not at all before the start of a run.
  const later = experiment({ snapshot: await made.stateAt(to) });
  progress.length = 0;
  await made.keyframeAt(to, { onProgress });
  expect(await later.made.keyframeAt(step(100), later)).toBe(to);
  expect([...progress, ...later.progress]).toEqual([]);
});

it("is cancelled when another one is requested, and leaves nothing behind", async () => {
  const before = memory().numTensors;
  const { made, at } = experiment();
  await at(20);
  const last = await at(300);
  await made.stateAt(step(20));
  const first = made.stateAt(step(20)).catch((error: ElboError) => error.code);
  const second = made.stateAt(last);
  expect(await first).toBe("superseded");
  expect((await second).step).toBe(last);
  await made.train(step(400));
  const caller = new Newest();
  const third = made.keyframeAt(stepWithoutState(made, 350), { signal: caller.begin() }).catch((error: ElboError) => error.code);
  caller.cancel();
  expect(await third).toBe("superseded");
  await made.dispose();
  expect(memory().numTensors).toBe(before);
});

it("waits for the images that a restored run trained on and that have not arrived", async () => {
  const first = experiment();
  const at = await first.at(40);
  const wanted = await first.made.snapshot();
  await first.made.train(step(100));
  let arrive = (): void => undefined;
  const arrived = new Promise<void>((resolve) => { arrive = resolve; });
  const isHere = vi.fn();
  const late: Dataset = {
    ...greyDataset,
    whenTrain: () => arrived,
    fillTrain(...batch) {
      expect(isHere).toHaveBeenCalled();
      greyDataset.fillTrain(...batch);
    },
  };
  const again = experiment({ snapshot: await first.made.snapshot() }, config, late);
  again.made.adoptPast({ start: null, keyframes: [] });
  const recomputed = again.made.stateAt(at);
  await new Promise((resolve) => setTimeout(resolve, 50));
  isHere();
  arrive();
  expect(bitsOf(await recomputed)).toEqual(bitsOf(wanted));
});
