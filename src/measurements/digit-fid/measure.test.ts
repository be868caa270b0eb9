import { expect, it } from "vitest";
import { bench, modelReturningRealImages } from "../testing";

const on = bench();

it("samples that are test images reach the floor, and those that are training images reach 0", async () => {
  const { distance, floor } = await on.ask("digit-fid", { samples: 500 }, modelReturningRealImages(on, "test"));
  expect(distance).toBeCloseTo(floor, 3);
  expect(floor).toBeGreaterThan(0);
  expect((await on.ask("digit-fid", { samples: 500 }, modelReturningRealImages(on, "train"))).distance).toBeLessThan(1e-3);
});
