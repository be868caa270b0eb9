/** MNIST's shards as a host serves them to a world. They are decoded once, since every session of a simulation needs them. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { MnistOptions } from "../../../../subject/data/mnist/dataset";
import { SHARDS } from "../../../../subject/data/mnist/manifest";
import { PIXELS } from "../../../../core/run/runConfig";
import { DataError } from "../../../../subject/data/mnist/shards";
import type { World } from "./world";

export type Shards = (world: World) => NonNullable<MnistOptions["fetchShard"]>;

/** Milliseconds of virtual time until a file has arrived. */
const TRANSFER = 20;

/** Reads the shards from `public/mnist`, which `npm run data` fills. */
export async function readShards(): Promise<Shards> {
  const folder = path.join(import.meta.dirname, "../../../../../public/mnist");
  const decoded = new Map(await Promise.all(SHARDS.map(async ({ file, images }) => {
    const content = new Uint8Array(gunzipSync(await readFile(path.join(folder, file))));
    return [file, { labels: content.subarray(0, images), pixels: content.subarray(images, images * (1 + PIXELS)) }] as const;
  })));
  return (world) => async ({ file }) => {
    await new Promise((resolve) => { setTimeout(resolve, TRANSFER); });
    if (world.fails("fetch", file)) throw new DataError("data-unreachable", file, "the transfer failed");
    return decoded.get(file)!;
  };
}
