import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDrawSchedule } from "./drawSchedule";

const FRAME_MS = 16;
const page = Object.assign(new EventTarget(), { hidden: false });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
  vi.stubGlobal("requestAnimationFrame", (draw: () => void) => setTimeout(draw, FRAME_MS));
  vi.stubGlobal("cancelAnimationFrame", clearTimeout);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("many requests are one drawing, in a frame after the interval", () => {
  const draw = vi.fn();
  const { request } = createDrawSchedule(draw);
  expect(draw).toHaveBeenCalledTimes(1);
  for (let i = 0; i < 5; i++) request();
  vi.advanceTimersByTime(80);
  expect(draw).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(FRAME_MS);
  expect(draw).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  expect(draw).toHaveBeenCalledTimes(2);
});

test("what changes out of sight is drawn when it is visible again", () => {
  const draw = vi.fn();
  const { request, setVisible } = createDrawSchedule(draw);
  setVisible(false);
  request();
  vi.advanceTimersByTime(1000);
  expect(draw).toHaveBeenCalledTimes(1);
  setVisible(true);
  vi.advanceTimersByTime(FRAME_MS);
  expect(draw).toHaveBeenCalledTimes(2);
  page.hidden = true;
  request();
  vi.advanceTimersByTime(1000);
  page.hidden = false;
  page.dispatchEvent(new Event("visibilitychange"));
  vi.advanceTimersByTime(FRAME_MS);
  expect(draw).toHaveBeenCalledTimes(3);
});

test("nothing is drawn after the end", () => {
  const draw = vi.fn();
  const { request, stop } = createDrawSchedule(draw);
  request();
  stop();
  page.dispatchEvent(new Event("visibilitychange"));
  vi.advanceTimersByTime(1000);
  expect(draw).toHaveBeenCalledTimes(1);
});
