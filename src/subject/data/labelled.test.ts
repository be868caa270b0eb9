import { describe, expect, it } from "vitest";
import { drawLabelled, imagesWithLabel } from "./labelled";

describe("the images that keep their label", () => {
  const labels = Uint8Array.from({ length: 5000 }, (_, image) => (image * image) % 10);

  it("have the same number of each class, and others with another seed", () => {
    const drawn = imagesWithLabel(labels, 3, 1);
    const classes = Array.from(drawn, (image) => labels[image]!).sort();
    expect(classes).toEqual([...new Set(labels)].sort().flatMap((label) => [label, label, label]));
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(imagesWithLabel(labels, 3, 1)).toEqual(drawn);
    expect(imagesWithLabel(labels, 3, 2)).not.toEqual(drawn);
    expect(Math.max(...drawn)).toBeGreaterThan(1000); // not the first ones
  });

  it("are drawn independently for each step and seed, with equal frequency", () => {
    const images = Uint32Array.of(5, 17, 40, 77);
    const drawn = drawLabelled(images, 1, 3, 4000);
    expect(drawLabelled(images, 1, 3, 4000)).toEqual(drawn);
    for (const [seed, step] of [[2, 3], [1, 4]] as const) expect(drawLabelled(images, seed, step, 4000)).not.toEqual(drawn);
    for (const image of images) {
      const times = drawn.filter((one) => one === image).length;
      expect(Math.abs(times - 1000)).toBeLessThan(4 * Math.sqrt(4000 * 0.25 * 0.75));
    }
  });
});
