import { describe, expect, it } from "vitest";
import { bytesGiven, countsOf } from "./counts";
import { matrixProduct, productCase } from "./plans.browser";
import { shadersOf } from "./shaders";
import type { Target } from "./tile";

const SIDES = [[false, false], [false, true], [true, false], [true, true]] as const;

const product = (m: number, k: number, n: number, sides: readonly [boolean, boolean], target: Target) => {
  const { plan } = productCase("", matrixProduct(m, k, n, sides), "bias");
  return shadersOf(plan, target).dispatches.map(({ code }) => countsOf(code)).filter(({ multiplyAdds }) => multiplyAdds > 0);
};

describe("countsOf", () => {
  it("counts what is there", () => {
    expect(countsOf("var sum0 = vec4f();\nvar sums = array<f32, 4>(1f);\nlet a = leftTile[i];\nsum0 += a.x * b;\ntotal += a * b;\nlet c = sums[at];"))
      .toEqual({ multiplyAdds: 5, sharedReads: 1, indexedArrays: ["sums"] });
    expect(countsOf("var sums: array<f32, 4>;\nlet c = sums[3u];").indexedArrays).toEqual([]);
  });

  it("finds the array in which shaders for an emulated device keep their sums", () => {
    expect(product(128, 784, 400, [false, false], "emulated")[0]!.indexedArrays).toEqual(["sums"]);
  });
});

it("a state is not uploaded at each step", () => {
  const { plan } = productCase("", matrixProduct(4, 5, 6, [false, false]), "moment");
  expect(bytesGiven(plan)).toBe(4 * (4 * 5 + 5 * 6));
});

describe("products on a GPU", () => {
  it.each(SIDES)("read shared memory at most every eighth multiply-add, transposed %s, %s", (...sides) => {
    for (const [m, k, n] of [[128, 784, 400], [400, 128, 784], [128, 40, 36], [30, 40, 28], [9, 512, 32], [35, 41, 37]] as const) {
      const [counts] = product(m, k, n, sides, "gpu");
      expect(counts!.multiplyAdds).toBeGreaterThan(0);
      expect(counts!.sharedReads / counts!.multiplyAdds, `${m}×${k}×${n}`).toBeLessThanOrEqual(0.125);
    }
  });
});
