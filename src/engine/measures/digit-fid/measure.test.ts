import { expect, it } from "vitest";
import { bench, modelReturningRealImages } from "../../../subject/measurements/testing";

const on = bench();

it("samples that are all test images reach the floor, and those that are training images reach 0", async () => {
  const { distance, floor } = await on.ask("digit-fid", {}, modelReturningRealImages(on, "test"));
  expect(distance).toBeCloseTo(floor, 3);
  expect(floor).toBeGreaterThan(0);
  expect((await on.ask("digit-fid", { samples: 500 }, modelReturningRealImages(on, "train"))).distance).toBeLessThan(1e-3);
});

it("the floor of fewer images is that of a random subset, which is farther from the training images than a stratified one", async () => {
  const { distance, floor } = await on.ask("digit-fid", { samples: 2000 }, modelReturningRealImages(on, "test"));
  // Six random subsets of 2,000 gave 11.6 to 13.8, the stratified one 11.1.
  expect(distance).toBeCloseTo(11.1, 1);
  expect(floor).toBeGreaterThan(11.5);
  expect(floor).toBeLessThan(14);
});
