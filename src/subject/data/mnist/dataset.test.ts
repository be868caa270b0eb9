import { describe, expect, it, vi } from "vitest";
import type { DataProgress } from "../../../core/run/reports";
import type { Dataset } from "../dataset";
import { openMnist, type MnistOptions } from "./dataset";
import { SHARDS, type Shard } from "./manifest";
import { createOrder } from "../order";
import { DataError, type FetchOptions, type ShardContent } from "./shards";

const shardNamed = (file: string): Shard => SHARDS.find((shard) => shard.file === file)!;

/** The first pixel is the thousand of the image, 100 higher for test images; the label is the image's last digit. */
function contentOf({ images, first, split }: Shard): ShardContent {
  const pixels = new Uint8Array(images * 784);
  for (let image = 0; image < images; image++) pixels[image * 784] = Math.floor((first + image) / 1000) + (split === "test" ? 100 : 0);
  return { labels: Uint8Array.from({ length: images }, (_, i) => i % 10), pixels };
}

/** A simulated network: every request waits until the test answers it. */
function fakeNetwork() {
  const requests: { file: string; cache: RequestCache | undefined }[] = [];
  const open = new Map<string, { resolve: (content: ShardContent) => void; reject: (error: unknown) => void; received: (bytes: number) => void; mayUnpack: FetchOptions["mayUnpack"] }>();
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
  return {
    requests,
    open: () => [...open.keys()],
    fetchShard: (shard: Shard, { cache, onReceived, mayUnpack }: FetchOptions) => {
      requests.push({ file: shard.file, cache });
      onReceived?.(1000);
      return new Promise<ShardContent>((resolve, reject) => open.set(shard.file, { resolve, reject, received: (bytes) => onReceived?.(bytes), mayUnpack }));
    },
    receive: (file: string, share: number) => open.get(file)!.received(share * shardNamed(file).bytes),
    mayUnpack: async (file: string) => open.get(file)!.mayUnpack?.(),
    async deliver(file: string) {
      open.get(file)!.resolve(contentOf(shardNamed(file)));
      open.delete(file);
      await settle();
    },
    async fail(file: string) {
      open.get(file)!.reject(new DataError("data-damaged", file, "altered"));
      open.delete(file);
      await settle();
    },
    async deliverAll(pick: (files: string[]) => string) {
      while (open.size > 0) await this.deliver(pick([...open.keys()]));
    },
  };
}

function setUp(options: Partial<MnistOptions> = {}) {
  const network = fakeNetwork();
  const errors: unknown[] = [];
  const reports: DataProgress[] = [];
  const data = openMnist({
    baseUrl: "http://localhost/", fetchShard: network.fetchShard,
    onError: (error) => errors.push(error), onProgress: (progress) => reports.push(progress), ...options,
  });
  return { network, errors, reports, data };
}

function batchAt(data: Dataset, step: number): Float32Array {
  const x = new Float32Array(100 * 784);
  data.fillTrain(createOrder(5, 100).indices(step), x, new Float32Array(100 * 10));
  return x;
}

const isHere = async (arrival: Promise<void>): Promise<boolean> =>
  Promise.race([arrival.then(() => true), new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 0))]);

