import { describe, expect, it } from "vitest";
import { words } from "../../core/run/philox";
import { PIXELS, SIDE } from "../../core/run/runConfig";
import { shifted } from "./classifier";

describe("moved images", () => {
  const count = 40;
  const dot = new Float32Array(count * PIXELS);
  for (let image = 0; image < count; image++) dot[image * PIXELS + 10 * SIDE + 20] = image + 1;
  const places = (x: Float32Array, image: number) => {
    const at = x.subarray(image * PIXELS, (image + 1) * PIXELS).indexOf(image + 1);
    return [Math.floor(at / SIDE) - 10, (at % SIDE) - 20] as const;
  };

  it("stay whole, and go up to two pixels in both directions, all as likely", () => {
    const moved = shifted(dot, words({ seed: 1, purpose: "augment", step: 0 }, 2 * count));
    const ways = Array.from({ length: count }, (_, image) => places(moved, image));
    for (const axis of [0, 1]) expect([...new Set(ways.map((way) => way[axis]!))].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
  });

  it("lose what leaves them, and come in black", () => {
    const corner = new Float32Array(PIXELS).fill(1);
    const most = 0xffffffff;
    const moved = shifted(corner, Uint32Array.of(most, 0)); // two rows down, two columns to the left
    expect(moved.reduce((sum, grey) => sum + grey)).toBe((SIDE - 2) ** 2);
    expect([moved[0], moved[2 * SIDE], moved[2 * SIDE + SIDE - 1]]).toEqual([0, 1, 0]);
  });
});
