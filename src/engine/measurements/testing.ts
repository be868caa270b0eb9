/** For tests and scripts in Node: MNIST from the shards that `npm run data` wrote, and the evaluation classifier from its file. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Dataset } from "../../subject/data/dataset";
import { openMnist } from "../../subject/data/mnist/dataset";
import { readJudge, type BundledJudge } from "../../subject/metrics/judge/judge";

/** Returns all of MNIST. Rejects if a shard is missing or damaged. */
export async function diskDataset(): Promise<Dataset> {
  const failures: unknown[] = [];
  const dataset = openMnist({
    baseUrl: "file:///",
    onError: (error) => failures.push(error),
    fetchShard: async ({ file, images, sha256 }) => {
      const content = await promisify(gunzip)(await readFile(join(resolve("public/mnist"), file)));
      if (createHash("sha256").update(content).digest("hex") !== sha256) throw new Error(`public/mnist/${file} is not that of MNIST.`);
      return { labels: content.subarray(0, images), pixels: content.subarray(images) };
    },
  });
  const { testImagesInAll, trainImagesInAll } = dataset.progress();
  const here = () => dataset.progress().testImages === testImagesInAll && dataset.progress().trainImages === trainImagesInAll;
  while (!here()) {
    if (failures.length > 0) throw new Error("MNIST is not here, or damaged. Run `npm run data` first.", { cause: failures[0] });
    await new Promise((done) => setTimeout(done, 5));
  }
  return dataset;
}

/** Returns the content of judge.bin. */
export const judgeBytes = (): Promise<Uint8Array> => readFile(resolve("src/subject/metrics/judge/judge.bin"));

/** Returns the bundled evaluation classifier. */
export async function diskJudge(): Promise<BundledJudge> {
  return readJudge(await judgeBytes());
}
