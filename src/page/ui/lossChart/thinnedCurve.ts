/**
 * A curve that grows: consecutive values in blocks of equal size, with the extremes and the smoothed values of each. Each value is read once. As
 * the curve grows, neighbouring blocks are merged.
 */

/** Consecutive values. Rows of extremes are -1 if no value is finite. */
interface Block {
  lowest: number;
  lowestAt: number;
  highest: number;
  highestAt: number;
  smoothedSum: number;
}

export type ThinnedCurve = ReturnType<typeof createThinnedCurve>;

/**
 * Returns an empty curve. It is smoothed by an exponential moving average with a factor in [0,1): 0 leaves values unchanged, 0.99 averages about a
 * hundred. The average is divided by 1 − factorⁿ against the bias towards zero (as Adam's moments, Kingma & Ba 2015, §3). Values that are
 * not finite are skipped, and the average stays constant there.
 */
export function createThinnedCurve(smoothing: number) {
  let blocks: Block[] = [];
  let size = 1;
  let length = 0;
  let average = 0;
  let weight = 0;
  let smoothed = NaN;
  let last = NaN;

  function add(value: number) {
    last = value;
    const isFinite = Number.isFinite(value);
    if (isFinite) {
      average = smoothing * average + (1 - smoothing) * value;
      weight = smoothing * weight + (1 - smoothing);
    }
    smoothed = weight > 0 ? average / weight : value;
    if (length % size === 0) blocks.push({ lowest: value, lowestAt: -1, highest: value, highestAt: -1, smoothedSum: 0 });
    const block = blocks[blocks.length - 1]!;
    block.smoothedSum += smoothed;
    // The earlier one of equal extremes counts.
    if (isFinite && (block.lowestAt < 0 || value < block.lowest)) {
      block.lowest = value;
      block.lowestAt = length;
    }
    if (isFinite && (block.highestAt < 0 || value > block.highest)) {
      block.highest = value;
      block.highestAt = length;
    }
    length++;
  }

  return {
    /** The number of values in each block but the last. */
    get block(): number { return size; },
    /** The last value; NaN: there is none. */
    get last(): number { return last; },
    /** Reads the values from where it stopped up to this length. */
    read(valueAt: (row: number) => number, until: number) {
      while (length < until) add(valueAt(length));
    },
    /** Doubles the size of blocks. */
    mergeBlocks() {
      blocks = pairsOf(blocks);
      size *= 2;
    },
    /** Returns all values, while blocks have one each. */
    singles: (): Float32Array => Float32Array.from(blocks, ({ lowest }) => lowest),
    /** The smallest and the largest finite value of each two blocks, in temporal order; NaN if there is none. */
    extremes: (): Float32Array => Float32Array.from(pairsOf(blocks).flatMap(({ lowest, lowestAt, highest, highestAt }) =>
      (lowestAt < 0 ? [NaN, NaN] : lowestAt < highestAt ? [lowest, highest] : [highest, lowest]))),
    /** Returns the mean of each block's smoothed values; the last smoothed value fills up to `count`. */
    means: (count: number): Float32Array => Float32Array.from({ length: count }, (_, i) =>
      (i < blocks.length ? blocks[i]!.smoothedSum / Math.min(size, length - i * size) : smoothed)),
  };
}

const pairsOf = (blocks: readonly Block[]): Block[] => Array.from({ length: Math.ceil(blocks.length / 2) }, (_, i) => {
  const second = blocks[2 * i + 1];
  return second ? merged(blocks[2 * i]!, second) : blocks[2 * i]!;
});

function merged(a: Block, b: Block): Block {
  const low = b.lowestAt >= 0 && (a.lowestAt < 0 || b.lowest < a.lowest) ? b : a;
  const high = b.highestAt >= 0 && (a.highestAt < 0 || b.highest > a.highest) ? b : a;
  return {
    lowest: low.lowest, lowestAt: low.lowestAt, highest: high.highest, highestAt: high.highestAt, smoothedSum: a.smoothedSum + b.smoothedSum,
  };
}
