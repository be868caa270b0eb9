/** Rows of bytes, such as images, that stay on a device once uploaded. `gather.ts` gathers some of them. */

export interface ByteRows {
  /** The number of rows. */
  readonly count: number;
  /** The bytes of a row. */
  readonly width: number;
  /** [256]: the number that each byte stands for. */
  readonly values: Float32Array<ArrayBuffer>;
  /** The number of rows in a shard; the last one may have fewer. */
  readonly shardRows: number;
  /** Returns the bytes of a shard, [rows, width]. Throws RangeError if it is not available. */
  shard(index: number): Uint8Array<ArrayBuffer>;
}

/**
 * Rows as array<u32>: 256 float32 numbers, one for each byte value, then the rows, four bytes in each word, the first one
 * lowest.
 */
export interface RowStore {
  readonly buffer: GPUBuffer;
  readonly rows: ByteRows;
  /**
   * Uploads the missing shards of these rows, for commands that are submitted next. Throws RangeError if one is not available.
   */
  fetch(rows: ArrayLike<number>): void;
  dispose(): void;
}

/** Words in front of the rows. */
export const TABLE_WORDS = 256;
/** Row indices reach the device as float32, which holds them exactly up to this number. */
const MAX_ROWS = 2 ** 24;

/** Creates the store; null if the device has no room for it, or if a row is not a number of whole words. */
export async function createRowStore(device: GPUDevice, rows: ByteRows): Promise<RowStore | null> {
  const { count, width, values, shardRows } = rows;
  const { maxBufferSize, maxStorageBufferBindingSize } = device.limits;
  const size = TABLE_WORDS * 4 + count * width;
  if (size > Math.min(maxBufferSize, maxStorageBufferBindingSize) || width % 4 !== 0 || count > MAX_ROWS) return null;
  device.pushErrorScope("out-of-memory");
  const buffer = device.createBuffer({ size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST });
  if (await device.popErrorScope()) {
    buffer.destroy();
    return null;
  }
  device.queue.writeBuffer(buffer, 0, values);
  const shards = Math.ceil(count / shardRows);
  const there = new Set<number>();

  return {
    buffer, rows,
    fetch(wanted) {
      for (let i = 0; i < wanted.length && there.size < shards; i++) {
        const index = Math.floor(wanted[i]! / shardRows);
        if (there.has(index)) continue;
        device.queue.writeBuffer(buffer, TABLE_WORDS * 4 + index * shardRows * width, rows.shard(index));
        there.add(index);
      }
    },
    dispose: () => buffer.destroy(),
  };
}
