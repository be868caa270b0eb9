/** The pace of a processor, which computes steps at once, and of a GPU, whose losses arrive later. */
import { beforeEach, describe, expect, it } from "vitest";
import { DELIVERY_MS, Pace } from "./pace";

let now = 0;
beforeEach(() => { now = 5000; });
const created = () => new Pace(() => now);

describe("steps that are computed at once", () => {
  const deliver = (pace: Pace, steps: number, ms: number) => {
    now += ms;
    pace.deliverComputed(steps);
  };

  it("are measured from delivery to delivery, without other work and rests", () => {
    const pace = created();
    pace.exclude(30);
    deliver(pace, 4, 50);
    expect(pace.msPerStep).toBe(5);
    deliver(pace, 10, 80);
    expect(pace.msPerStep).toBe(8);
    now += 1000; // something else
    pace.exclude(30);
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

  it("that are shorter than the clock's resolution become more, until it can measure them", () => {
    const pace = new Pace(() => 100 * Math.floor(now / 100));
    const sizes: number[] = [];
    for (let i = 0; i < 12; i++) {
      sizes.push(pace.stepsIn(DELIVERY_MS));
      deliver(pace, sizes.at(-1)!, 2 * sizes.at(-1)!);
      expect(pace.msPerStep > 0).toBe(now >= 5100);
    }
    expect([sizes.slice(0, 6), Math.min(...sizes.slice(6)) > 10]).toEqual([[1, 2, 4, 8, 16, 32], true]);
  });

  it("give the pace before a hold, which leaves the size of deliveries", () => {
    const pace = created();
    for (let i = 0; i < 6; i++) deliver(pace, 10, 40);
    now += 200; // one slow step
    pace.measureComputed(1);
    expect([pace.msPerStep, pace.stepsIn(DELIVERY_MS)]).toEqual([200, 25]);
  });
});

describe("a GPU", () => {
  const arrive = (pace: Pace, steps: number, ms: number, meaning: Parameters<Pace["deliverSubmitted"]>[0]) => {
    now += ms;
    pace.countArrived(steps);
    pace.deliverSubmitted(meaning);
    return pace.msPerStep;
  };

  it("is measured by the losses that have arrived, once enough time has passed", () => {
    const pace = created();
    expect(arrive(pace, 5, 20, "exact")).toBe(0);
    expect(arrive(pace, 5, 80, "exact")).toBe(10);
    now += 100;
    pace.deliverSubmitted("exact"); // nothing has arrived
    expect(arrive(pace, 10, 20, "exact")).toBe(12);
  });

  it("waits for losses between brief deliveries, so that its pace is at most what they show", () => {
    const pace = created();
    expect(arrive(pace, 10, 100, "provisional")).toBe(10);
    expect(arrive(pace, 1, 100, "provisional")).toBe(10);
    expect(arrive(pace, 1, 100, "at-most")).toBe(10);
    expect(arrive(pace, 20, 100, "at-most")).toBe(5);
    expect(arrive(pace, 10, 100, "exact")).toBe(10);
  });

  it("that is held after each step has the pace of its first one, and keeps the size of its deliveries", () => {
    const pace = created();
    const hold = (ms: number) => {
      pace.restart();
      now += ms;
      pace.countArrived(1);
      pace.measureArrived();
    };
    hold(15);
    hold(2);
    expect([pace.msPerStep, pace.stepsIn(DELIVERY_MS)]).toEqual([15, 1]);
  });

  it("does not count what arrived before training began again", () => {
    const pace = created();
    pace.countArrived(50);
    pace.restart();
    expect(arrive(pace, 10, 100, "exact")).toBe(10);
  });
});
