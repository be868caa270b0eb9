import { expect, it } from "vitest";
import { step } from "../../../core/run/ids";
import { PIXELS } from "../../../core/run/runConfig";
import { createAppStore } from "../../state/createAppStore";
import { createFrames } from "../../state/frames";
import { parse } from "../../state/urlCodec";
import { displayedPicture, isPacked, ofThumbnail, pack, unpack } from "./packedPicture";

/** Images of one grey each: image k has the level k. */
const tiles = (count: number) => Uint8Array.from({ length: count * PIXELS }, (_, i) => 17 * Math.floor(i / PIXELS));
const levels = (packed: string | null) => packed && Array.from(unpack(packed).filter((_, i) => i % PIXELS === 0), (byte) => byte / 17);

/** Returns the picture of a page that displays this run. */
function displayed(link: string, at: number) {
  const [store, frames] = [createAppStore(), createFrames()];
  store.setState({ begun: parse(link).config });
  frames.publish({ kind: "samples", step: step(at), count: 30, pixels: tiles(16) });
  const density = Float32Array.from({ length: 75 * 75 }, (_, cell) => Number(cell < 75 * 37 && cell % 75 < 37));
  frames.publish({ kind: "densities", step: step(at), cells: density.length, says: null, samples: 1, dots: 0, values: density });
  return displayedPicture({ store, frames });
}

it("a picture is the same after packing, to half a level of grey, and is valid", () => {
  for (const count of [4, 6]) {
    const pixels = Uint8Array.from({ length: count * PIXELS }, (_, i) => (i * i) % 256);
    const packed = pack(pixels);
    expect(isPacked(packed)).toBe(true);
    expect(packed.length).toBeLessThanOrEqual(3136);
    expect(Math.max(...unpack(packed).map((byte, i) => Math.abs(byte - pixels[i]!)))).toBe(8);
    expect(unpack(packed)).toHaveLength(pixels.length);
  }
});

it("a moment has the first six displayed samples, and of a model that translates images the translations", () => {
  expect(levels(displayed("model=vae", 9))).toEqual([0, 1, 2, 3, 4, 5]);
  expect(levels(displayed("model=translate", 9))).toEqual([10, 11, 12, 13, 14, 15]);
  expect(ofThumbnail(tiles(10))).toEqual(tiles(6));
});

it("a moment on points has their density", () => {
  expect(levels(displayed("model=gan&data=ring", 9))).toEqual([15, 0, 0, 0]);
});

it("an untrained run and one of own images have no picture", () => {
  expect([displayed("model=vae", 0), displayed("model=gan&data=ring", 0), displayed("model=vae&own=kana.10.0123456789abcdef", 9)]).toEqual([null, null, null]);
});
