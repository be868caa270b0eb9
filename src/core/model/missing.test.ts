import { describe, expect, it } from "vitest";
import { PIXELS } from "../run/runConfig";
import { hideMissing, MISSING } from "./missing";

const where = { seed: 3, half: "train" } as const;
const hidden = (images: readonly number[], share = 0.5, at: Parameters<typeof hideMissing>[3] = where) => {
  const pixels = new Float32Array(images.length * PIXELS).fill(0.25);
  hideMissing(pixels, images, share, at);
  return pixels;
};

describe("missing pixels", () => {
  it.each([0.25, 0.5, 0.75])("are that share of them, in every image and at every place: %d", (share) => {
    const images = Array.from({ length: 400 }, (_, i) => i);
    const pixels = hidden(images, share);
    expect(new Set(pixels)).toEqual(new Set([MISSING, 0.25]));
    const deviation = (n: number) => 5 * Math.sqrt((share * (1 - share)) / n);
    const ofPlace = (j: number) => images.filter((i) => pixels[i * PIXELS + j] === MISSING).length / images.length;
    for (let j = 0; j < PIXELS; j++) expect(Math.abs(ofPlace(j) - share)).toBeLessThan(deviation(images.length));
    for (const i of images) {
      const count = pixels.subarray(i * PIXELS, (i + 1) * PIXELS).filter((value) => value === MISSING).length;
      expect(Math.abs(count / PIXELS - share)).toBeLessThan(deviation(PIXELS));
    }
  });

  it("are independent of their neighbours", () => {
    const pixels = hidden(Array.from({ length: 50 }, (_, i) => i), 1 / 16);
    const apart = (distance: number) => pixels.filter((value, j) => value === MISSING && pixels[j + distance] === MISSING).length;
    for (const distance of [1, 2, 3, 4]) expect(Math.abs(apart(distance) - pixels.length / 256)).toBeLessThan(5 * Math.sqrt(pixels.length / 256));
  });

  it("are the same ones whenever the image is seen, whatever its neighbours, and others of another image, seed or half", () => {
    const of = (image: number) => hidden([image]);
    expect(hidden([7, 4]).subarray(PIXELS)).toEqual(of(4));
    expect(hidden([4], 0.5, { ...where, seed: 4 })).not.toEqual(of(4));
    expect(hidden([4], 0.5, { ...where, half: "test" })).not.toEqual(of(4));
    expect(of(5)).not.toEqual(of(4));
  });

  it("are no pixels for a share of 0, and all pixels for a share of 1", () => {
    expect([0, 1].map((share) => new Set(hidden([4], share)))).toEqual([new Set([0.25]), new Set([MISSING])]);
  });

  it("are some of those that a larger share hides", () => {
    const [few, many] = [hidden([4], 0.25), hidden([4], 0.75)];
    few.forEach((value, j) => { if (value === MISSING) expect(many[j]).toBe(MISSING); });
  });
});
