import { describe, expect, it, test } from "vitest";
import { POINT_LEVELS, ofLevel } from "../../../core/data/drawing";
import { PIXELS } from "../../../core/run/runConfig";
import { findModel } from "../../../subject/models/registry";
import type { Place } from "../../../engine/worker/protocol";
import { allVisible, quickMask } from "../fillIn";
import { drawingOf, drawingText, maskOf, maskText, noiseNumber, placeOf, placeText } from "./picks";
import { drawNoise, type LatentSpace } from "../position";

const space: LatentSpace = { model: findModel("vae")!, latent: 2, seed: 1 };
const ofGan: LatentSpace = { ...space, model: findModel("gan")! };

describe("a place", () => {
  test.each<[string, Place]>([
    ["0", { kind: "image", index: 0 }], ["9999", { kind: "image", index: 9999 }],
    ["noise1", drawNoise(space, 0)], ["noise3", drawNoise(space, 2)],
    ["z0.3:-1.2", { kind: "held", z: [0.3, -1.2] }], ["z0:0", { kind: "held", z: [0, 0] }], ["z50:-50", { kind: "held", z: [50, -50] }],
  ])("%s is read as it is written", (text, place) => {
    expect(placeOf(text, space)).toEqual(place);
    expect(placeText(place, space, 3)).toBe(text);
  });

  test.each(["", "10000", "12345", "-1", "1.5", "noise", "noise0", "noise12345", "noise1x", "z", "z1", "z1:2:3", "z1:x", "z1:51", "z:", "0.3:-1.2", "mean3"])("%j is none", (text) => {
    expect(placeOf(text, space)).toBeNull();
  });

  it("is no image for a model without an encoder", () => {
    expect(placeOf("7", ofGan)).toBeNull();
    expect(placeOf("noise2", ofGan)).toEqual(drawNoise(ofGan, 1));
  });

  it("that is an undrawn noise is written as its point", () => {
    const noise = drawNoise(space, 2);
    expect(placeText(noise, space, 2)).toBe(`z${noise.z.join(":")}`);
    expect(placeText(noise, space, 0)).toBe(`z${noise.z.join(":")}`);
  });

  it("that is a late noise has a number that can be read", () => {
    for (const press of [9997, 9998]) expect(placeText(drawNoise(space, press), space, 9999)).toBe(`noise${press + 1}`);
    expect(placeText(drawNoise(space, 9999), space, 10_000)).toMatch(/^z/);
  });

  it("that is another seed's noise is written as its point", () => {
    expect(placeText(drawNoise({ ...space, seed: 2 }, 1), space, 3)).toMatch(/^z/);
  });

  it("has three decimals, and as many numbers as the latent space", () => {
    expect(placeText({ kind: "held", z: [0.12345, -0.00001, 7] }, space, 0)).toBe("z0.123:0");
    expect(placeText({ kind: "held", z: [1] }, { ...space, latent: 3 }, 0)).toBe("z1:0:0");
    expect(placeOf("z0.12345:1", space)).toEqual({ kind: "held", z: [0.123, 1] });
  });

  it("cannot be a mean", () => {
    expect(() => placeText({ kind: "mean", class: 3 }, space, 3)).toThrow();
  });

  it("has a number if it is a noise", () => {
    expect(["noise1", "noise12", "7", "z1:2", "xnoise1", ""].map(noiseNumber)).toEqual([1, 12, 0, 0, 0, 0]);
  });
});

describe("a mask", () => {
  const only = (...visible: readonly number[]) => Uint8Array.from({ length: PIXELS }, (_, i) => (visible.includes(i) ? 1 : 0));

  test.each([
    ["no pixel", only(), "A".repeat(131)],
    ["the first pixel, the first bit of its sign", only(0), `g${"A".repeat(130)}`],
    ["the sixth pixel, the last bit of its sign", only(5), `B${"A".repeat(130)}`],
    ["the seventh pixel, in the second sign", only(6), `Ag${"A".repeat(129)}`],
    ["two pixels of one sign", only(0, 5), `h${"A".repeat(130)}`],
    ["the last pixel, the fourth bit of the last sign", only(783), `${"A".repeat(130)}E`],
    ["all pixels but the first", allVisible().fill(0, 0, 1), `f${"_".repeat(129)}8`],
  ])("that shows %s is written in 131 characters", (_, visible, text) => {
    expect(maskText(visible)).toBe(text);
    expect(maskOf(text)).toEqual(visible);
  });

  test.each(["lower-half", "right-half", "everything"] as const)("that a button sets has its name: %s", (name) => {
    expect(maskText(quickMask(name))).toBe(name);
    expect(maskOf(name)).toEqual(quickMask(name));
  });

  it("is refused if its length or a character is wrong", () => {
    for (const text of ["", "A".repeat(130), "A".repeat(132), `${"A".repeat(130)}+`, `${"A".repeat(130)}é`, "left-half"]) expect(maskOf(text)).toBeNull();
  });
});

describe("a drawing", () => {
  const at = (x: number, y: number) => ({ x: ofLevel(x), y: ofLevel(y) });
  const most = POINT_LEVELS - 1;

  test.each([
    ["AAA", [[at(0, 0)]]], ["AAB", [[at(0, 1)]]], ["AIA", [[at(1, 0)]]], ["AH_", [[at(0, most)]]], ["_4A", [[at(most, 0)]]], ["___", [[at(most, most)]]],
    ["AABAIA", [[at(0, 1), at(1, 0)]]], ["AAB.AIA", [[at(0, 1)], [at(1, 0)]]], ["AABAAC.AIA", [[at(0, 1), at(0, 2)], [at(1, 0)]]],
  ])("%s is read as it is written: three characters a point, a dot between lines", (text, strokes) => {
    expect(drawingOf(text)).toEqual(strokes);
    expect(drawingText(strokes)).toBe(text);
  });

  test.each(["", "A", "AA", "AAAA", ".", "AAA.", ".AAA", "AAA..AAA", "AAA.AA", "A+A", "AAA,AAA"])("%j is none", (text) => {
    expect(drawingOf(text)).toBeNull();
  });

  it("has at most 6,000 characters", () => {
    const line = (points: number) => [Array.from({ length: points }, () => at(0, 1))];
    expect(drawingText(line(2000))).toBe("AAB".repeat(2000));
    expect(drawingText(line(2001))).toBeNull();
    expect(drawingOf("AAB".repeat(2000))?.[0]).toHaveLength(2000);
    expect(drawingOf("AAB".repeat(2001))).toBeNull();
  });
});
