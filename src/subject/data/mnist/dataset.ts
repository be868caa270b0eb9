/**
 * Loads MNIST: fetches the shards in the order in which they are needed and reports which are loaded. Train and test images
 * have separate methods, so that no index leads from one to the other. Pixels are stored as bytes, 55 MB in all. shards.ts
 * verifies a shard; ../order.ts composes batches.
 */
import type { DataProgress } from "../../../core/run/reports";
import type { Dataset } from "../dataset";
import { mnist } from "./definition";
import { createSplit } from "./split";
import { imagesOf, SHARDS, shardsOf, type Shard, type Split } from "./manifest";
import { fetchShard as fetchFromServer, type FetchOptions, type ShardContent } from "./shards";

export interface MnistOptions {
  /** The absolute address of the page or of its folder. */
  readonly baseUrl: string;
  readonly onProgress?: (progress: DataProgress) => void;
  /** Called for every failed attempt at a shard, with a DataError unless the program itself is at fault. */
  readonly onError?: (error: unknown) => void;
  /** Ends all transfers. */
  readonly signal?: AbortSignal;
  /** Resolves when transfers may begin. Default: at once. */
  readonly begin?: Promise<void>;
  /** Resolves when the thread has time to unpack a shard other than the first. Default: at once. */
  readonly hasTime?: () => Promise<void>;
  /** Returns whether the thread trains: shards that nobody waits for then come with pauses. Default: it does not. */
  readonly isTraining?: () => boolean;
  readonly fetchShard?: (shard: Shard, options: FetchOptions) => Promise<ShardContent>;
}

/** While a run trains, shards that nobody waits for take at most this share of the time to unpack. */
const UNPACKING_SHARE = 0.1;

/** Before so many seconds the rate is that of the page's scripts, which arrive at the same time. */
const RATE_AFTER_S = 3;

/** Training starts on the first images, and the first test images are reconstructed soon after; the latent map and measurements need more of them. */
const BY_NEED: readonly Shard[] = [...shardsUpTo("train", 0, 1000), ...shardsUpTo("test", 0, 500), ...shardsUpTo("train", 1000, 12000), ...shardsUpTo("test", 500, Infinity), ...shardsUpTo("train", 12000, Infinity)];

/** Training images are ahead of training if there are so many times as many as a step needs: the pool of images grows by a third in a second or two. */
const AHEAD = 1.5;

function shardsUpTo(split: Split, from: number, to: number): readonly Shard[] {
  return shardsOf(split).filter(({ first }) => first >= from && first < to);
}

/** Opens MNIST and starts fetching. */
export function openMnist(options: MnistOptions): Dataset {
  const { onProgress, onError, fetchShard = fetchFromServer } = options;
  const halves = {
    train: createSplit("train", imagesOf("train")),
    test: createSplit("test", imagesOf("test")),
  };
  const opened = performance.now();
  const waiting = [...BY_NEED];
  const transfers = new Set<Shard>();
  const here = new Set<Shard>();
  const failed = new Set<Shard>();
  const failedBefore = new Set<Shard>();
  /** The compressed bytes received, by shard. */
  const received = new Map<Shard, number>();
  /** The numbers of first images that training and pictures wait for. */
  const awaited = { train: 0, test: 0 };
  let mayBegin = false;

  const sum = (bytesOf: (shard: Shard) => number): number => SHARDS.reduce((total, shard) => total + bytesOf(shard), 0);
  const bytesSoFar = (shard: Shard): number => received.get(shard) ?? 0;
  const rate = (bytes: number): Pick<DataProgress, "bytesPerSecond"> => {
    const seconds = (performance.now() - opened) / 1000;
    // Otherwise it would be the rate of this thread's own pauses.
    const isAwaited = halves.train.imagesHere < awaited.train || halves.test.imagesHere < awaited.test;
    return seconds < RATE_AFTER_S || !isAwaited ? {} : { bytesPerSecond: bytes / seconds };
  };
  const progress = (): DataProgress => ({
    ...rate(sum(bytesSoFar)),
    trainImages: halves.train.imagesHere,
    trainImagesInAll: halves.train.images,
    testImages: halves.test.imagesHere,
    testImagesInAll: halves.test.images,
    bytes: sum(bytesSoFar),
    bytesInAll: sum((shard) => (here.has(shard) ? bytesSoFar(shard) : Math.max(bytesSoFar(shard), shard.bytes))),
  });

  /** Returns the milliseconds that unpacking took; 0 if the transfer failed. */
  const load = async (shard: Shard): Promise<number> => {
    let begun = Infinity;
    try {
      const content = await fetchShard(shard, {
        baseUrl: options.baseUrl,
        cache: failedBefore.has(shard) ? "reload" : "default",
        onReceived: (bytes) => {
          received.set(shard, bytes);
          onProgress?.(progress());
          startTransfers();
        },
        ...(options.signal && { signal: options.signal }),
        async mayUnpack() {
          if (shard !== BY_NEED[0]) await options.hasTime?.();
          begun = performance.now();
        },
      });
      here.add(shard);
      halves[shard.split].add(shard.first, content);
    } catch (error) {
      if (options.signal?.aborted) return 0;
      failed.add(shard);
      received.delete(shard);
      begun = Infinity;
      onError?.(error);
    }
    onProgress?.(progress());
    return Math.max(0, performance.now() - begun);
  };
  /**
   * While images are awaited, starts the next transfer when half of the last one has arrived: the line is never idle, and the file that
   * is needed first has most of it. Other files come one by one, and with pauses while a run trains.
   */
  const startTransfers = (): void => {
    while (mayBegin && !options.signal?.aborted && [...transfers].every((shard) => here.has(shard) || bytesSoFar(shard) >= shard.bytes / 2)) {
      const next = (half: Split, count: number) => waiting.find(({ split, first }) => split === half && first < count);
      const needed = next("train", AHEAD * awaited.train) ?? next("test", awaited.test);
      const shard = needed ?? (transfers.size === 0 ? waiting[0] : undefined);
      if (!shard) return;
      waiting.splice(waiting.indexOf(shard), 1);
      transfers.add(shard);
      const end = () => {
        transfers.delete(shard);
        startTransfers();
      };
      void load(shard).then((unpackingMs) => {
        if (needed || unpackingMs === 0 || !options.isTraining?.()) end();
        else setTimeout(end, unpackingMs * (1 / UNPACKING_SHARE - 1));
      });
    }
  };
  const begin = (): void => {
    mayBegin = true;
    startTransfers();
  };
  if (options.begin) void options.begin.then(begin);
  else begin();
  const when = (half: Split) => (count: number): Promise<void> => {
    if (count > awaited[half]) {
      awaited[half] = count;
      startTransfers();
    }
    return halves[half].when(count);
  };

  return {
    width: mnist.width,
    trainImages: halves.train.images,
    testImages: halves.test.images,
    whenTrain: when("train"),
    whenTest: when("test"),
    trainLoaded: halves.train.loaded,
    testLoaded: halves.test.loaded,
    trainFailed: (count) => shardsUpTo("train", 0, count).some((shard) => failed.has(shard)),
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
