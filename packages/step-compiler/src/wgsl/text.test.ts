import { describe, expect, it } from "vitest";
import { address, begin, distance, f32, MAX_PLACES, withPlaces } from "./text";

describe("address", () => {
  const i = { variable: "i", sizes: [4, 1, 5, 6] };

  it("is the variable itself where elements lie in order", () => {
    expect(distance([i], [30, 7, 6, 1])).toBe("i");
  });

  it("takes the variable apart only where it has to", () => {
    expect(distance([i], [0, 0, 0, 1])).toBe("(i % 6u)");
    expect(distance([i], [1, 0, 0, 0])).toBe("(i / 30u)");
    expect(distance([i], [5, 0, 1, 0])).toBe("(i / 6u)");
    expect(distance([i], [60, 0, 6, 1])).toBe("(i / 30u) * 60u + (i % 30u)");
  });

  it("goes backwards from what comes before", () => {
    expect(distance([{ variable: "i", sizes: [3] }], [-2])).toBe("0u - i * 2u");
    expect(address(7, [{ variable: "i", sizes: [3] }, { variable: "k", sizes: [5] }], [-2, 1])).toBe(`${begin(7)} - i * 2u + k`);
  });

  it("is zero where everything stays the same", () => {
    expect(distance([i], [0, 0, 0, 0])).toBe("0u");
    expect(distance([{ variable: "i", sizes: [1, 1] }], [3, 4])).toBe("0u");
  });
});

describe("withPlaces", () => {
  it("makes equal texts of kernels that differ in their places", () => {
    const kernel = (from: number, to: number) => withPlaces(`arena[${begin(to)} + i] = arena[${begin(from)} + i] + arena[${begin(to)}];`);
    expect(kernel(64, 128).text).toBe("arena[places[0].x + i] = arena[places[0].y + i] + arena[places[0].x];");
    expect(kernel(0, 256).text).toBe(kernel(64, 128).text);
    expect(kernel(64, 128).places).toEqual([128, 64]);
  });

  it("writes numbers where the table is full", () => {
    const many = [...Array(MAX_PLACES + 1).keys()].map((at) => begin(at)).join(" ");
    const { text, places } = withPlaces(many);
    expect(places).toHaveLength(MAX_PLACES);
    expect(text.endsWith(`places[${MAX_PLACES / 4 - 1}].w ${MAX_PLACES}u`)).toBe(true);
  });
});

it("writes float32 numbers, and by their bits those that WGSL has no word for", () => {
  expect([0, -0, 0.1, -2, 2 ** 70, 1e-8].map(f32)).toEqual([
    "0f", "(-0f)", "0.10000000149011612f", "(-2f)", "1.1805916207174113e+21f", "9.99999993922529e-9f",
  ]);
  expect([Infinity, -Infinity, NaN].map(f32)).toEqual([
    "number(0x7f800000u)", "number(0xff800000u)", "number(0x7fc00000u)",
  ]);
});
