import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { MOMENTS } from "../../../core/readerMoves";
import { step } from "../../../core/run/ids";
import { createFrames } from "../../state/frames";
import { createPacedMoves } from "./pacedMoves";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

function paced() {
  const frames = createFrames();
  const passed: number[] = [];
  const moves = createPacedMoves(frames, ([first], at) => {
    passed.push(first!);
    expect(at).toBe(10 * first!);
  });
  return {
    moves, passed,
    move: (to: number) => moves.to([to], 10 * to),
    picture: () => frames.publish({ kind: "decoded", step: step(1), z: [0], movedAt: null, values: new Float32Array(784) }),
  };
}

it("passes a move on at once, and the newest of those that follow with the picture", () => {
  const { passed, move, picture } = paced();
  [1, 2, 3, 4].forEach(move);
  expect(passed).toEqual([1]);
  picture();
  expect(passed).toEqual([1, 4]);
  picture();
  picture();
  move(5);
  expect(passed).toEqual([1, 4, 5]);
});

it("follows the hand without pictures, too", () => {
  const { passed, move } = paced();
  for (let i = 0; i < 100; i++) {
    move(i);
    vi.advanceTimersByTime(10);
  }
  expect(passed.length).toBeGreaterThan(20);
  expect(passed.length).toBeLessThanOrEqual(1000 / MOMENTS.nextPosition + 1);
});

it("passes the last position on when the gesture ends, and none that was dropped", () => {
  const { moves, passed, move, picture } = paced();
  [1, 2].forEach(move);
  moves.end();
  expect(passed).toEqual([1, 2]);
  move(3);
  moves.drop();
  picture();
  move(4);
  move(5);
  moves.dispose();
  picture();
  vi.advanceTimersByTime(10 * MOMENTS.nextPosition);
  expect(passed).toEqual([1, 2, 4]);
});
