import { memory } from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { ElboError } from "../../core/errors";
import { buffersOf, dispatchTo } from "../events";
import { Newest } from "../../core/newest";
import { step } from "../../core/run/ids";
import type { Measured } from "../../subject/measurements/registry";
import { bufferOf, NOTHING_WATCHED, type Frame, type Position } from "../../core/latent/pictures";
import { coordinatePlane } from "../../core/latent/plane";
import { STANDARD_RANGE } from "../../core/latent/range";
import type { HeldOut } from "../../core/run/reports";
import type { RunConfig } from "../../core/run/runConfig";
import type { Dataset } from "../../subject/data/dataset";
import { vae } from "../../subject/models/vae/model";
import { findModel } from "../../subject/models/registry";
import { Experiment } from "./experiment";
import { TrainingLoop } from "./trainingLoop";
import type { ExperimentOptions } from "./options";
import { greyImages, smallSettings, useBackend } from "../testing";

beforeAll(() => useBackend("wasm"));

const model = findModel(vae.id)!;
const config: RunConfig = { model: vae.id, seed: 1, backend: "wasm", hyperparameters: smallSettings(model) };
const nothing = NOTHING_WATCHED;
const directions = { u: [1, 0], v: [0, 1], centre: [0, 0] };

/** An experiment with all images loaded, unless `more` says otherwise. */
function dataset(overrides: Partial<Dataset> = {}): Dataset {
  return {
    width: 784, trainImages: 60_000, testImages: 10_000,
    whenTrain: async () => undefined, whenTest: async () => undefined,
    trainLoaded: () => 60_000, testLoaded: () => 10_000,
    fillTrain: greyImages.fillTrain, fillTest: greyImages.fillTrain,
    trainLabels: greyImages.trainLabels, testLabels: (count) => new Uint8Array(count),
    progress: () => ({ trainImages: 0, trainImagesInAll: 0, testImages: 0, testImagesInAll: 0, bytes: 0, bytesInAll: 0 }),
    retry: () => undefined,
    ...overrides,
  };
}

const noJudge = () => Promise.reject(new ElboError("judge-damaged", "no judge here"));

const open: Experiment[] = [];
function experiment(options: Partial<ExperimentOptions> = {}) {
  const losses: number[][] = [];
  const frames: Frame[] = [];
  const failures: ElboError[] = [];
  const measured: Measured[] = [];
  const made = new Experiment({
    model, config, dataset: dataset(), watch: nothing, judge: noJudge,
    tell: dispatchTo({
      losses: ({ firstStep, values }) => {
        for (let i = 0; i < values.length; i += 3) losses[firstStep - 1 + i / 3] = [...values.slice(i, i + 3)];
      },
      frame: ({ frame }) => frames.push(frame),
      measured: ({ measured: one }) => measured.push(one),
    }),
    fail: (error) => failures.push(error),
    ...options,
  });
  open.push(made);
  return { made, losses, frames, failures, measured };
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.dispose()));
});

describe("measuring", () => {
  it("runs beside training, with the weights of the step at which it was requested", async () => {
    const frozen = experiment().made;
    const { result } = await frozen.measure("codes", { images: 40 });
    const shares: number[] = [];
    const { made } = experiment();
    const measured = made.measure("codes", { images: 40 }, { onProgress: (share) => shares.push(share) });
    const training = made.train(step(30));
    expect(await measured).toEqual({ id: "codes", step: 0, result });
    expect(shares.at(-1)).toBe(1);
    expect(await training).toEqual({ step: 30, reason: "reached" });
  });

  it("is cancelled by a second one, by its caller, and with the run; no tensor is left", async () => {
    // The classifier never arrives, and no compiler makes tensors meanwhile.
    const { made } = experiment({ judge: () => new Promise(() => undefined), config: { ...config, engine: "eager" } });
    const ended = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: "superseded" });
    await made.measure("codes", { images: 10 });
    const before = memory().numTensors;
    const first = ended(made.measure("k-sample-bound", { k: 100, images: 50 }));
    const caller = new Newest();
    const second = ended(made.measure("k-sample-bound", { k: 100, images: 50 }, { signal: caller.begin() }));
    await first;
    caller.cancel();
    await second;
    expect(memory().numTensors).toBe(before);
    await expect(made.measure("k-sample-bound", { k: 0 })).rejects.toMatchObject({ code: "bad-setting" });
    const waiting = ended(made.measure("class-histogram", {}));
    await made.dispose();
    await waiting;
  });
});

