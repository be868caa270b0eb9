/** The panels of a trained map show its images at the reader's position, and leave the page's own run alone. */
import { expect, test } from "vitest";
import { coordinatePlane } from "../../../core/latent/plane";
import { step } from "../../../core/run/ids";
import { PIXELS } from "../../../core/run/runConfig";
import { createAppStore } from "../../state/createAppStore";
import type { Session } from "../../state/session";
import type { MapFile } from "./mapFile";
import { createMapParts, nearestCell } from "./mapParts";

const SIDE = 39;
/** A map on which each image consists of the byte of its row, plus `first`. */
const grid = (first: number) => Uint8Array.from({ length: SIDE * SIDE * PIXELS }, (_, i) => first + Math.floor(i / (SIDE * PIXELS)));
const plane = coordinatePlane([0, 1], [0, 0], { middle: [0, 0], extent: 3 });
const map = (grids: number): MapFile => ({
  step: step(5000), plane, shares: null, side: SIDE, grids: Array.from({ length: grids }, (_, k) => grid(20 * k)), codes: Float32Array.of(1, 2), labels: Uint8Array.of(4),
});

function open(grids: number) {
  const store = createAppStore();
  const called: string[] = [];
  const moveTo = (z: readonly number[]) => store.setState({ z });
  const session = new Proxy({ moveTo }, { get: (target, name) => (name === "moveTo" ? target.moveTo : () => void called.push(String(name))) }) as unknown as Session;
  return { store, called, ...createMapParts({ store, session }, map(grids)) };
}

test("a position shows the image of its cell; positions beyond the map show the nearest one", () => {
  expect(nearestCell({ side: SIDE, plane }, [0, 0])).toBe(19 * SIDE + 19);
  expect(nearestCell({ side: SIDE, plane }, [-2.99, 2.99])).toBe(0);
  expect(nearestCell({ side: SIDE, plane }, [9, -9])).toBe(SIDE * SIDE - 1);
});

test("a drag shows the image there; the map's range is its own, and the page's run keeps its plane", () => {
  const { store, parts: { session, frames, store: own }, called } = open(1);
  const { plane: before } = store.getState();
  session.moveTo([0, 2.9]);
  expect(frames.latest("decoded")).toMatchObject({ step: 5000, z: [0, 2.9] });
  expect(frames.latest("decoded")!.values[0]).toBe(0);
  session.moveTo([0, -2.9]);
  expect(frames.latest("decoded")!.values[0]).toBeCloseTo((SIDE - 1) / 255);
  session.showRange({ middle: [1, 1], extent: 1 });
  session.moveTo([1, -2.9]);
  expect(own.getState()).toMatchObject({ z: [1, -2.9], step: 5000, plane: { middle: [1, 1], extent: 1, through: [1, -2.9] } });
  expect(store.getState()).toMatchObject({ z: [1, -2.9], step: 0, plane: before });
  expect(called).toEqual([]);
});

test("the map shows thirteen images in a row: those in the middle of nine", () => {
  const { parts: { frames } } = open(1);
  const { side, pixels } = frames.latest("manifold")!;
  expect(side).toBe(13);
  expect(Array.from({ length: 13 }, (_, row) => pixels[row * 13 * PIXELS])).toEqual(Array.from({ length: 13 }, (_, row) => 3 * row + 1));
  expect(frames.latest("codes")).toMatchObject({ points: map(1).codes, labels: map(1).labels });
});

test("the class and the language are the page's, until the map ends", () => {
  const { store, parts: { frames, store: own }, stop } = open(10);
  store.setState({ class: 6, language: "zh-CN" });
  expect(own.getState()).toMatchObject({ class: 6, language: "zh-CN", step: 5000 });
  expect(frames.latest("manifold")!.pixels[0]).toBe(20 * 6 + 1);
  expect(frames.latest("decoded")!.values[0]).toBeCloseTo((20 * 6 + 19) / 255);
  stop();
  store.setState({ class: 2 });
  expect(own.getState().class).toBe(6);
});
