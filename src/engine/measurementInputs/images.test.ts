import { expect, it } from "vitest";
import { PIXELS } from "../../core/run/runConfig";
import { bench, modelOf } from "../../subject/measurements/testing";
import { sampleImages } from "./images";

const on = bench();

it("samples do not depend on their number", async () => {
  const context = { frozen: on.frozen(modelOf("vae")), data: on.dataset };
  const few = await sampleImages(context, { first: 0, count: 3 });
  const more = await sampleImages(context, { first: 0, count: 20 });
  expect([...few.pixels]).toEqual([...more.pixels.subarray(0, 3 * PIXELS)].map((value) => expect.closeTo(value, 5)));
});
