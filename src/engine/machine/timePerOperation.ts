/**
 * What one operation costs on a device that can only be timed as a whole, up to a read-back that is costly itself: the slope of the
 * time over the number of operations.
 */

/** The longer run must take at least so many milliseconds more than the shorter one: read-backs alone differ by up to half of it. */
const MIN_DIFFERENCE_MS = 30;
/** After a run that is too short, the next one is made as long as should give this difference. */
const TARGET_DIFFERENCE_MS = 1.5 * MIN_DIFFERENCE_MS;
/** The next run is at least twice and at most this many times as long as the last. */
const MAX_GROWTH = 8;
const MAX_OPERATIONS = 2048;
/** Below it clocks tell nothing, as browsers make them coarse. */
const CLOCK_MS = 1;

/**
 * Milliseconds for each operation: (time of many − time of one) / (many − 1), with the shorter of two runs of each. So what a
 * read-back costs cancels, and an occasional delay hardly counts. `timed`: milliseconds of a run of so many operations, or null
 * when there is no time for it; then the best estimate so far is returned, null where there is none.
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
