import { expect, it } from "vitest";
import { densityOfQ, meanOn } from "./posteriorMaps";

it("q on the grid has unit mass and the encoder's mean", () => {
  const grid = { middle: [0.5, -0.5], extent: 2, side: 41, mu: [0.4, -0.8], sigma: [0.3, 0.2] } as const;
  const q = densityOfQ(grid);
  expect(q.reduce((sum, value) => sum + value, 0) * (4 / 41) ** 2).toBeCloseTo(1, 3);
  meanOn(grid, q).forEach((value, j) => expect(value).toBeCloseTo(grid.mu[j]!, 3));
});
