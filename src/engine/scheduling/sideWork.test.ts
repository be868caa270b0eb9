import { describe, expect, it } from "vitest";
import { HISTORY_BUDGET, MEASUREMENT_BUDGET, PICTURE_BUDGET, SideWork, type SideJob } from "./sideWork";

/** A clock that only moves when work is done. */
function workshop() {
  let now = 0;
  const spent = new Map<string, number>();
  const done: string[] = [];
  const work = (name: string, ms: number) => {
    now += ms;
    spent.set(name, (spent.get(name) ?? 0) + ms);
    done.push(name);
  };
  /** A job that is always due, with slices of these durations (ms) in turn. */
  const greedy = (name: string, costs: readonly number[], every = 0): SideJob => ({
    name, every, due: () => true,
    async *run() {
      for (const cost of costs) {
        work(name, cost);
        yield;
      }
    },
  });
  return { now: () => now, wait: (ms: number) => { now += ms; }, spent: (name: string) => spent.get(name) ?? 0, done, work, greedy };
}

const pictures = (...jobs: SideJob[]) => ({ jobs, ...PICTURE_BUDGET });
const measurements = (...jobs: SideJob[]) => ({ jobs, ...MEASUREMENT_BUDGET });

/** Runs steps of `msPerStep` milliseconds until the time is up, with a slice between any two. */
async function train(side: SideWork, { work, now }: ReturnType<typeof workshop>, msPerStep: number, until: number) {
  while (now() < until) {
    work("step", msPerStep);
    await side.slice(true);
  }
}

describe("beside training", () => {
  it("pictures, measurements and history leave 88 % of the time", () => {
    const shares = [PICTURE_BUDGET, MEASUREMENT_BUDGET, HISTORY_BUDGET].map(({ share }) => share);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(0.12, 9);
  });

  // Fast and slow machines, small and large slices; the longest costs more than many steps.
  it.each([[2, [1]], [5, [7, 40, 3]], [20, [30]], [400, [350]], [5, [1200]]])(
    "measurements that are always due have their share and no more: steps of %d ms, slices of %j", async (msPerStep, costs) => {
      const shop = workshop();
      const side = new SideWork([pictures(shop.greedy("picture", [6])), measurements(shop.greedy("measurement", costs))], shop.now);
      const total = 600_000;
      await train(side, shop, msPerStep, total);
      const slice = Math.max(...costs);
      expect(shop.spent("measurement")).toBeLessThanOrEqual(MEASUREMENT_BUDGET.initial + 0.03 * shop.now() + slice);
      expect(shop.spent("measurement")).toBeGreaterThan(0.03 * total - 2 * slice - 0.03 * msPerStep);
      expect(shop.spent("picture")).toBeLessThanOrEqual(PICTURE_BUDGET.share * shop.now() + PICTURE_BUDGET.capacity + 6);
      // They slow training down by less than 5 %.
      const without = workshop();
      await train(new SideWork([pictures(without.greedy("picture", [6]))], without.now), without, msPerStep, total);
      expect(shop.spent("step") / without.spent("step")).toBeGreaterThan(0.95);
    });

  it("pictures continue during a long measurement", async () => {
    const shop = workshop();
    const long = shop.greedy("measurement", new Array<number>(10_000).fill(20));
    const side = new SideWork([pictures(shop.greedy("picture", [6])), measurements(long)], shop.now);
    await train(side, shop, 5, 20_000);
    expect(shop.spent("picture")).toBeGreaterThan(0.9 * PICTURE_BUDGET.share * 20_000);
  });

  it("the budget saved in an epoch, at most 2 s, is spent on measuring at its end", async () => {
    const shop = workshop();
    let due = false;
    const job: SideJob = { ...shop.greedy("measurement", new Array<number>(1000).fill(20)), due: () => due };
    const side = new SideWork([measurements(job)], shop.now);
    await train(side, shop, 5, 1_000_000);
    due = true;
    await train(side, shop, 5, shop.now() + 3000);
    expect(shop.spent("measurement")).toBeGreaterThan(2000);
    expect(shop.spent("measurement")).toBeLessThan(2000 + 0.03 * 3000 + 20);
  });

  it.each([2, 10, 30])("the first epoch is measured at its end, though its early held-out losses took more than their share: steps of %d ms", async (msPerStep) => {
    const shop = workshop();
    let step = 0;
    let heldOut = 0;
    let measuredAt = 0;
    // 1,000 images cost eleven steps' time to reconstruct, and six to encode.
    const early: SideJob = {
      name: "held-out", every: 0, due: () => heldOut < Math.floor(step / 200),
      async *run() {
        heldOut++;
        shop.work("held-out", 11 * msPerStep);
      },
    };
    const epoch: SideJob = {
      name: "codes", every: 0, due: () => step >= 468 && measuredAt === 0,
      async *run() {
        measuredAt = step;
        shop.work("codes", 6 * msPerStep);
      },
    };
    const side = new SideWork([measurements(epoch, early)], shop.now);
    await side.slice(true);
    for (step = 1; step < 500; step++) {
      shop.work("step", msPerStep);
      await side.slice(true);
    }
    expect(heldOut).toBe(2);
    expect(measuredAt).toBe(468);
  });

  it("while nothing trains no more than the initial budget is saved", async () => {
    const shop = workshop();
    const due = { yet: false };
    const job: SideJob = { ...shop.greedy("measurement", [2 * MEASUREMENT_BUDGET.initial]), due: () => due.yet };
    const side = new SideWork([measurements(job)], shop.now);
    await side.slice(false);
    shop.wait(100_000);
    due.yet = true;
    expect(await side.slice(true)).toBe(2 * MEASUREMENT_BUDGET.initial);
    expect(await side.slice(true)).toBeNull();
  });
});

