/**
 * Loads MNIST: fetches the shards in the order in which they are needed and reports which are loaded. Train and test images
 * have separate methods, so that no index leads from one to the other. Pixels are stored as bytes, 55 MB in all. shards.ts
 * verifies a shard; ../order.ts composes batches.
 */
import type { DataProgress } from "../../core/run/reports";
import type { Dataset } from "../dataset";
import { mnist } from "./definition";
import { createSplit } from "./split";
import { SHARDS, shardsOf, type Shard } from "./manifest";
import { fetchShard as fetchFromServer, type FetchOptions, type ShardContent } from "./shards";

export interface MnistOptions {
  /** The absolute address of the page or of its folder. */
  readonly baseUrl: string;
  readonly onProgress?: (progress: DataProgress) => void;
  /** Called for every failed attempt at a shard, with a DataError unless the program itself is at fault. */
  readonly onError?: (error: unknown) => void;
  /** Ends all transfers. */
  readonly signal?: AbortSignal;
  /** Resolves when the thread has time to unpack a shard other than the first. Default: at once. */
  readonly hasTime?: () => Promise<void>;
  readonly fetchShard?: (shard: Shard, options: FetchOptions) => Promise<ShardContent>;
}

/** More would delay the next shard in order, and training uses them in order. */
const TRANSFERS_AT_ONCE = 2;

/** The first shard arrives later than this on a line that is slower than training. */
const SLOW_LINE_MS = 1500;

/** Before so many seconds the rate is that of the page's scripts, which arrive at the same time. */
const RATE_AFTER_S = 3;

/** Training starts on the first; the latent map and the held-out loss need the test images soon after. On a slow line these come last, as training waits for its own. */
const BY_NEED: readonly Shard[] = [
  ...shardsOf("train").slice(0, 1), ...shardsOf("test"), ...shardsOf("train").slice(1),
];

/** Opens MNIST and starts fetching. */
export function openMnist(options: MnistOptions): Dataset {
  const { onProgress, onError, fetchShard = fetchFromServer } = options;
  const halves = {
    train: createSplit("train", shardsOf("train").length),
    test: createSplit("test", shardsOf("test").length),
  };
  const opened = performance.now();
  const waiting = [...BY_NEED];
  const failed = new Set<Shard>();
  const failedBefore = new Set<Shard>();
  /** The compressed bytes received, by shard. */
  const received = new Map<Shard, number>();
  let underWay = 0;
  let atOnce = 1;

  const isHere = (shard: Shard): boolean => halves[shard.split].has(shardsOf(shard.split).indexOf(shard));
  const sum = (bytesOf: (shard: Shard) => number): number => SHARDS.reduce((total, shard) => total + bytesOf(shard), 0);
  const bytesSoFar = (shard: Shard): number => received.get(shard) ?? 0;
  const rate = (bytes: number): Pick<DataProgress, "bytesPerSecond"> => {
    const seconds = (performance.now() - opened) / 1000;
    return seconds < RATE_AFTER_S ? {} : { bytesPerSecond: bytes / seconds };
  };
  const progress = (): DataProgress => ({
    ...rate(sum(bytesSoFar)),
    trainImages: halves.train.imagesHere,
    trainImagesInAll: halves.train.images,
    testImages: halves.test.imagesHere,
    testImagesInAll: halves.test.images,
    bytes: sum(bytesSoFar),
    bytesInAll: sum((shard) => (isHere(shard) ? bytesSoFar(shard) : Math.max(bytesSoFar(shard), shard.bytes))),
  });

  const load = async (shard: Shard): Promise<void> => {
    try {
      const content = await fetchShard(shard, {
        baseUrl: options.baseUrl,
        cache: failedBefore.has(shard) ? "reload" : "default",
        onReceived: (bytes) => {
          received.set(shard, bytes);
          onProgress?.(progress());
        },
        ...(options.signal && { signal: options.signal }),
        ...(options.hasTime && shard !== BY_NEED[0] && { mayUnpack: options.hasTime }),
      });
      halves[shard.split].add(shardsOf(shard.split).indexOf(shard), content);
    } catch (error) {
      if (options.signal?.aborted) return;
      failed.add(shard);
      received.delete(shard);
      onError?.(error);
    }
    onProgress?.(progress());
  };
  /** The first shard is fetched alone, and on a slow line each: two would share the line, and the next in order would come later. */
  const planTheRest = (): void => {
    if (performance.now() - opened > SLOW_LINE_MS) waiting.sort((a, b) => Number(a.split === "test") - Number(b.split === "test"));
    else atOnce = TRANSFERS_AT_ONCE;
  };
  const startTransfers = (): void => {
    while (underWay < atOnce && !options.signal?.aborted) {
      const shard = waiting.shift();
      if (!shard) return;
      underWay++;
      void load(shard).finally(() => {
        underWay--;
        if (shard === BY_NEED[0]) planTheRest();
        startTransfers();
      });
    }
  };
  startTransfers();

  return {
    width: mnist.width,
    trainImages: halves.train.images,
    testImages: halves.test.images,
    whenTrain: halves.train.when,
    whenTest: halves.test.when,
    trainReady: halves.train.ready,
    testReady: halves.test.ready,
    trainFailed: (shard) => failed.has(shardsOf("train")[shard]!),
    fillTrain: halves.train.fill,
    fillTest: halves.test.fill,
    trainBytes: halves.train.bytes,
    trainLabels: halves.train.labels,
    testLabels: halves.test.labels,
    progress,
    retry() {
      const again = BY_NEED.filter((shard) => failed.has(shard));
      again.forEach((shard) => failedBefore.add(shard));
      failed.clear();
      waiting.unshift(...again);
      startTransfers();
    },
  };
}
