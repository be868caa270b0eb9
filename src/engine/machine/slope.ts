/** What one more of something costs, where only runs that end in a costly wait can be timed. */

/** The longer run must take so many milliseconds more than the shorter one: waits differ by half of it. */
const TELLING_MS = 30;
/** A run that is too short is followed by one that should take so much longer than the shortest. */
const AIM_MS = 1.5 * TELLING_MS;
/** The next run is at least twice and at most so many times as long. */
const GROWTH = 8;
const MOST = 2048;
/** Below it clocks tell nothing, as browsers make them coarse. */
const CLOCK_MS = 1;

/**
 * Milliseconds for each of them: by how much a run of many is longer than a run of one, the shorter of two each. So a
 * constant wait at the end of a run (a readback) does not count, and one that is late now and then hardly does.
 * `timed`: milliseconds of a run of so many, or null when there is no time for it; then what was found until then holds,
 * and null where that is nothing.
 */
export async function slope(timed: (count: number) => Promise<number | null>): Promise<number | null> {
  let short = await timed(1);
  if (short === null) return null;
  let found: number | null = null;
  for (let many = 2; ;) {
    let long = await timed(many);
    if (long === null) return found;
    if (long - short >= TELLING_MS) {
      const again = [await timed(1), await timed(many)] as const;
      short = Math.min(short, again[0] ?? short);
      long = Math.min(long, again[1] ?? long);
    }
    const more = long - short;
    found = more > 0 ? more / (many - 1) : long / many;
    if (more >= TELLING_MS) return found;
    if (many >= MOST) return Math.max(more, CLOCK_MS) / (many - 1);
    const wanted = more > 0 ? Math.ceil(AIM_MS / found) : MOST;
    many = Math.min(GROWTH * many, Math.max(2 * many, wanted), MOST);
  }
}