describe("while nothing trains", () => {
  it("there is no limit, and groups and jobs take turns", async () => {
    const shop = workshop();
    const side = new SideWork([
      pictures(shop.greedy("a", [500, 500]), shop.greedy("b", [500])), measurements(shop.greedy("m", [500, 500])),
    ], shop.now);
    for (let i = 0; i < 4; i++) expect(await side.slice(false)).toBe(500);
    expect(shop.done).toEqual(["a", "m", "b", "m"]);
  });

  it("a negative budget is reset", async () => {
    const shop = workshop();
    const side = new SideWork([pictures(shop.greedy("picture", [9000]))], shop.now);
    await side.slice(true);
    expect(await side.slice(true)).toBeNull();
    await side.slice(false);
    expect(await side.slice(true)).toBe(9000);
  });
});

it("a job that throws ends, and its error reaches the caller", async () => {
  const shop = workshop();
  let runs = 0;
  const side = new SideWork([pictures({
    name: "broken", every: 0, due: () => runs < 2,
    async *run() { runs++; throw new Error("no"); },
  })], shop.now);
  await expect(side.slice(true)).rejects.toThrow("no");
  await expect(side.slice(false)).rejects.toThrow("no");
  expect(await side.slice(false)).toBeNull();
});

it("unfinished jobs are ended", async () => {
  let held = 0;
  const side = new SideWork([measurements({
    name: "holding", every: 0, due: () => true,
    async *run() {
      held++;
      try {
        for (;;) yield;
      } finally {
        held--;
      }
    },
  })]);
  await side.slice(false);
  expect(held).toBe(1);
  await side.dispose();
  expect(held).toBe(0);
});

describe("when the reader has rewound to another step", () => {
  it("measurements get no new budget, however often that is", async () => {
    const shop = workshop();
    const side = new SideWork([pictures(), measurements(shop.greedy("measurement", [20]))], shop.now);
    for (let turns = 0; turns < 100; turns++) {
      await train(side, shop, 5, shop.now() + 150);
      side.prioritise();
    }
    expect(shop.spent("measurement")).toBeLessThanOrEqual(MEASUREMENT_BUDGET.initial + 0.03 * shop.now() + 20);
  });

  it("its pictures precede other work, in order, and training waits until all of them are made", async () => {
    const shop = workshop();
    const wanted = new Set<string>();
    const picture = (name: string): SideJob => ({
      name, every: 250, due: () => wanted.has(name),
      async *run() {
        wanted.delete(name);
        shop.work(name, 30);
        yield;
        shop.work(name, 30);
      },
    });
    const side = new SideWork([pictures(picture("samples"), picture("map")), measurements(shop.greedy("measurement", [5]))], shop.now);
    for (let turns = 0; turns < 3; turns++) {
      wanted.add("samples").add("map");
      await train(side, shop, 10, shop.now() + 30);
      shop.done.length = 0;
      wanted.add("samples").add("map");
      side.prioritise();
      expect(side.prioritised).toBe(true);
      while (side.prioritised) await side.slice(true);
      expect(shop.done.slice(0, 4)).not.toContain("measurement");
      expect(shop.done.indexOf("map")).toBe(shop.done.lastIndexOf("samples") + 1);
    }
  });
});
