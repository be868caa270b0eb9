import { describe, expect, it } from "vitest";
import { PIXELS, SIDE } from "../../core/run/runConfig";
import { meanSlant, strokeThickness } from "./strokes";

/** Draws a stroke from row 4 to row 23, `width` columns wide, that moves to the right by `slant` for each row upwards. */
function stroke(slant: number, width: number): Float32Array {
  return Float32Array.from({ length: PIXELS }, (_, i) => {
    const row = Math.floor(i / SIDE), middle = 13.5 + slant * (13.5 - row);
    const covered = Math.min(i % SIDE + 0.5, middle + width / 2) - Math.max(i % SIDE - 0.5, middle - width / 2);
    return row < 4 || row > 23 ? 0 : Math.min(1, Math.max(0, covered));
  });
}
const together = (...images: readonly Float32Array[]) => Float32Array.from(images.flatMap((image) => [...image]));

describe("slant", () => {
  it("is what a stroke was drawn with, leaning to the right counted as more", () => {
    expect(meanSlant(stroke(0, 3))).toBeCloseTo(0, 5);
    expect(meanSlant(stroke(0.5, 3))).toBeCloseTo(0.5, 5);
    expect(meanSlant(stroke(-0.3, 4))).toBeCloseTo(-0.3, 5);
  });

  it("is a mean over images, without empty ones", () => {
    expect(meanSlant(together(stroke(0.6, 3), new Float32Array(PIXELS), stroke(0.2, 3)))).toBeCloseTo(0.4, 5);
  });
});

describe("thickness", () => {
  it("is near the width of a stroke", () => {
    for (const width of [2, 4, 6]) {
      expect(strokeThickness(stroke(0, width))).toBeGreaterThan(0.75 * width);
      expect(strokeThickness(stroke(0, width))).toBeLessThan(1.05 * width);
    }
  });

  it("does not mind soft edges while the middle is dark", () => {
    const soft = stroke(0, 4).map((_, i, all) => ((all[i - 1] ?? 0) + all[i]! + (all[i + 1] ?? 0)) / 3);
    expect(Math.abs(strokeThickness(soft) - strokeThickness(stroke(0, 4)))).toBeLessThan(0.2);
  });

  it("counts each image by its strokes' length", () => {
    const [thin, thick] = [stroke(0, 2), stroke(0, 6)];
    const both = strokeThickness(together(thin, thick));
    expect(both).toBeGreaterThan(strokeThickness(thin));
    expect(both).toBeLessThan(strokeThickness(thick));
  });
});
