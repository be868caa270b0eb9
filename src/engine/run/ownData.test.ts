/** Runs on a reader's own images: they use all images, are measured on all held-out ones, and are refused if a model needs more. */
import { describe, expect, it } from "vitest";
import type { Event } from "../events";
import { runId, step } from "../../core/run/ids";
import { ownId, type OwnSplit, type OwnImages } from "../../core/data/ownData";
import { PIXELS, type RunConfig } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";
import { smallSettings, wasmPaths } from "../testing";
import { Laboratory } from "./laboratory";

const half = (count: number, classes: number): OwnSplit => ({
  labels: Uint8Array.from({ length: count }, (_, i) => (classes > 0 ? i % classes : 0)),
  pixels: Uint8Array.from({ length: count * PIXELS }, (_, at) => (at * 7919) % 256),
});
const imagesOf = (classes: number): OwnImages => ({
  id: ownId({ name: "noise", classes, hash: "0123456789abcdef" }), classes: ["a", "b", "c"].slice(0, classes), train: half(172, classes), test: half(28, classes),
});

async function opened(model: string, own: OwnImages, chosen: RunConfig["hyperparameters"] = {}) {
  const events: Event[] = [];
  const laboratory = new Laboratory({
    data: { baseUrl: "file:///", fetchShard: () => Promise.reject(new Error("MNIST is not asked for")) },
    wasmPaths, judgeBytes: () => Promise.reject(new Error("nor is the judge")), tell: (event) => events.push(event),
  });
  const config: RunConfig = { model, seed: 1, backend: "wasm", engine: "eager", own: own.id, hyperparameters: { ...smallSettings(findModel(model)!), ...chosen } };
  await laboratory.open({ run: runId(1), config, own, tell: (event) => events.push(event) });
  return { laboratory, events, config };
}
const codeOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => "none", (error: unknown) => (error as { code?: string }).code);

describe("a run on 200 images of its own", () => {
  it("sees all of them in an epoch, measures all held-out ones, and needs neither MNIST nor the classifier", async () => {
    const { laboratory, events } = await opened("mixture-vae", imagesOf(0), { batch: 43 });
    await laboratory.train(step(9));
    expect(events.filter(({ kind }) => kind === "failed")).toEqual([]);
    expect(events.find((event) => event.kind === "data")).toMatchObject({ progress: { trainImagesInAll: 172, testImagesInAll: 28 } });
    expect(await laboratory.experiment.evaluate()).toMatchObject({ step: 9, images: 28 });
    expect((await laboratory.experiment.measure("codes", {})).result).toMatchObject({ images: 28, sorting: null });
    expect((await laboratory.experiment.measure("memorising", { samples: 2 })).result).toMatchObject({ images: 28 });
    expect(await codeOf(laboratory.experiment.measure("probe", {}))).toBe("no-such-measurement");
    expect(await codeOf(laboratory.experiment.measure("digit-fid", {}))).toBe("no-such-measurement");
    expect((await laboratory.testImage(27)).label).toBe(-1);
    expect(await codeOf(laboratory.testImage(28))).toBe("bad-setting");
    expect((await laboratory.experiment.components()).images).toBe(28);
  });

  it("makes measurements that need labels if it has them", async () => {
    const { laboratory } = await opened("vae", imagesOf(3), { batch: 43 });
    expect((await laboratory.experiment.measure("probe", {})).result).toMatchObject({ images: 28, references: 172 });
    expect((await laboratory.testImage(4)).label).toBe(1);
  });

  it.each([
    ["a conditional model, where nothing has a label", "cvae", 0, 43],
    ["a batch of more images than there are", "vae", 3, 173],
    ["a model whose objective counts MNIST's images", "ss-vae", 3, 43],
  ])("is refused %s", async (_, model, classes, batch) => {
    expect(await codeOf(opened(model, imagesOf(classes), { batch }))).toBe("own-data-unsuitable");
  });

  it("is refused without its images, even if others are there", async () => {
    const { laboratory, config } = await opened("vae", imagesOf(3), { batch: 43 });
    const other = { ...config, own: "noise.3.fedcba9876543210" };
    expect(await codeOf(laboratory.open({ run: runId(2), config: other, tell: () => undefined }))).toBe("own-data-missing");
  });
});