describe("after each epoch", () => {
  // An epoch is 3,750 steps of 16 images; the run begins shortly before its end.
  const nearTheEnd = async (id: string, options: Partial<ExperimentOptions> = {}) => {
    const small = findModel(id)!;
    const settings = { ...config, model: id, hyperparameters: smallSettings(small) };
    const fresh = experiment({ model: small, config: settings });
    const begun = await fresh.made.snapshot();
    await fresh.made.dispose();
    open.splice(open.indexOf(fresh.made), 1);
    return experiment({ model: small, config: settings, snapshot: { ...begun, step: step(3745) }, ...options });
  };
  const unhurried = () => new Promise((resolve) => setTimeout(resolve, 300));

  it("codes are measured with the weights at its end, whenever there is time for it", async () => {
    const exact = await nearTheEnd("vae");
    await exact.made.train(step(3750));
    const { result } = await exact.made.measure("codes", { images: 1000 });
    const { made, measured, failures } = await nearTheEnd("vae");
    await made.train(step(3749));
    await unhurried();
    expect(measured).toEqual([]);
    await made.train(step(3755));
    await expect.poll(() => measured.length).toBe(1);
    expect(measured).toEqual([{ id: "codes", step: 3750, result }]);
    expect(failures).toEqual([]);
  });

  it("a damaged classifier does not end the run, and is not requested again", async () => {
    let asked = 0;
    const { made, measured, failures } = await nearTheEnd("gan", { judge: () => { asked++; return noJudge(); } });
    await made.train(step(3752));
    await unhurried();
    expect(await made.train(step(3760))).toEqual({ step: 3760, reason: "reached" });
    await unhurried();
    expect({ asked, measured, codes: failures.map(({ code }) => code) }).toEqual({ asked: 1, measured: [], codes: ["judge-damaged"] });
  });

  it("the end of the run, or another measurement, leaves no tensor", async () => {
    const before = memory().numTensors;
    const { made, measured } = await nearTheEnd("vae");
    const training = made.train();
    await expect.poll(() => made.step, { timeout: 5000 }).toBeGreaterThan(3752); // its codes are being computed
    await made.measure("codes", { images: 10 });
    const disposed = made.dispose();
    expect((await training).reason).toBe("superseded");
    await disposed;
    open.pop();
    expect(measured.length).toBeLessThanOrEqual(1);
    expect(memory().numTensors).toBe(before);
  });
});

