/** The pace of a processor, which computes steps at once, and of a GPU, whose losses arrive later. */
import { beforeEach, describe, expect, it } from "vitest";
import { DELIVERY_MS, Pace } from "./pace";

let now = 0;
beforeEach(() => { now = 5000; });
const created = () => new Pace(() => now);

describe("steps that are computed at once", () => {
  const deliver = (pace: Pace, steps: number, ms: number) => {
    now += ms;
    pace.measureComputed(steps);
    pace.delivered();
  };

  it("are measured from delivery to delivery, without other work and rests", () => {
    const pace = created();
    pace.exclude(30);
    deliver(pace, 4, 50);
    expect(pace.msPerStep).toBe(5);
    deliver(pace, 10, 80);
    expect(pace.msPerStep).toBe(8);
    now += 1000; // held
    pace.restart();
    deliver(pace, 2, 12);
    expect(pace.msPerStep).toBe(6);
  });

  it("become at most twice as many for each delivery, so that one short step does not make a long one", () => {
    const pace = created();
    const counts = [pace.stepsIn(DELIVERY_MS)];
    for (let i = 0; i < 6; i++) {
      deliver(pace, counts.at(-1)!, 4 * counts.at(-1)!);
      counts.push(pace.stepsIn(DELIVERY_MS));
    }
    expect(counts).toEqual([1, 2, 4, 8, 16, 25, 25]);
    expect([pace.stepsIn(8), pace.stepsIn(1)]).toEqual([2, 1]);
  });

  it("that are shorter than the clock's resolution do not change it", () => {
    const pace = created();
    deliver(pace, 1, 2);
    for (let i = 0; i < 5; i++) deliver(pace, 1, 0);
    expect([pace.msPerStep, pace.stepsIn(DELIVERY_MS)]).toEqual([2, 2]);
  });
});

describe("a GPU", () => {
  const arrive = (pace: Pace, steps: number, ms: number, ...how: Parameters<Pace["measureArrived"]>) => {
    now += ms;
    pace.countArrived(steps);
    pace.measureArrived(...how);
    return pace.msPerStep;
  };

  it("is measured by the losses that have arrived, once enough time has passed", () => {
    const pace = created();
    expect(arrive(pace, 5, 20, "as-is")).toBe(0);
    expect(arrive(pace, 5, 80, "as-is")).toBe(10);
    now += 100;
    pace.measureArrived("as-is"); // nothing has arrived
    expect(arrive(pace, 10, 20, "as-is")).toBe(12);
  });

  it("waits for losses between brief deliveries, so that its pace is at most what they show", () => {
    const pace = created();
    expect(arrive(pace, 10, 100, "if-first")).toBe(10);
    expect(arrive(pace, 1, 100, "if-first")).toBe(10);
    expect(arrive(pace, 1, 100, "at-most")).toBe(10);
    expect(arrive(pace, 20, 100, "at-most")).toBe(5);
    expect(arrive(pace, 10, 100, "as-is")).toBe(10);
  });

  it("that is held after each step has the pace of its first one", () => {
    const pace = created();
    expect(arrive(pace, 1, 15, "if-first", 0)).toBe(15);
    pace.restart();
    expect(arrive(pace, 1, 2, "if-first", 0)).toBe(15);
  });
});
