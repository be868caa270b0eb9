/** A trained map's file contains what was packed, and damaged files are refused. */
import { expect, test } from "vitest";
import { coordinatePlane } from "../../../core/latent/plane";
import { step } from "../../../core/run/ids";
import { PIXELS } from "../../../core/run/runConfig";
import { packMap, unpackMap, type MapFile } from "./mapFile";

const SIDE = 3;
const grid = (seed: number) => Uint8Array.from({ length: SIDE * SIDE * PIXELS }, (_, i) => (17 * ((i * i + seed) % 16)));
const map: MapFile = {
  step: step(5000), plane: coordinatePlane([0, 1], [0, 0], { middle: [0, 0], extent: 4 }), shares: [0.5, 0.25], side: SIDE, grids: [grid(1), grid(2)],
  codes: Float32Array.of(0.5, -4, 3.2, 40), labels: Uint8Array.of(7, 1),
};

test("what was packed is unpacked; codes are rounded to a thousandth of the extent", () => {
  const { codes, ...rest } = unpackMap(packMap(map));
  const { codes: packed, ...others } = map;
  expect(rest).toEqual(others);
  codes.forEach((value, i) => expect(Math.abs(value - packed[i]!)).toBeLessThanOrEqual(0.5 * map.plane.extent / 1000 + 1e-6));
});

test("a file that ends too early is refused", () => {
  const content = packMap(map);
  for (const bytes of [2, 20, content.length - 1]) expect(() => unpackMap(content.slice(0, bytes))).toThrow();
});