describe("training", () => {
  it("has reported every step's losses, in order, when it stops", async () => {
    const { made, losses } = experiment();
    expect(await made.train(step(57))).toEqual({ step: 57, reason: "reached" });
    expect(losses.filter(Boolean)).toHaveLength(57);
  });

  it("can be paused and continued with the same losses as without a pause", async () => {
    const whole = experiment();
    await whole.made.train(step(30));
    const parts = experiment();
    await parts.made.train(step(7));
    await parts.made.train(step(8));
    await parts.made.train(step(30));
    expect(parts.losses).toEqual(whole.losses);
  });

  it("sends a snapshot only when the losses up to its step have been reported", async () => {
    const reported: string[] = [];
    const { made } = experiment({ tell: dispatchTo({
      losses: ({ firstStep, values }) => { for (let i = 0; i < values.length / 3; i++) reported.push(`losses ${firstStep + i}`); },
      snapshot: ({ snapshot }) => reported.push(`snapshot ${snapshot.step}`),
    }) });
    await made.train(step(40));
    const snapshots = reported.filter((one) => one.startsWith("snapshot"));
    expect(snapshots).not.toEqual([]);
    for (const snapshot of snapshots) {
      expect(reported.slice(0, reported.indexOf(snapshot))).toContain(snapshot.replace("snapshot", "losses"));
    }
  });

  it("answers a request for a snapshot when the losses up to its step have been reported, also while it trains", async () => {
    const { made, losses } = experiment();
    const training = made.train(step(150));
    while (made.step < 140) {
      const snapshot = await made.snapshot();
      expect(losses.filter(Boolean).length).toBeGreaterThanOrEqual(snapshot.step);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await training;
  });

  it("remembers a requested snapshot, also if its buffers were transferred", async () => {
    const handOver = (buffers: readonly ArrayBufferLike[]) => structuredClone(null, { transfer: buffers as ArrayBuffer[] });
    const { made } = experiment({ tell: (event) => handOver(buffersOf(event)) });
    await made.train(step(3));
    const { tensors } = await made.snapshot();
    handOver(Object.values(tensors).map(({ data }) => data.buffer));
    expect(made.lastReportedSnapshot?.step).toBe(3);
    expect(Object.values(made.lastReportedSnapshot!.tensors).every(({ data }) => data.length > 0)).toBe(true);
  });

  it("continues from a snapshot with the losses of an uninterrupted run", async () => {
    const whole = experiment();
    await whole.made.train(step(20));
    const first = experiment();
    await first.made.train(step(10));
    const second = experiment({ snapshot: await first.made.snapshot() });
    await second.made.train(step(20));
    expect(second.losses.slice(10)).toEqual(whole.losses.slice(10));
  });

  it("applies a live setting at once, without a restart", async () => {
    const { made, losses } = experiment();
    await made.train(step(3));
    made.adjust({ beta: 0 });
    await made.train(step(4));
    const [reconstruction, , total] = losses[3]!;
    expect(total).toBe(reconstruction);
  });

  it("repeats a run from its recorded changes, also from a snapshot", async () => {
    const { made, losses } = experiment();
    await made.train(step(5));
    expect(made.adjust({ beta: 4 })).toBe(5);
    await made.train(step(8));
    made.adjust({ lr: 0.01, beta: 2 });
    await made.train(step(12));
    const then = [{ step: 5, id: "beta", value: 4 }, { step: 8, id: "lr", value: 0.01 }, { step: 8, id: "beta", value: 2 }];
    expect(made.trainer.config).toEqual({ ...config, then });
    const again = experiment({ config: { ...config, then } });
    await again.made.train(step(12));
    expect(again.losses).toEqual(losses);
    expect(again.made.trainer.h).toMatchObject({ beta: 2, lr: 0.01 });

    const whole = experiment({ config: { ...config, then: then.slice(0, 1) } });
    await whole.made.train(step(4));
    const snapshot = await whole.made.snapshot();
    await whole.made.train(step(7));
    const later = experiment({ config: { ...config, then: then.slice(0, 1) }, snapshot });
    await later.made.train(step(7));
    expect(later.losses.slice(4)).toEqual(whole.losses.slice(4));
  });

  it("waits for images that are not loaded, and reports it, and whether they have failed", async () => {
    let here = false, failed = false;
    let arrive = () => undefined as void;
    const arrived = new Promise<void>((resolve) => { arrive = resolve; });
    const { made } = experiment({ dataset: dataset({ trainLoaded: () => (here ? 60_000 : 0), trainFailed: () => failed, whenTrain: () => arrived }) });
    const outcome = made.train(step(2));
    await expect.poll(() => made.waitingForData, { timeout: 5000 }).toBe(true);
    expect(made.dataFailed).toBe(false);
    failed = true;
    expect(made.dataFailed).toBe(true);
    here = true;
    arrive();
    expect(await outcome).toEqual({ step: 2, reason: "reached" });
    expect([made.waitingForData, made.dataFailed]).toEqual([false, false]);
  });

  it("waits exactly at the step whose images are missing", async () => {
    let seen = 0;
    let arrive = () => undefined as void;
    const arrived = new Promise<void>((resolve) => { arrive = resolve; });
    const counting: Dataset["fillTrain"] = (...batch) => {
      seen++;
      greyImages.fillTrain(...batch);
    };
    const { made, losses } = experiment({
      dataset: dataset({ fillTrain: counting, trainLoaded: () => (seen === 101 ? 0 : 60_000), whenTrain: () => arrived }),
    });
    const outcome = made.train(step(150));
    await expect.poll(() => made.waitingForData, { timeout: 5000 }).toBe(true);
    expect(made.step).toBe(101);
    expect(losses.filter(Boolean)).toHaveLength(101);
    seen++;
    arrive();
    expect(await outcome).toEqual({ step: 150, reason: "reached" });
  });
});

describe("a loss that is not finite", () => {
  const spoiltFrom = (first: number) => {
    let calls = 0;
    return dataset({
      fillTrain: (indices, x, y) => {
        greyImages.fillTrain(indices, x, y);
        if (++calls > first) x.fill(Number.NaN);
      },
    });
  };

  it("stops training, goes back to good weights, and reports it", async () => {
    const { made, losses, failures } = experiment({ dataset: spoiltFrom(40) });
    const outcome = await made.train(step(500));
    expect(outcome.reason).toBe("not-finite");
    expect(outcome.step).toBeLessThanOrEqual(40);
    expect(failures.map(({ code }) => code)).toEqual(["loss-not-finite"]);
    expect(losses.flat().every(Number.isFinite)).toBe(true);
    const { tensors } = await made.snapshot();
    expect(Object.values(tensors).every(({ data }) => data.every(Number.isFinite))).toBe(true);
  });

  it("allows training to continue afterwards", async () => {
    let spoilt = true;
    const { made } = experiment({
      dataset: dataset({
        fillTrain: (indices, x, y) => {
          greyImages.fillTrain(indices, x, y);
          if (spoilt) x.fill(Number.NaN);
        },
      }),
    });
    expect((await made.train(step(5))).reason).toBe("not-finite");
    spoilt = false;
    expect(await made.train(step(5))).toEqual({ step: 5, reason: "reached" });
  });
});

describe("pictures", () => {
  it("are sent on request, and not again before the last one was drawn", async () => {
    const { made, frames } = experiment({ watch: { ...nothing, samples: true } });
    await made.train(step(30));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(frames).toHaveLength(1);
    const [frame] = frames;
    if (frame?.kind !== "samples") throw new Error("not a sample grid");
    made.frameDrawn("samples", frame.pixels.buffer);
    await expect.poll(() => frames.at(-1), { timeout: 5000 }).toMatchObject({ kind: "samples", step: 30 });
  });

  it("show the codes of test images in latent space, with their classes", async () => {
    const { made, frames } = experiment({ watch: { ...nothing, codes: { directions, count: 1500 } } });
    await expect.poll(() => frames.length, { timeout: 5000 }).toBeGreaterThan(0);
    const [frame] = frames;
    if (frame?.kind !== "codes") throw new Error("no codes");
    expect(frame.points).toHaveLength(3000);
    expect(frame.points.every(Number.isFinite)).toBe(true);
    expect(made.step).toBe(0);
  });

  describe("at the reader's position", () => {
    const at = (x: number, more: Partial<Position> = {}): Position => ({ z: [x, 0], class: 0, movedAt: null, ...more });
    const decodedOf = (frames: readonly Frame[]) => frames.filter((frame) => frame.kind === "decoded");
    const newest = (frames: readonly Frame[]) => decodedOf(frames).at(-1);

    it("are sent at once, also while nothing trains, and are the decoder's output", async () => {
      const { made, frames } = experiment();
      made.setPosition(at(1.5, { movedAt: 12 }));
      await expect.poll(() => newest(frames)).toMatchObject({ z: [1.5, 0], movedAt: 12, step: 0 });
      expect(newest(frames)!.values).toEqual((await made.decode(Float32Array.of(1.5, 0), 0)).pixels);
    });

    it("slow training down if the reader moves, as turning back does, and not if the page sets them", () => {
      const [drags, rewinds] = [vi.spyOn(TrainingLoop.prototype, "noteDrag"), vi.spyOn(TrainingLoop.prototype, "noteRewind")];
      const { made } = experiment();
      made.setPosition(at(1));
      expect(drags).not.toHaveBeenCalled();
      made.setPosition(at(2, { movedAt: 12 }));
      expect(drags).toHaveBeenCalledOnce();
      expect(rewinds).not.toHaveBeenCalled();
      made.rewind(step(0));
      expect(rewinds).toHaveBeenCalledOnce();
    });

    it("of a hundred positions that arrive while one is decoded, only the last is decoded as well", async () => {
      const { made, frames } = experiment();
      for (let i = 1; i <= 100; i++) made.setPosition(at(i, { movedAt: i }));
      await expect.poll(() => newest(frames)).toMatchObject({ z: [100, 0], movedAt: 100 });
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(decodedOf(frames)).toHaveLength(2);
    });

    it("are sent at each move, even if the page has not drawn the last; after new weights only if it has", async () => {
      const { made, frames } = experiment();
      for (const x of [1, 2, 3]) {
        made.setPosition(at(x, { movedAt: x }));
        await expect.poll(() => newest(frames)).toMatchObject({ z: [x, 0] });
      }
      await made.train(step(5));
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(decodedOf(frames)).toHaveLength(3);
      made.frameDrawn("decoded", newest(frames)!.values.buffer);
      await expect.poll(() => newest(frames)).toMatchObject({ z: [3, 0], step: 5 });
    });

    it("follow training", async () => {
      const { made, frames } = experiment();
      made.setPosition(at(1));
      await expect.poll(() => newest(frames)).toMatchObject({ step: 0 });
      made.frameDrawn("decoded", newest(frames)!.values.buffer);
      await made.train(step(5));
      await expect.poll(() => newest(frames), { timeout: 5000 }).not.toMatchObject({ step: 0 });
    });

    it("are updated when a setting changes, also while nothing trains", async () => {
      const { made, frames } = experiment();
      made.setPosition(at(1));
      await expect.poll(() => newest(frames)).toMatchObject({ step: 0 });
      made.frameDrawn("decoded", newest(frames)!.values.buffer);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(decodedOf(frames)).toHaveLength(1);
      made.adjust({ beta: 2 });
      await expect.poll(() => decodedOf(frames).length).toBe(2);
    });

    it("are not made for a latent space of another size", async () => {
      const { made, frames, failures } = experiment({ position: at(1) });
      made.setPosition({ ...at(1), z: [1, 2, 3] });
      await made.train(step(2));
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect([decodedOf(frames).every(({ z }) => z.length === 2), failures]).toEqual([true, []]);
    });

    it("complete the given image, once it is loaded", async () => {
      let here = false;
      const completing = findModel("completion-cvae")!;
      const { made, frames } = experiment({
        model: completing, config: { ...config, model: completing.id, hyperparameters: smallSettings(completing) },
        dataset: dataset({ testLoaded: () => (here ? 10_000 : 0) }), position: at(0, { given: 3 }),
      });
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(frames).toEqual([]);
      here = true;
      made.startIdleWork();
      await expect.poll(() => decodedOf(frames).length).toBe(1);
      expect(newest(frames)!.values).toEqual((await made.decode(new Float32Array(2), 0, 3)).pixels);
    });
  });

  it("are refused for a code of the wrong length", async () => {
    const { made } = experiment();
    await expect(made.decode(new Float32Array(3), 0)).rejects.toMatchObject({ code: "bad-latent" });
    await expect(made.decode(Float32Array.of(1, Number.NaN), 0)).rejects.toMatchObject({ code: "bad-latent" });
  });
});

describe("completing images", () => {
  const completing = findModel("completion-cvae")!;
  const settings = smallSettings(completing);
  const completion = (options: Partial<ExperimentOptions> = {}) =>
    experiment({ model: completing, config: { ...config, model: completing.id, hyperparameters: settings }, ...options });
  const origin = new Float32Array(2);
  const pixelsOf = (image: number) => {
    const pixels = new Float32Array(784);
    greyImages.fillTrain([image], pixels, new Float32Array(10));
    return pixels;
  };

  it("the image at a position completes the one that is given, a test image or another", async () => {
    const { made } = completion();
    const mask = completing.given!.visible!(settings);
    const visible = (pixels: Float32Array) => pixels.filter((_, i) => mask[i]);
    const of = async (given?: number | Float32Array) => (await made.decode(origin, 0, given)).pixels;
    expect(visible(await of(3))).toEqual(visible(pixelsOf(3)));
    expect(await of(pixelsOf(3))).toEqual(await of(3));
    expect(await of()).toEqual(await of(0));
    expect(await of(4)).not.toEqual(await of(3));
    await expect(of(10_000)).rejects.toMatchObject({ code: "bad-setting" });
  });

  it("column k of the sample grid completes test image k, each row with its own noise; the map completes the given image", async () => {
    const plane = coordinatePlane([0, 1], [0, 0], STANDARD_RANGE);
    const { frames } = completion({ watch: { ...nothing, samples: true, manifold: { plane, side: 2, class: 0 }, given: 7 } });
    await expect.poll(() => frames.length).toBe(2);
    const bytes = (kind: Frame["kind"]) => {
      const frame = frames.find((one) => one.kind === kind);
      if (frame?.kind !== "samples" && frame?.kind !== "manifold") throw new Error("no such pictures");
      return Array.from({ length: frame.pixels.length / 784 }, (_, i) => frame.pixels.slice(i * 784, (i + 1) * 784));
    };
    const upperLeft = (image: Uint8Array | number[]) => image[29];
    const given = (image: number) => Math.round(pixelsOf(image)[29]! * 255);
    const grid = bytes("samples");
    expect(grid.map(upperLeft)).toEqual(Array.from({ length: 30 }, (_, i) => given(i % 10)));
    expect(grid[0]).not.toEqual(grid[10]);
    expect(bytes("manifold").map(upperLeft)).toEqual(Array.from({ length: 4 }, () => given(7)));
  });

  it("intermediate fill-ins are sent, and dropped while the page has not drawn the last", async () => {
    const wish = { pixels: pixelsOf(3), visible: new Uint8Array(784).fill(1), class: 0, samples: 1, draw: 0 };
    const fillings = (frames: readonly Frame[]) => frames.filter((frame) => frame.kind === "filling");
    const behind = experiment();
    const { pixels } = await behind.made.complete(wish);
    expect(fillings(behind.frames)).toHaveLength(1);
    const made: Experiment = experiment({ tell: dispatchTo({ frame: ({ frame }) => {
      drawn.push(frame);
      made.frameDrawn(frame.kind, bufferOf(frame));
    } }) }).made;
    const drawn: Frame[] = [];
    expect((await made.complete(wish)).pixels).toEqual(pixels);
    expect(fillings(drawn).length).toBeGreaterThan(1);
    expect(fillings(drawn).every(({ done, of }) => done < of)).toBe(true);
  });

  it("pictures wait for the test images", async () => {
    let here = false;
    const { made, frames } = completion({ dataset: dataset({ testLoaded: () => (here ? 10_000 : 0) }), watch: { ...nothing, samples: true } });
    await made.train(step(2));
    expect(frames).toEqual([]);
    here = true;
    made.startIdleWork();
    await expect.poll(() => frames.length).toBe(1);
  });

  it("searches beside training, and ends with the run", async () => {
    const { made } = experiment();
    const wish = { pixels: pixelsOf(1), visible: new Uint8Array(784).fill(1, 0, 392), class: 0, samples: 2, draw: 0 };
    const frozen = await experiment().made.complete(wish);
    const work = made.complete(wish);
    expect(await made.train(step(20))).toEqual({ step: 20, reason: "reached" });
    expect(await work).toEqual(frozen); // with the weights at the time of the request
    await expect(made.complete({ ...wish, visible: new Uint8Array(784) })).rejects.toMatchObject({ code: "nothing-visible" });
    const ended = expect(made.complete(wish)).rejects.toMatchObject({ code: "superseded" });
    await made.dispose();
    await ended;
  });
});

describe("the held-out measurement", () => {
  it("is the mean over all test images, and the same each time", async () => {
    const { made } = experiment();
    const first = await made.evaluate();
    expect(first.images).toBe(10_000);
    expect(await made.evaluate()).toEqual(first);
    expect(first.values["total"]).toBeCloseTo(first.values["reconstruction"]! + first.values["kl"]!, 3);
  });

  it("is measured again by itself after a change of β, while paused and during training", async () => {
    const heldOut: HeldOut[] = [];
    const { made } = experiment({ tell: dispatchTo({ heldOut: ({ heldOut: one }) => heldOut.push(one) }) });
    const withBeta = (beta: number) => ({ values }: HeldOut) => Math.abs(values["total"]! - values["reconstruction"]! - beta * values["kl"]!) < 1e-3;
    await made.train(step(10));
    made.adjust({ beta: 4 });
    await vi.waitFor(() => expect(heldOut).toHaveLength(1), { timeout: 30_000, interval: 20 });
    expect(heldOut[0]).toMatchObject({ step: 10, images: 1000 });
    expect(heldOut.filter(withBeta(4))).toHaveLength(1);
    const training = made.train();
    made.adjust({ beta: 9 });
    await vi.waitFor(() => expect(heldOut.some(withBeta(9))).toBe(true), { timeout: 30_000, interval: 20 });
    await made.pause();
    await training;
  });
});

describe("what it holds", () => {
  it("does not grow over 1,000 steps with pictures", async () => {
    const heldOut: number[] = [];
    const frames: Frame[] = [];
    const tell = dispatchTo({ frame: ({ frame }) => frames.push(frame), heldOut: ({ heldOut: one }) => heldOut.push(one.step) });
    const { made } = experiment({ watch: { ...nothing, samples: true }, tell });
    const counts: number[] = [];
    for (let goal = 200; goal <= 1000; goal += 200) {
      await made.train(step(goal));
      const frame = frames.pop();
      if (frame?.kind === "samples") made.frameDrawn("samples", frame.pixels.buffer);
      await vi.waitFor(() => expect(heldOut).toContain(goal), { timeout: 4000, interval: 20 });
      await new Promise((resolve) => setTimeout(resolve, 20));
      counts.push(memory().numTensors);
    }
    expect(Math.max(...counts.slice(1))).toBeLessThanOrEqual(counts[0]!);
  });

  it("is all released in the end", async () => {
    const before = memory().numTensors;
    const { made } = experiment({ watch: { ...nothing, samples: true, codes: { directions, count: 500 } } });
    await made.train(step(10));
    await made.dispose();
    open.pop();
    expect(memory().numTensors).toBe(before);
  });

  it("a lost device rejects everything that waits for it", async () => {
    const { made } = experiment();
    const training = made.train();
    made.failWith(Object.assign(new Error("gone"), { code: "backend-lost" }) as ElboError);
    await expect(training).rejects.toThrow("gone");
  });
});
