/**
 * The time of one operation on a device that can only be timed including a costly read-back: the slope of the time over the
 * number of operations.
 */

/** The longer run must take at least this many milliseconds more than the shorter one; read-backs alone differ by up to half of it. */
const MIN_DIFFERENCE_MS = 30;
/** The length of the next run aims at this difference, in milliseconds. */
const TARGET_DIFFERENCE_MS = 1.5 * MIN_DIFFERENCE_MS;
/** A run is at least twice and at most this many times as long as the last. */
const MAX_GROWTH = 8;
const MAX_OPERATIONS = 2048;
/** Resolution of the clock, in milliseconds: browsers make clocks coarse. */
const CLOCK_MS = 1;

/**
 * Returns the milliseconds per operation: (time of many − time of one) / (many − 1), each the shorter of two runs. So the cost of a
 * read-back cancels, and an occasional delay hardly counts. `timed`: milliseconds of a run of `count` operations, or null
 * when time is up; then the best estimate so far is returned, or null if there is none.
 */
export async function timePerOperation(timed: (count: number) => Promise<number | null>): Promise<number | null> {
  let short = await timed(1);
  if (short === null) return null;
  let found: number | null = null;
  for (let many = 2; ;) {
    let long = await timed(many);
    if (long === null) return found;
    if (long - short >= MIN_DIFFERENCE_MS) {
      const again = [await timed(1), await timed(many)] as const;
      short = Math.min(short, again[0] ?? short);
      long = Math.min(long, again[1] ?? long);
    }
    const more = long - short;
    found = more > 0 ? more / (many - 1) : long / many;
    if (more >= MIN_DIFFERENCE_MS) return found;
    if (many >= MAX_OPERATIONS) return Math.max(more, CLOCK_MS) / (many - 1);
    const wanted = more > 0 ? Math.ceil(TARGET_DIFFERENCE_MS / found) : MAX_OPERATIONS;
    many = Math.min(MAX_GROWTH * many, Math.max(2 * many, wanted), MAX_OPERATIONS);
  }
}
