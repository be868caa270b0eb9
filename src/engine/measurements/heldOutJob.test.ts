import { describe, expect, it } from "vitest";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { step } from "../../core/run/ids";
import type { HeldOut } from "../../core/run/reports";
import type { Dataset } from "../../subject/data/dataset";
import { testOrder } from "../measurementInputs/testOrder";
import { bench, modelOf } from "../../subject/measurements/testing";
import type { SideJob } from "../scheduling/sideWork";
import type { FrozenModelAtStep } from "../step/frozenModel";
import { heldOutJobs } from "./heldOutJob";

const on = bench();

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
  let at = step(0);
  const job = heldOutJobs({ ...of, get step() { return at; } }, steps, spied, ({ step: measured, images }) => reported.push([measured, images])).atMilestones;
  const measureAt = async (milestone: number) => {
    at = step(milestone);
    steps.latest = { ...of, step: at };
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

describe("after a change of the objective", () => {
  /** A run whose step and settings are set by hand, with its jobs. */
  function madeRun(id = "vae") {
    const of = on.frozen(modelOf(id));
    const state = { h: of.h, step: step(500) };
    const run = { ...of, get h() { return state.h; }, get step() { return state.step; } };
    const steps: { latest: FrozenModelAtStep | null } = { latest: null };
    const reported: HeldOut[] = [];
    const jobs = heldOutJobs(run, steps, on.dataset, (heldOut) => reported.push(heldOut));
    const milestone = (at: number) => { steps.latest = { ...of, h: state.h, step: step(at) }; };
    const change = (values: HyperparameterValues) => { state.h = { ...state.h, ...values }; };
    return { ...jobs, state, milestone, change, reported };
  }
  const done = async (job: SideJob) => { for await (const _ of job.run()); };

  it("the held-out loss is measured again at once, on few images, with the new weights", async () => {
    const { afterChange, change, reported } = madeRun();
    expect(afterChange.due()).toBe(false);
    change({ beta: 4 });
    expect(afterChange.due()).toBe(true);
    await done(afterChange);
    expect(afterChange.due()).toBe(false);
    const [{ step: at, images, values }] = reported as [HeldOut];
    expect([at, images]).toEqual([500, 1000]);
    expect(values["total"]).toBeCloseTo(values["reconstruction"]! + 4 * values["kl"]!, 3);
  });

  it("nothing is measured after a change of the learning rate, at step 0, or without an encoder", () => {
    const { afterChange, change, state } = madeRun();
    change({ lr: 0.01 });
    expect(afterChange.due()).toBe(false);
    state.step = step(0);
    change({ beta: 4 });
    expect(afterChange.due()).toBe(false);
    const gan = madeRun("wgan-gp");
    gan.change({ lambda: 1 });
    expect(gan.afterChange.due()).toBe(false);
  });

  it("a warm-up changes weights from step to step, and needs no measurement of its own", async () => {
    const { afterChange, change, state } = madeRun("beta-vae");
    change({ warmUp: 1000 });
    expect(afterChange.due()).toBe(true);
    await done(afterChange);
    state.step = step(600);
    expect(afterChange.due()).toBe(false);
  });

  it("an earlier milestone is not measured any more, and its measurement under way is dropped", async () => {
    const { atMilestones, afterChange, milestone, change, state, reported } = madeRun();
    state.step = step(600);
    milestone(600);
    const underWay = atMilestones.run();
    await underWay.next();
    change({ beta: 4 });
    await done(afterChange);
    while (!(await underWay.next()).done);
    expect(reported.map(({ values }) => values["total"]! > values["reconstruction"]! + 3 * values["kl"]!)).toEqual([true]);
    expect(atMilestones.due()).toBe(false);
    // A run that goes back measures its milestones again.
    state.step = step(400);
    milestone(400);
    expect(atMilestones.due()).toBe(true);
  });
});
