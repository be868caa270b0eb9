import { expect, test } from "vitest";
import { aboutOf, buffersOf, dispatchTo, type Event } from "./events";
import { millis, step } from "../core/run/ids";

const losses: Event = { kind: "losses", firstStep: step(1), values: Float32Array.of(1, 2), msPerStep: millis(1) };
const points = new Float32Array(2);
const codes: Event = {
  kind: "frame",
  frame: { kind: "codes", step: step(1), directions: { u: [1], v: [0], centre: [0] }, points, labels: new Uint8Array(1), prior: null },
};
const failed = (code: "data-unreachable" | "internal"): Event => ({ kind: "failed", error: { code, message: "" } });

test("losses and pictures are handed over, a snapshot stays with the worker", () => {
  expect(buffersOf(losses)).toEqual([losses.values.buffer]);
  expect(buffersOf(codes)[0]).toBe(points.buffer);
  expect(buffersOf({ kind: "snapshot", snapshot: { step: step(1), tensors: {} } })).toEqual([]);
});

test("data and failures to load them belong to no run; a run's losses are reported only while it is open", () => {
  expect([failed("data-unreachable"), failed("internal"), losses].map(aboutOf)).toEqual(["data", "run", "open run"]);
});

test("each event reaches the listener of its kind, where there is one", () => {
  const heard: number[] = [];
  const tell = dispatchTo({ losses: ({ values }) => heard.push(values.length) });
  tell(losses);
  tell(codes);
  expect(heard).toEqual([2]);
});
