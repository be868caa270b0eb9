import fc from "fast-check";
import jsQR from "jsqr";
import { describe, expect, it } from "vitest";
import { qrCode, MAX_BYTES, type QrCode } from "./qrCode";

/** Decodes the code by another library than the one that made it, from a picture with four pixels per module. */
function read({ size, path }: QrCode): string | undefined {
  const side = 4 * size;
  const pixels = new Uint8ClampedArray(4 * side * side).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < 4; column++) pixels.set([0, 0, 0], 4 * ((4 * Number(y) + row) * side + 4 * Number(x) + column));
    }
  }
  return jsQR(pixels, side, side)?.data;
}

const ADDRESS = "https://example.org/elbo-room/#preset=first-vae@2&beta=4";

describe("a link as a code", () => {
  it("encodes the link, with a quiet zone of four modules", () => {
    const code = qrCode(ADDRESS)!;
    expect(read(code)).toBe(ADDRESS);
    const places = [...code.path.matchAll(/M(\d+) (\d+)/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);
    expect([Math.min(...places), Math.max(...places)]).toEqual([4, code.size - 5]);
  });

  it("encodes any link that fits", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (more) => {
      const text = `${ADDRESS}&ask=${encodeURIComponent(more)}`;
      const code = qrCode(text);
      expect(code === null).toBe(text.length > MAX_BYTES);
      if (code) expect(read(code)).toBe(text);
    }), { numRuns: 12 });
  });

  it("accepts exactly this many bytes", () => {
    const long = `${ADDRESS}&drawing=`.padEnd(MAX_BYTES, "a");
    expect(read(qrCode(long)!)).toBe(long);
    expect(qrCode(`${long}a`)).toBeNull();
    expect(qrCode("é".repeat(MAX_BYTES / 2 + 1))).toBeNull();
  });
});
