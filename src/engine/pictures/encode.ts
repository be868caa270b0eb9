/** Where the encoder places images, and the directions in which the codes of the test images vary most; now, when asked. */
import { tensor2d } from "@tensorflow/tfjs-core";
import { ElboError } from "../../core/errors";
import type { Step } from "../../core/ids";
import type { EncodeRequest, Components } from "../../core/pictures";
import { oneHot } from "../../core/oneHot";
import { CLASSES } from "../../core/runConfig";
import type { Dataset } from "../../data/dataset";
import { dataOf } from "../../data/registry";
import { principalComponents } from "../../metrics/principal";
import { finish } from "../scheduling/slices";
import { withWeights, type Still, type StillAt } from "../step/still";
import { codesOfFirst, posteriorMeans } from "./pictures";
import { testReader } from "./testImages";

/** The first half of the test images, which arrives early. */
const COMPONENT_IMAGES = 5000;

const noEncoder = ({ model }: Still) => new ElboError("no-encoder", `${model.id} has no encoder`);

/** → [n,d]. Waits for test images that are on their way. Rejects with "no-encoder", with "internal" for what is no image. */
export async function encodeNow(still: StillAt, dataset: Dataset, wish: EncodeRequest): Promise<{ codes: Float32Array; step: Step }> {
  const { step } = still;
  return withWeights(still, async (one) => {
    const makeBatch = "images" in wish ? await testBatch(dataset, one, wish.images) : () => givenBatch(wish.pixels, wish.class, one);
    const codes = await posteriorMeans(one, makeBatch);
    if (!codes) throw noEncoder(still);
    return { codes: codes.slice(), step };
  });
}

async function testBatch(dataset: Dataset, still: Still, which: readonly number[]) {
  const bad = which.find((index) => !(Number.isInteger(index) && index >= 0 && index < dataset.testImages));
  if (which.length === 0 || bad !== undefined) {
    throw new ElboError("internal", `${String(bad ?? "nothing")} is not the number of a test image, 0 to ${dataset.testImages - 1}`);
  }
  const half = dataset.testImages / 2;
  await Promise.all([...new Set(which.map((index) => Math.floor(index / half)))].map((shard) => dataset.whenTest(shard)));
  return () => testReader(dataset, still).testBatchOf(which);
}

function givenBatch(pixels: Float32Array, k: number, { h }: Still) {
  const { kind, width } = dataOf(h);
  const [least, most] = kind === "image" ? [0, 1] : [-Infinity, Infinity];
  if (pixels.length !== width || !pixels.every((value) => value >= least && value <= most)) {
    throw new ElboError("internal", kind === "image" ? `an image is ${width} numbers from 0 to 1` : `a point is ${width} numbers`);
  }
  return {
    x: tensor2d(pixels, [1, width]),
    y: tensor2d(oneHot([k]), [1, CLASSES]),
  };
}

/** The two principal components of the codes of the first 5,000 test images, or of all where there are fewer; training goes on between the slices. */
export async function componentsNow(still: StillAt, dataset: Dataset): Promise<Components> {
  const { step, h } = still;
  return withWeights(still, async (one) => {
    if (one.model.encode) await dataset.whenTest(0);
    const images = Math.min(COMPONENT_IMAGES, dataset.testImages);
    const codes = await finish(codesOfFirst(one, images, testReader(dataset, one).testBatch));
    if (!codes) throw noEncoder(still);
    return { step, images, ...principalComponents(codes, Number(h["latent"]), 2) };
  });
}
