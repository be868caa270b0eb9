import { memory } from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { ElboError } from "../../core/errors";
import { step } from "../../core/run/ids";
import type { Model } from "../../core/model/model";
import { bench, modelOf } from "../../subject/measurements/testing";
import { models } from "../../subject/models/registry";
import type { FrozenModelAtStep } from "../step/frozenModel";
import { epochJob, epochJobs } from "./epochJobs";

const on = bench();

describe("after each epoch", () => {
  const jobOf = (broken: boolean) => {
    const gan = on.frozen(modelOf("gan"));
    const ends: { latest: FrozenModelAtStep | null } = { latest: null };
    const endEpoch = (epoch: number) => { ends.latest = { ...gan, step: step(10 * epoch) }; };
    const results: unknown[] = [];
    const failures: unknown[] = [];
    const job = epochJob("class-histogram", { samples: 260 }, {
      model: gan.model, data: "image", ends, dataset: on.dataset, seed: 1,
      judge: () => (broken ? Promise.reject(new ElboError("judge-damaged", "")) : Promise.resolve(on.judge)),
      measured: ({ id, step: at, result }) => results.push([id, at, "counts" in result && result.counts.reduce((sum, count) => sum + count)]),
      failed: (id, { code }) => failures.push([id, code]),
      onJudgeLoaded: () => { woken++; },
    });
    let woken = 0;
    const run = async () => { for await (const _ of job.run()); };
    /** Whether the classifier is loaded. */
    const answer = () => new Promise((done) => setTimeout(done, 0));
    return { endEpoch, job, run, answer, results, failures, woken: () => woken };
  };

  it("a measurement is due once, as soon as the classifier is loaded, and reports its step", async () => {
    const { endEpoch, job, run, answer, results, woken } = jobOf(false);
    expect(job.due()).toBe(false);
    endEpoch(1);
    expect(job.due()).toBe(false);
    await answer();
    expect(woken()).toBe(1);
    expect(job.due()).toBe(true);
    const before = memory().numTensors;
    await run();
    expect(memory().numTensors).toBe(before);
    expect(results).toEqual([["class-histogram", 10, 260]]);
    expect(job.due()).toBe(false);
  });

  it("a cancelled one holds no tensor", async () => {
    const { endEpoch, job, answer } = jobOf(false);
    endEpoch(1);
    job.due();
    await answer();
    const before = memory().numTensors;
    const slices = job.run();
    await slices.next();
    expect(memory().numTensors).toBeGreaterThan(before);
    await slices.return();
    expect(memory().numTensors).toBe(before);
  });

  it("one whose classifier cannot be loaded is not tried again, and the run continues", async () => {
    const { endEpoch, job, answer, results, failures } = jobOf(true);
    for (const epoch of [1, 2, 3]) {
      endEpoch(epoch);
      expect(job.due()).toBe(false);
      await answer();
    }
    expect({ results, failures }).toEqual({ results: [], failures: [["class-histogram", "judge-damaged"]] });
  });

  it("every GAN counts its classes, every model with an encoder measures its codes, every one with few labels its test error", () => {
    const names = (model: Model) => epochJobs({
      model, data: "image", ends: { latest: null }, dataset: on.dataset, seed: 1,
      judge: () => Promise.resolve(on.judge), measured: () => undefined, failed: () => undefined, onJudgeLoaded: () => undefined,
    }).map(({ name }) => name);
    for (const model of models) {
      const expected = [model.encode ? "codes" : "class-histogram", ...(model.labelled ? ["test-error"] : [])];
      expect(names(model), model.id).toEqual(expected);
    }
  });
});