describe("dataset", () => {
  it("fetches some training images, some test images, and the rest in turn, one by one", async () => {
    const { network } = setUp();
    expect(network.open()).toEqual(["train-00000.bin"]);
    network.receive("train-00000.bin", 1);
    expect(network.open()).toEqual(["train-00000.bin"]);
    await network.deliverAll((files) => files[0]!);
    const files = network.requests.map(({ file }) => file);
    expect(files.slice(1, 4)).toEqual(["test-00000.bin", "train-01000.bin", "train-02000.bin"]);
    expect(files.slice(12, 14)).toEqual(["train-11000.bin", "test-00500.bin"]);
    expect(files.indexOf("test-08000.bin") + 1).toBe(files.indexOf("train-12000.bin"));
    expect(network.requests).toHaveLength(SHARDS.length);
    expect(network.requests.at(-1)).toEqual({ file: "train-58000.bin", cache: "default" });
  });

  it("fetches the next awaited file when half of the last one has arrived", () => {
    const { network, data } = setUp();
    void data.whenTrain(3000);
    network.receive("train-00000.bin", 0.4);
    expect(network.open()).toEqual(["train-00000.bin"]);
    network.receive("train-00000.bin", 0.5);
    expect(network.open()).toEqual(["train-00000.bin", "train-01000.bin"]);
    network.receive("train-00000.bin", 1);
    expect(network.open()).toEqual(["train-00000.bin", "train-01000.bin"]);
  });

  it("pauses nine times as long as a file took to unpack while a run trains, unless the next one is awaited", async () => {
    vi.useFakeTimers();
    let trains = true;
    const { network, data } = setUp({ hasTime: () => Promise.resolve(), isTraining: () => trains });
    const arrives = async (file: string) => {
      await network.mayUnpack(file);
      vi.advanceTimersByTime(100);
      const delivered = network.deliver(file);
      await vi.advanceTimersByTimeAsync(0);
      await delivered;
    };
    await arrives("train-00000.bin");
    await vi.advanceTimersByTimeAsync(899);
    expect(network.open()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(network.open()).toEqual(["test-00000.bin"]);
    await arrives("test-00000.bin");
    expect(network.open()).toEqual([]);
    void data.whenTrain(1001);
    expect(network.open()).toEqual(["train-01000.bin"]);
    await arrives("train-01000.bin");
    await vi.advanceTimersByTimeAsync(900);
    expect(network.open()).toEqual(["train-02000.bin"]);
    trains = false;
    await arrives("train-02000.bin");
    expect(network.open()).toEqual(["train-03000.bin"]);
    vi.useRealTimers();
  });

  it("fetches the images that training waits for, and half as many more, before others", async () => {
    const { network, data } = setUp();
    void data.whenTrain(12_000);
    await network.deliverAll((files) => files[0]!);
    expect(network.requests.map(({ file }) => file).slice(11, 17)).toEqual(["train-11000.bin", "train-12000.bin", "train-14000.bin", "train-16000.bin", "test-00000.bin", "test-00500.bin"]);
  });

  it("fetches the test images that a measurement waits for before training images that nobody needs yet", async () => {
    const { network, data } = setUp();
    void data.whenTrain(2000);
    void data.whenTest(10_000);
    await network.deliverAll((files) => files[0]!);
    expect(network.requests.map(({ file }) => file).slice(1, 5)).toEqual(["train-01000.bin", "train-02000.bin", "test-00000.bin", "test-00500.bin"]);
    expect(network.requests.map(({ file }) => file).slice(8, 10)).toEqual(["test-08000.bin", "train-03000.bin"]);
  });

  it("begins when it may", async () => {
    let begin = () => {};
    const { network, data } = setUp({ begin: new Promise((resolve) => { begin = resolve; }) });
    const first = data.whenTrain(1);
    expect(network.open()).toEqual([]);
    begin();
    expect(await isHere(first)).toBe(false);
    await network.deliver("train-00000.bin");
    expect(await isHere(first)).toBe(true);
  });

  it("reports the rate of the network while images are awaited", async () => {
    const clock = vi.spyOn(performance, "now").mockReturnValue(1000);
    const { network, reports, data } = setUp();
    clock.mockReturnValue(5000);
    await network.deliver("train-00000.bin");
    expect(reports.at(-1)).not.toHaveProperty("bytesPerSecond");
    void data.whenTrain(60_000);
    await network.deliver("test-00000.bin");
    expect(reports.at(-1)).toMatchObject({ bytesPerSecond: expect.any(Number) });
    clock.mockRestore();
  });

  it("reports which images are loaded", async () => {
    const { network, data } = setUp();
    expect(data.trainLoaded()).toBe(0);
    expect(await isHere(data.whenTrain(1))).toBe(false);
    await network.deliver("train-00000.bin");
    expect([data.trainLoaded(), data.testLoaded()]).toEqual([1000, 0]);
    await network.deliver("test-00000.bin");
    expect([data.trainLoaded(), data.testLoaded()]).toEqual([1000, 500]);
    expect(await isHere(data.whenTrain(1000))).toBe(true);
    const more = data.whenTrain(2001);
    network.receive("train-01000.bin", 0.5);
    await network.deliver("train-02000.bin");
    expect([data.trainLoaded(), data.progress().trainImages]).toEqual([1000, 2000]);
    expect(await isHere(more)).toBe(false);
    await network.deliver("train-01000.bin");
    expect(data.trainLoaded()).toBe(3000);
    expect(await isHere(more)).toBe(true);
    expect(() => data.whenTrain(60001)).toThrow(RangeError);
  });

  it("writes pixels in [0,1] and one-hot labels over earlier contents", async () => {
    const { network, data } = setUp();
    for (const file of ["train-00000.bin", "test-00000.bin", "train-01000.bin"]) await network.deliver(file);
    await network.deliver("train-02000.bin");
    for (let first = 3000; first < 12000; first += 1000) await network.deliver(`train-${String(first).padStart(5, "0")}.bin`);
    await network.deliver("test-00500.bin");
    const x = new Float32Array(2 * 784).fill(9), y = new Float32Array(20).fill(9);
    data.fillTest([3, 1999], x, y);
    expect([x[0], x[1], x[784], x[1567]]).toEqual([Math.fround(100 / 255), 0, Math.fround(101 / 255), 0]);
    expect([...y]).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect([...data.testLabels(12)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
  });

  it("refuses images that are not loaded and arrays that do not fit", async () => {
    const { network, data } = setUp();
    await network.deliver("train-00000.bin");
    expect(() => data.fillTrain([1000], new Float32Array(784), new Float32Array(10))).toThrow("train image 1000");
    expect(() => data.fillTrain([60000], new Float32Array(784), new Float32Array(10))).toThrow(RangeError);
    expect(() => data.fillTrain([-1], new Float32Array(784), new Float32Array(10))).toThrow(RangeError);
    expect(() => data.fillTrain([0, 1], new Float32Array(784), new Float32Array(20))).toThrow(RangeError);
    expect(() => data.testLabels(1)).toThrow("test image 0");
  });

  it("gives the same batches whatever the order of arrival, and never a test image", async () => {
    const first = setUp(), second = setUp();
    await first.network.deliverAll((files) => files[0]!);
    await second.network.deliverAll((files) => files.at(-1)!);
    for (const step of [0, 49, 50, 599, 600, 1500]) {
      const x = batchAt(first.data, step);
      expect(batchAt(second.data, step)).toEqual(x);
      expect(Math.max(...x)).toBeLessThan(60 / 255);
    }
  });

  it("reports a failing shard once, continues with the others, and recovers by a retry that bypasses the cache", async () => {
    const { network, errors, data } = setUp();
    await network.fail("train-00000.bin");
    await network.deliver("test-00000.bin");
    await network.deliver("train-01000.bin");
    await network.fail("train-02000.bin");
    await network.deliverAll((files) => files[0]!);
    expect(errors).toMatchObject([{ shard: "train-00000.bin" }, { shard: "train-02000.bin" }]);
    expect(data.progress()).toMatchObject({ trainImages: 58000, testImages: 10000 });
    const all = data.whenTrain(60000);
    expect(await isHere(all)).toBe(false);
    expect([data.trainFailed!(1000), data.trainFailed!(60000)]).toEqual([true, true]);

    data.retry();
    data.retry();
    expect(data.trainFailed!(60000)).toBe(false);
    network.receive("train-00000.bin", 0.5);
    expect(network.requests.slice(SHARDS.length)).toEqual([
      { file: "train-00000.bin", cache: "reload" }, { file: "train-02000.bin", cache: "reload" },
    ]);
    await network.deliverAll((files) => files[0]!);
    expect(await isHere(all)).toBe(true);
    expect(data.progress()).toMatchObject({ trainImages: 60000, testImages: 10000 });
    data.retry();
    expect(network.requests).toHaveLength(SHARDS.length + 2);
  });

  it("retries before waiting shards, without more transfers at once", async () => {
    const { network, data } = setUp();
    await network.fail("train-00000.bin");
    expect(network.open()).toEqual(["test-00000.bin"]);
    data.retry();
    expect(network.open()).toEqual(["test-00000.bin"]);
    await network.deliver("test-00000.bin");
    expect(network.open()).toEqual(["train-00000.bin"]);
  });

  it("counts images and bytes up to all of them", async () => {
    const { network, reports } = setUp();
    await network.deliverAll((files) => files[0]!);
    expect(reports[0]).toMatchObject({ trainImages: 0, bytes: 1000, trainImagesInAll: 60000, testImagesInAll: 10000 });
    const last = reports.at(-1)!;
    expect(last).toMatchObject({ trainImages: 60000, testImages: 10000, bytes: 1000 * SHARDS.length, bytesInAll: 1000 * SHARDS.length });
  });

  it("calls nothing once aborted", async () => {
    const controller = new AbortController();
    const { network, errors } = setUp({ signal: controller.signal });
    controller.abort();
    await network.fail("train-00000.bin");
    expect(network.requests).toHaveLength(1);
    expect(errors).toEqual([]);
  });
});
