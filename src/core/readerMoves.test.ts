import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { MOMENTS, ReaderMoves, type Moment } from "./readerMoves";

beforeEach(() => { vi.useFakeTimers({ toFake: ["performance"] }); });
afterEach(() => { vi.useRealTimers(); });

const moments = Object.keys(MOMENTS) as Moment[];
/** The moments for which the reader counts as moving. */
const moving = (moves: ReaderMoves) => moments.filter((moment) => moves.isMoving(moment));

it("a reader who has moved nothing is still", () => {
  expect(moving(new ReaderMoves())).toEqual([]);
});

it.each([
  [0, ["nextPosition", "training", "fetching", "map", "queue"]],
  [32, ["nextPosition", "training", "fetching", "map", "queue"]],
  [33, ["training", "fetching", "map", "queue"]],
  [120, ["fetching", "map", "queue"]],
  [1000, ["map", "queue"]],
  [1500, ["queue"]],
  [3000, []],
])("%d ms after a move these give way: %j", (ms, expected) => {
  const moves = new ReaderMoves();
  moves.moved();
  vi.advanceTimersByTime(ms);
  expect(moving(moves)).toEqual(expected);
});

it("counts from the time of the event, which may be past", () => {
  vi.advanceTimersByTime(5000);
  const moves = new ReaderMoves();
  moves.moved(performance.now() - 900);
  expect(moves.msUntilStill("fetching")).toBe(100);
});

it("a reader who holds something moves it until it is released", () => {
  const moves = new ReaderMoves();
  moves.hold(true);
  vi.advanceTimersByTime(10_000);
  expect(moves.msUntilStill("map")).toBe(1500);
  moves.hold(false);
  vi.advanceTimersByTime(1499);
  expect(moves.isMoving("map")).toBe(true);
  vi.advanceTimersByTime(1);
  expect(moves.isMoving("map")).toBe(false);
});
