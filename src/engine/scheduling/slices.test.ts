import { expect, it } from "vitest";
import { Newest } from "../../core/newest";
import { runSlices } from "./slices";

/** Yields 1, 2, 3 and returns 6; `freed` records whether its `finally` ran. */
function counting() {
  const work = { freed: false, slices: 0 };
  async function* run(): AsyncGenerator<number, number, void> {
    try {
      for (let i = 1; i <= 3; i++) {
        work.slices = i;
        yield i;
      }
      return 6;
    } finally {
      work.freed = true;
    }
  }
  return { work, run };
}

it("work in slices reports each slice and returns its result", async () => {
  const { work, run } = counting();
  const yielded: number[] = [];
  expect(await runSlices(run(), { onSlice: (slice) => yielded.push(slice) })).toBe(6);
  expect(yielded).toEqual([1, 2, 3]);
  expect(work.freed).toBe(true);
});

it("other tasks run after each slice", async () => {
  const { work, run } = counting();
  const seen: number[] = [];
  const done = runSlices(run());
  while (!work.freed) {
    seen.push(work.slices);
    await new Promise((resolve) => { setImmediate(resolve); });
  }
  await done;
  expect(new Set(seen)).toEqual(new Set([1, 2, 3]));
});

it("aborted work stops after its slice, frees its resources and rejects", async () => {
  const { work, run } = counting();
  const requests = new Newest();
  const done = runSlices(run(), { signal: requests.begin(), onSlice: (slice) => { if (slice === 2) requests.cancel(); } });
  await expect(done).rejects.toMatchObject({ code: "superseded" });
  expect(work).toEqual({ freed: true, slices: 2 });
});
