/** The bundled evaluation classifier. */
import { tidy, tensor2d } from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import { PIXELS } from "../../core/run/runConfig";
import { bench } from "../../subject/measurements/testing";
import { tf } from "../device/tf";
import { realImages } from "../measurementInputs/images";
import { judgeSource } from "./judgeSource";
import { judgeBytes } from "./testing";

const on = bench();

it("classifies at least 99 % of the 10,000 test images correctly, as its record says", async () => {
  let right = 0;
  for (let first = 0; first < on.dataset.testImages; first += 500) {
    const real = realImages(on.dataset, "test", { first, count: 500 });
    const logits = tidy(() => on.judge.apply(tf, tensor2d(real.pixels, [real.classes.length, PIXELS])).logits);
    const values = await logits.data();
    logits.dispose();
    real.classes.forEach((label, i) => {
      const own = values.slice(i * 10, i * 10 + 10);
      if (own.indexOf(Math.max(...own)) === label) right++;
    });
  }
  expect(right / on.dataset.testImages).toBeGreaterThanOrEqual(0.99);
  expect(right / on.dataset.testImages).toBeCloseTo(on.judge.record.testAccuracy, 3);
  expect(on.judge.record.bytes).toBeLessThanOrEqual(300_000);
});

it("is fetched once, again after a failure, and refused when altered", async () => {
  const good = await judgeBytes();
  const bad = Uint8Array.from(good);
  bad[100]! ^= 255;
  const answers = [bad, good, bad];
  const source = judgeSource(() => Promise.resolve(answers.shift()!));
  await expect(source()).rejects.toMatchObject({ code: "judge-damaged" });
  expect((await source()).record.testAccuracy).toBe(on.judge.record.testAccuracy);
  expect(await source()).toBe(await source());
});
