import { expect, it } from "vitest";
import { step } from "../../core/run/ids";
import { vae } from "../../subject/models/vae/model";
import { smallSettings } from "../testing";
import { Past } from "./past";

const specs = vae.networks(smallSettings(vae));
const stateAt = (at: number) => ({ step: step(at), tensors: {} });
const before = (past: Past, at: number) => past.stateBefore(step(at))?.step ?? 0;

it("a run that was resumed from a saved state recomputes later steps from that, and earlier ones from its start", () => {
  const past = new Past(specs, stateAt(1000));
  past.adopt({ start: null, keyframes: [] });
  expect([before(past, 999), before(past, 1000), before(past, 1030)]).toEqual([0, 1000, 1000]);
  past.states.add(stateAt(1050));
  expect([before(past, 1040), before(past, 1060)]).toEqual([1000, 1050]);
  past.adopt({ start: null, keyframes: [] });
  expect(before(past, 1040)).toBe(1000);
  expect(before(new Past(specs, stateAt(1040), past), 1045)).toBe(1040);
  expect(before(new Past(specs, stateAt(1040), past), 1020)).toBe(1000);
  past.discardAfter(step(900));
  expect(before(past, 1030)).toBe(0);
});

it("counts the memory of all its states and keyframes once", () => {
  const state = (at: number) => ({ step: step(at), tensors: { w: { shape: [5], data: new Float32Array(5) } } });
  const past = new Past(specs, state(100));
  expect(past.bytes).toBe(20);
  past.states.add(state(150));
  past.keyframes.add(step(150), new Uint16Array(7));
  past.keyframes.addRecomputed(step(120), new Uint16Array(7));
  past.addNearby(state(140));
  expect(past.bytes).toBe(3 * 20 + 2 * 14);
  past.discardAfter(step(110));
  expect(past.bytes).toBe(20);
});
