import { expect, it } from "vitest";
import { PIXELS } from "../../../core/run/runConfig";
import { realImages } from "../../measurementInputs/images";
import { bench, modelReturning } from "../../../subject/measurements/testing";

const on = bench();

it("samples are of the classes found when each class has a digit of its own, whichever that is", async () => {
  const digits = [3, 1, 4, 0, 5, 9, 2, 6, 8, 7];
  const { pixels: images, classes } = realImages(on.dataset, "test", { first: 0, count: 100 });
  const shown = digits.flatMap((digit) => Array.from(images.subarray(PIXELS * classes.indexOf(digit)).subarray(0, PIXELS)));
  const of = modelReturning((tf, _, { y }) => tf.matMul(y, tf.tensor2d(shown, [10, PIXELS])), { findsClasses: true });
  const found = await on.ask("classes-found", { samples: 260 }, of);
  expect(found.digits).toEqual(digits);
  expect(found.accuracy).toBe(1);
  expect(found.perValue).toEqual(new Array(10).fill(1));
  await expect(on.ask("class-accuracy", {}, of)).rejects.toMatchObject({ code: "no-such-measurement" });
});
