import { expect, it } from "vitest";
import { imagesOf } from "../../measurementInputs/images";
import { bench, modelReturningImage } from "../../../subject/measurements/testing";

const on = bench();

it("samples that repeat one image are right if its class is requested", async () => {
  const seven = imagesOf(on.dataset, "test", [0]).pixels; // the first test image is a 7
  const { accuracy, perClass, confusion } = await on.ask("class-accuracy", { samples: 500 }, modelReturningImage(seven));
  expect(accuracy).toBe(0.1);
  expect(perClass).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0, 0]);
  expect(confusion.map((row) => row[7])).toEqual(new Array(10).fill(50));
});
