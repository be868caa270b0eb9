/** Tests the real files: they are MNIST, and the page's own code can read them. */
import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Dataset } from "../src/subject/data/dataset";
import { openMnist } from "../src/subject/data/mnist/dataset";
import { SHARDS } from "../src/subject/data/mnist/manifest";
import { packMnist, SHARDS_FOLDER } from "./packMnist";

/** The number of images of each class, 0 to 9. */
const CLASS_COUNTS = {
  train: [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
  test: [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
};

describe("packed MNIST", () => {
  let server: Server;
  let data: Dataset;
  const errors: unknown[] = [];

  beforeAll(async () => {
    await packMnist();
    server = createServer((request, response) => {
      void readFile(join(SHARDS_FOLDER, basename(request.url ?? ""))).then((file) => response.end(file));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    data = openMnist({ baseUrl: `http://127.0.0.1:${port}/page/`, onError: (error) => errors.push(error) });
    await Promise.all([data.whenTrain(data.trainImages), data.whenTest(data.testImages)]);
  }, 60_000);
  afterAll(() => server.close());

  const countClasses = (images: number, fill: Dataset["fillTrain"]): number[] => {
    const counts = new Array<number>(10).fill(0);
    const x = new Float32Array(1000 * 784), y = new Float32Array(1000 * 10);
    for (let first = 0; first < images; first += 1000) {
      fill(Array.from({ length: 1000 }, (_, i) => first + i), x, y);
      for (let i = 0; i < y.length; i++) counts[i % 10]! += y[i]!;
    }
    return counts;
  };

  it("has MNIST's number of images of each class", () => {
    expect(errors).toEqual([]);
    expect(countClasses(60000, data.fillTrain)).toEqual(CLASS_COUNTS.train);
    expect(countClasses(10000, data.fillTest)).toEqual(CLASS_COUNTS.test);
  });

  it("has a five as the first training image and a seven as the first test image", () => {
    const x = new Float32Array(784), y = new Float32Array(10);
    data.fillTrain([0], x, y);
    expect(y.indexOf(1)).toBe(5);
    expect(Math.max(...x)).toBe(1);
    expect(data.testLabels(1)).toEqual(Uint8Array.of(7));
  });

  it("has shards of less than 2 MB", async () => {
    for (const { file } of SHARDS) expect((await stat(join(SHARDS_FOLDER, file))).size).toBeLessThan(2_000_000);
  });

  it("is left unchanged if it is right, and repaired if not", async () => {
    expect(await packMnist()).toEqual([]);
    const folder = await mkdtemp(join(tmpdir(), "elbo-room-"));
    try {
      await cp(SHARDS_FOLDER, folder, { recursive: true });
      const flipped = join(folder, "train-03000.bin");
      const bytes = await readFile(flipped);
      bytes[40_000]! ^= 1;
      await writeFile(flipped, bytes);
      await truncate(join(folder, "test-02000.bin"), 1000);
      await rm(join(folder, "train-58000.bin"));
      expect((await packMnist(folder)).sort()).toEqual(["test-02000.bin", "train-03000.bin", "train-58000.bin"]);
      await writeFile(join(folder, "train-00.bin"), "of an earlier cut");
      expect(await packMnist(folder)).toEqual([]);
      expect((await readdir(folder)).sort()).toEqual(SHARDS.map(({ file }) => file).sort());
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 60_000);
});
