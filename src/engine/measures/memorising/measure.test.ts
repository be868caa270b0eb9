import { expect, it } from "vitest";
import { bench, modelReturningRealImages } from "../../../subject/measurements/testing";

const on = bench();

it("the nearest training image of a copy is itself", async () => {
  const dataset = { ...on.dataset, trainImages: 2500 };
  const copies = await on.ask("memorising", { samples: 5, images: 50 }, modelReturningRealImages(on, "train", 40), { dataset });
  expect(copies.nearest).toEqual([40, 41, 42, 43, 44].map((image) => ({ image, distance: 0 })));
  expect(copies.suspicious).toBe(1);
  expect(copies.pixels).toEqual(copies.nearestPixels);
  expect(copies.medianOfTest).toBeGreaterThan(3);
});
