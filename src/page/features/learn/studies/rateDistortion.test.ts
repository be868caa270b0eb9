import fc from "fast-check";
import { expect, test } from "vitest";
import { studies } from "../../../../course/studies/registry";
import { step } from "../../../../core/run/ids";
import type { Measured } from "../../../../subject/measurements/registry";
import { parse } from "../../../state/urlCodec";
import { boxOf, lineOf, optionOf, placesIn, ratePointOf } from "./rateDistortion";

const arbitraryPoints = fc.array(fc.record({ rate: fc.double({ min: 0, max: 500, noNaN: true }), distortion: fc.double({ min: 0, max: 2000, noNaN: true }) }), { minLength: 1, maxLength: 9 });

test("every point is inside the chart", () => {
  fc.assert(fc.property(arbitraryPoints, (points) => {
    const { left, top } = placesIn(boxOf(points), 300, 200);
    for (const { rate, distortion } of points) {
      expect(left(rate)).toBeGreaterThanOrEqual(0);
      expect(left(rate)).toBeLessThanOrEqual(300);
      expect(top(distortion)).toBeGreaterThanOrEqual(0);
      expect(top(distortion)).toBeLessThanOrEqual(200);
    }
  }));
});

test("a line ends at the chart's edges, where rate and distortion add up to its sum", () => {
  const box = { rate: [0, 40], distortion: [80, 220] } as const;
  expect(lineOf(box, 100)).toEqual([[0, 100], [20, 80]]);
  expect(lineOf(box, 150)).toEqual([[0, 150], [40, 110]]);
  expect(lineOf(box, 240)).toEqual([[20, 220], [40, 200]]);
  expect(lineOf(box, 80)).toBeNull();
  expect(lineOf(box, 300)).toBeNull();
});

test("runs that differ in β show an option once there are some on both sides of 1; runs of another model, size or step do not count with them", () => {
  const point = (beta: number, sum: number, step = 400) => ({ run: `${beta} ${step}`, model: "beta-vae", beta, latent: 2, step, rate: sum / 10, distortion: 0.9 * sum });
  expect(optionOf([])).toBeNull();
  expect(optionOf([point(1, 150), point(4, 160)])).toBeNull();
  const least = [point(4, 165), point(0.25, 170), point(1, 150), point(10, 190)];
  expect(optionOf(least)).toBe("least");
  expect(optionOf([...least, point(0.5, 10, 468), point(2, 10, 468)])).toBe("least");
  expect(optionOf([point(0.25, 140), point(1, 150), point(4, 160)])).toBe("up");
  expect(optionOf([point(0.25, 160), point(1, 150), point(4, 140)])).toBe("down");
  expect(optionOf([point(0.25, 140), point(1, 150), point(4, 145)])).toBeNull();
  expect(studies["rate-distortion"].options).toEqual(["down", "up", "least"]);
});

test("a point has the settings with which its codes were measured, whatever was changed at that step or later", () => {
  const { config } = parse("model=beta-vae&beta=1");
  const codes = { id: "codes", step: step(400), result: { rateBits: 10, distortionNats: 140 } } as Measured<"codes">;
  const betaOf = (at: number) => ratePointOf({ ...config, then: [{ step: at, id: "beta", value: 4 }] }, codes)!.beta;
  expect([399, 400, 401].map(betaOf)).toEqual([4, 1, 1]);
  expect(ratePointOf({ ...config, then: [{ step: 400, id: "beta", value: 4 }] }, codes)).toEqual(ratePointOf(config, codes));
  expect(ratePointOf(config, { ...codes, result: { ...codes.result, rateBits: null } })).toBeNull();
});
