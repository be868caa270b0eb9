/**
 * Fetches one shard of MNIST from the server, unpacks it, and compares it with the manifest. The result is the original data or
 * a DataError; missing data is never substituted. dataset.ts decides which shards to fetch, and when.
 */
import { packedAddress } from "../../../core/browser/packedFiles";
import { ElboError } from "../../../core/errors";
import { PIXELS } from "../../../core/run/runConfig";
import type { Shard } from "./manifest";
import { sha256 } from "../sha256";

export interface ShardContent {
  /** The labels, [images], 0…9. */
  readonly labels: Uint8Array;
  /** The pixels, [images × 784], 0 black … 255 white. */
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/** `data-unreachable`: no answer, or one that is no shard. `data-damaged`: the shard arrived altered. */
export class DataError extends ElboError {
  declare readonly code: "data-unreachable" | "data-damaged";
  readonly shard: string;

  constructor(code: DataError["code"], shard: string, detail: string, cause?: unknown) {
    super(code, `${shard}: ${detail}`, { cause });
    this.shard = shard;
  }
}

export interface FetchOptions {
  /** The absolute address of the page or its folder; the shards are in `mnist/` beside it. */
  readonly baseUrl: string;
  /** "reload" after damage: otherwise the browser's cache may return the same bytes again. */
  readonly cache?: RequestCache;
  readonly signal?: AbortSignal;
  /** Called as compressed bytes arrive, with their number so far. */
  readonly onReceived?: (bytes: number) => void;
  /** Resolves when the received bytes may be unpacked, which takes the thread some 50 ms. Default: at once. */
  readonly mayUnpack?: () => Promise<void>;
}

/** Fetches and verifies a shard. Throws DataError, or the signal's reason when aborted. */
export async function fetchShard(shard: Shard, options: FetchOptions): Promise<ShardContent> {
  let packed: Uint8Array<ArrayBuffer>[];
  try {
    packed = await download(shard, options);
  } catch (cause) {
    options.signal?.throwIfAborted();
    if (cause instanceof DataError) throw cause;
    throw new DataError("data-unreachable", shard.file, `the transfer failed (${String(cause)})`, cause);
  }
  await options.mayUnpack?.();
  options.signal?.throwIfAborted();
  const content = await decodeShard(shard, packed);
  options.signal?.throwIfAborted();
  return content;
}

async function download(shard: Shard, options: FetchOptions): Promise<Uint8Array<ArrayBuffer>[]> {
  const { baseUrl, cache = "default", signal = null, onReceived } = options;
  const file = `mnist/${shard.file}`;
  const response = await fetch(packedAddress(file) ?? new URL(file, baseUrl), { cache, signal });
  if (!response.ok) throw new DataError("data-unreachable", shard.file, `the server answered ${response.status}`);
  // Servers of single-page apps, and log-in pages of school networks, answer 200 to everything.
  if (response.headers.get("content-type")?.includes("html")) {
    throw new DataError("data-unreachable", shard.file, "the server answered with a web page instead of data");
  }
  if (!response.body) return [];
  let received = 0;
  return readAll(response.body, (chunk) => {
    received += chunk.length;
    onReceived?.(received);
  });
}

/** The first byte of a gzip file. */
const GZIP = 0x1f;

/** Unpacks and verifies a shard. Throws DataError `data-damaged`. */
async function decodeShard(shard: Shard, packed: Uint8Array<ArrayBuffer>[]): Promise<ShardContent> {
  const length = shard.images * (1 + PIXELS);
  const content = new Uint8Array(length);
  let decoded = 0;
  try {
    // It is not a Blob's stream: WebKit cannot read one in a worker of a page that was opened as a file.
    const arrived = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        packed.forEach((chunk) => controller.enqueue(chunk));
        controller.close();
      },
    });
    // Some hosts and proxies take it for a compressed answer, and the browser has unpacked it. Labels are below 10, so content never begins like gzip.
    const unpacked = packed[0]?.[0] === GZIP ? arrived.pipeThrough(new DecompressionStream("gzip")) : arrived;
    await readAll(unpacked, (chunk) => {
      if (decoded + chunk.length > length) throw new RangeError(`more than the ${length} bytes expected`);
      content.set(chunk, decoded);
      decoded += chunk.length;
    });
  } catch (cause) {
    throw new DataError("data-damaged", shard.file, `cannot be decompressed (${String(cause)})`, cause);
  }
  if (decoded < length) throw new DataError("data-damaged", shard.file, `${decoded} bytes instead of ${length}`);
  const digest = await sha256(content);
  if (digest !== shard.sha256) {
    throw new DataError("data-damaged", shard.file, `SHA-256 is ${digest} instead of ${shard.sha256}`);
  }
  return { labels: content.subarray(0, shard.images), pixels: content.subarray(shard.images) };
}

/** Reads a stream with a reader: Safari cannot iterate over a stream. */
async function readAll<Chunk>(stream: ReadableStream<Chunk>, onChunk: (chunk: Chunk) => void): Promise<Chunk[]> {
  const reader = stream.getReader();
  const chunks: Chunk[] = [];
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      onChunk(next.value);
      chunks.push(next.value);
    }
  } catch (error) {
    await reader.cancel(error).catch(() => undefined);
    throw error;
  }
  return chunks;
}
