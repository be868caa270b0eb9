/** Codes of images, and the principal components of the codes of test images, computed on request. */
import { tensor2d } from "@tensorflow/tfjs-core";
import { ElboError } from "../../core/errors";
import type { Step } from "../../core/run/ids";
import type { EncodeRequest, Components } from "../../core/latent/pictures";
import { oneHot } from "../../core/model/oneHot";
import { CLASSES } from "../../core/run/runConfig";
import type { Dataset } from "../../subject/data/dataset";
import { dataOf } from "../../subject/data/registry";
import { principalSlices } from "../../subject/metrics/principal";
import { runSlices } from "../scheduling/slices";
import { withWeights, type FrozenModel, type FrozenModelAtStep } from "../step/frozenModel";
import { encodeFirst, posteriorMeans } from "./pictures";
import { testReader } from "./testImages";

/** The first half of the test images, which is loaded early. */
const COMPONENT_IMAGES = 5000;

const noEncoder = ({ model }: FrozenModel) => new ElboError("no-encoder", `${model.id} has no encoder`);

/**
 * Returns the posterior means of the requested images, [n,d], and their step. Waits until the test images are loaded. Rejects with "no-encoder",
 * and with "bad-setting" for an invalid image.
 */
export async function encodeNow(frozen: FrozenModelAtStep, dataset: Dataset, request: EncodeRequest): Promise<{ codes: Float32Array; step: Step }> {
  const { step } = frozen;
  return withWeights(frozen, async (one) => {
    const makeBatch = "images" in request ? await testBatch(dataset, one, request.images) : () => givenBatch(request.pixels, request.class, one);
    const codes = await posteriorMeans(one, makeBatch);
    if (!codes) throw noEncoder(frozen);
    return { codes: codes.slice(), step };
  });
}

async function testBatch(dataset: Dataset, frozen: FrozenModel, which: readonly number[]) {
  const bad = which.find((index) => !(Number.isInteger(index) && index >= 0 && index < dataset.testImages));
  if (which.length === 0 || bad !== undefined) {
    throw new ElboError("bad-setting", `${String(bad ?? "nothing")} is not the number of a test image, 0 to ${dataset.testImages - 1}`);
  }
  await dataset.whenTest(which.reduce((most, index) => Math.max(most, index + 1), 0));
  return () => testReader(dataset, frozen).testBatchOf(which);
}

function givenBatch(pixels: Float32Array, k: number, { h }: FrozenModel) {
  const { kind, width } = dataOf(h);
  const [least, most] = kind === "image" ? [0, 1] : [-Infinity, Infinity];
  if (pixels.length !== width || !pixels.every((value) => value >= least && value <= most)) {
    throw new ElboError("bad-setting", kind === "image" ? `an image is ${width} numbers from 0 to 1` : `a point is ${width} numbers`);
  }
  return {
    x: tensor2d(pixels, [1, width]),
    y: tensor2d(oneHot([k]), [1, CLASSES]),
  };
}

/**
 * Returns the two principal components of the codes of the first 5,000 test images, or of all if there are fewer; training continues between
 * slices. Rejects with "no-encoder".
 */
export async function componentsNow(frozen: FrozenModelAtStep, dataset: Dataset): Promise<Components> {
  const { step, h } = frozen;
  return withWeights(frozen, async (one) => {
    const images = Math.min(COMPONENT_IMAGES, dataset.testImages);
    if (one.model.encode) await dataset.whenTest(images);
    const codes = await runSlices(encodeFirst(one, images, testReader(dataset, one).testBatch));
    if (!codes) throw noEncoder(frozen);
    return { step, images, ...await runSlices(principalSlices(codes, Number(h["latent"]), 2)) };
  });
}
