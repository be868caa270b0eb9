/** Own images for tests: PNG files of every kind. */
import { zipSync } from "fflate";
import { CHANNELS, fileOf, KINDS, noise } from "../src/core/png/testing";
import { pngChunk } from "../src/core/png/writePng";

export const COUNT = 240;
/** Returns PNG files in folders 0 to 9. In each is ink of many colours on paper, half transparent where `transparent` is true and the kind can be. */
const drawn = (kinds: readonly (typeof KINDS)[number][], transparent: boolean) => Object.fromEntries(Array.from({ length: COUNT }, (_, i) => {
  const [type, depth] = kinds[i % kinds.length]!;
  const most = 2 ** depth - 1, any = noise(depth);
  const inside = (x: number, y: number) => x >= 8 + (i % 5) && x < 20 + (i % 11) && y >= 6 && y < 30;
  const channels = CHANNELS[type];
  const sample = (x: number, y: number, c: number): number => {
    if (type === 3) return inside(x, y) ? any(x + i, y, c) : 0;
    if (channels % 2 === 0 && c === channels - 1) return inside(x, y) && transparent ? any(x, y + i, c) | (most >> 1) : most;
    return inside(x, y) ? any(x + i, y, c) >> (depth > 2 ? 1 : 0) : most;
  };
  const palette = Uint8Array.from({ length: 3 * (most + 1) }, (_byte, at) => (at < 3 ? 255 : (at * 29) % 200));
  const more = type === 3 ? [pngChunk("PLTE", palette), ...transparent ? [pngChunk("tRNS", Uint8Array.of(255, 180, 90))] : []] : [];
  return [`digits/${i % 10}/${i}.png`, fileOf({ width: 40, height: 36, type, depth, interlaced: i % 4 === 3, filters: [0, 1, 2, 3, 4], sample }, more)] as const;
}));

/** Files of every kind. */
export const pngs = drawn(KINDS, true);
/** The same in a ZIP. */
export const pngZip = Buffer.from(zipSync(pngs));
/** Opaque files of at most 8 bits a sample in a ZIP: browsers round others differently. */
export const plainPngZip = Buffer.from(zipSync(drawn(KINDS.filter(([, depth]) => depth <= 8), false)));
