import { expect, it } from "vitest";
import { step } from "../../core/run/ids";
import type { Dataset } from "../../data/dataset";
import { testOrder } from "../measuring/testOrder";
import { bench, modelOf } from "../../measurements/testing";
import type { FrozenModelAtStep } from "../step/frozenModel";
import { heldOutJob, isHeldOutStep } from "./heldOutJob";

const on = bench();

it("held-out losses are measured after each epoch and, early in a run, every 200 steps", () => {
  const steps = Array.from({ length: 3000 }, (_, i) => step(i + 1)).filter((at) => isHeldOutStep({ step: at, stepsPerEpoch: 468 }));
  expect(steps).toEqual([200, 400, 468, 600, 800, 936, 1000, 1200, 1400, 1404, 1600, 1800, 1872, 2000, 2340, 2808]);
});

it("held-out losses use a stratified subset early in a run, later all test images", async () => {
  const of = on.frozen(modelOf("vae"));
  const steps: { latest: FrozenModelAtStep | null } = { latest: null };
  const reported: unknown[] = [];
  const asked: number[] = [];
  const spied: Dataset = { ...on.dataset, fillTest: (indices, ...rest) => {
    asked.push(...Array.from(indices));
    on.dataset.fillTest(indices, ...rest);
  } };
  testOrder(spied); // reads all images once
  const job = heldOutJob(steps, spied, ({ step: at, images }) => reported.push([at, images]));
  const measureAt = async (at: number) => {
    steps.latest = { ...of, step: step(at) };
    expect(job.due()).toBe(true);
    asked.length = 0;
    for await (const _ of job.run());
    expect(job.due()).toBe(false);
    return [...asked];
  };
  const order = [...testOrder(on.dataset)];
  expect(await measureAt(468)).toEqual(order.slice(0, 1000));
  expect(await measureAt(2340)).toEqual(order);
  expect(reported).toEqual([[468, 1000], [2340, 10_000]]);
});
