/**
 * Tests that import this before anything else run without arithmetic: steps come from `stubTrainer.ts`, and a picture or a
 * measurement is one number, which identifies the weights. Each task of a worker is a task of its world.
 */
import { vi } from "vitest";
import type { PictureSource } from "../../../../engine/pictures/pictureSource";
import type { HeldOutInputs } from "../../../../engine/measurements/heldOut";
import type { FrozenModel, FrozenModelAtStep } from "../../../../engine/step/frozenModel";
import type { CompletionRequest, CompletionProgress } from "../../../../core/latent/completion";
import type { EncodeRequest } from "../../../../core/latent/pictures";
import type { MeasureOptions } from "../../../../engine/measurements";

/** The number of the worker's tasks that a measurement or a search for fill-ins takes. */
const SLICES = 4;

vi.mock("../../../../engine/trainer/trainer", async (original) => ({
  ...await original<object>(), createTrainer: (await import("./stubTrainer")).createStubTrainer,
}));
vi.mock("../../../../core/tasks", async (original) => ({ ...await original<object>(), nextTask: (await import("./stubTrainer")).laterTask }));
vi.mock("../../../../engine/device/backends/start", () => ({ startBackend: async () => undefined, stopBackend: () => undefined }));
vi.mock("../../../../engine/step/weights", async (original) => {
  const real = await original<typeof import("../../../../engine/step/weights")>();
  const { stubTensor } = await import("./stubTrainer");
  return {
    ...real, retain: (tensors: object) => tensors, release: () => undefined,
    tensorsOf: (networks: Parameters<typeof real.tensorsOf>[0], values: Readonly<Record<string, Float32Array>>) =>
      Object.fromEntries(real.parametersOf(networks).map(({ name, shape }) => [name, stubTensor(values[name]!, shape)])),
  };
});
vi.mock("../../../../engine/pictures/pictures", async (original) => {
  const { decodedAt, laterTask, numberOfWeights } = await import("./stubTrainer");
  return { ...await original<object>(), decodeImages: async ({ weights }: FrozenModel, z: Float32Array, [k = 0]: ArrayLike<number> & Iterable<number>) => {
    const decoded = Float32Array.of(decodedAt(numberOfWeights(weights), z, k));
    await laterTask();
    return decoded;
  } };
});
vi.mock("../../../../engine/pictures/pictureJobs", async () => {
  const { numberOfWeights, pixelsOf } = await import("./stubTrainer");
  return { pictureJobs: (source: PictureSource, credits: { has(kind: string): boolean }) => {
    let shown: number | null = null;
    return [{
      name: "samples", every: 80, due: () => source.watch().samples && credits.has("samples") && shown !== source.frozen.step,
      run: async function* samples() {
        const { frozen } = source;
        shown = frozen.step;
        source.send({ kind: "samples", step: frozen.step, count: 1, pixels: pixelsOf(numberOfWeights(frozen.weights)) });
      },
    }];
  } };
});
vi.mock("../../../../engine/pictures/thumbnail", async () => {
  const { laterTask, numberOfWeights, pixelsOf } = await import("./stubTrainer");
  return { thumbnail: async ({ weights }: FrozenModel) => {
    const pixels = pixelsOf(numberOfWeights(weights));
    await laterTask();
    return pixels;
  } };
});
vi.mock("../../../../engine/pictures/encode", async () => {
  const { codeOf, foundBy, laterTask, numberOfWeights } = await import("./stubTrainer");
  return {
    encodeNow: async ({ step, weights }: FrozenModelAtStep, _: unknown, request: EncodeRequest) => {
      const number = numberOfWeights(weights);
      await laterTask();
      return { step, codes: Float32Array.from(("images" in request ? request.images : [0]).flatMap((image) => codeOf(number, image))) };
    },
    componentsNow: async ({ step, weights }: FrozenModelAtStep) => {
      const found = foundBy(numberOfWeights(weights));
      await laterTask();
      return { step, images: 1, mean: [0, 0], variances: [1, 1], ...found };
    },
  };
});
vi.mock("../../../../engine/pictures/influence", async () => {
  const { foundBy, laterTask, numberOfWeights } = await import("./stubTrainer");
  return { influenceNow: async ({ step, weights }: FrozenModelAtStep) => {
    const found = foundBy(numberOfWeights(weights));
    await laterTask();
    return { step, changes: [1, 1], ...found };
  } };
});
vi.mock("../../../../engine/completion/index", async () => {
  const { numberOfWeights } = await import("./stubTrainer");
  const { runSlices } = await import("../../../../engine/scheduling/slices");
  const { Newest } = await import("../../../../core/newest");
  return { Completions: class {
    readonly #run: FrozenModelAtStep;
    readonly #searching = new Newest();
    constructor(run: FrozenModelAtStep) { this.#run = run; }
    complete({ visible, draw }: CompletionRequest, onProgress: (now: CompletionProgress) => void, caller?: AbortSignal) {
      const { step, weights } = this.#run;
      const pixels = Float32Array.of(numberOfWeights(weights), draw);
      const found = () => ({ step, pixels: pixels.slice(), visible: visible.slice(), objective: null });
      const search = async function* () {
        for (let done = 1; done <= SLICES; done++) yield done;
        return found();
      };
      return this.#searching.run((signal) => runSlices(search(), { signal, onSlice: (done) => onProgress({ ...found(), done, of: SLICES }) }), caller);
    }
    dispose() { return this.#searching.end(); }
  } };
});
vi.mock("../../../../engine/measurements/index", async (original) => {
  const { measuredBy, numberOfWeights } = await import("./stubTrainer");
  const { runSlices } = await import("../../../../engine/scheduling/slices");
  return { ...await original<object>(), measure: (_: string, __: object, { frozen, signal, onProgress }: MeasureOptions) => {
    const result = measuredBy(numberOfWeights(frozen.weights));
    const work = async function* () {
      for (let done = 1; done <= SLICES; done++) yield done / SLICES;
      return result;
    };
    return runSlices(work(), { signal, onSlice: onProgress });
  } };
});
vi.mock("../../../../engine/measurements/heldOut", async () => {
  const { numberOfWeights } = await import("./stubTrainer");
  return { measureHeldOut: async function* ({ step, weights }: HeldOutInputs) {
    yield;
    return { step, images: 1, values: { total: numberOfWeights(weights) } };
  } };
});
