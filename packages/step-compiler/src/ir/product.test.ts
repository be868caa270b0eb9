import { expect, test } from "vitest";
import { GraphBuilder } from "../passes/builder";
import type { Graph, Product } from "./graph";
import { interpretGraph } from "./interpret";

const N = 3;
const square = Float32Array.from({ length: N * N }, (_, i) => i + 1);

/** Builds a product of square matrices, each plain or transposed in memory: sizes do not tell which axis is summed. */
function product(transposedLeft: boolean, transposedRight: boolean, transposedOut: boolean): Product {
  const [outer, one] = [N, 1];
  return {
    rows: [{ size: N, left: transposedLeft ? one : outer, out: transposedOut ? one : outer }],
    columns: [{ size: N, right: transposedRight ? outer : one, out: transposedOut ? outer : one }],
    inner: [{ size: N, left: transposedLeft ? outer : one, right: transposedRight ? one : outer }],
    leftOffset: 0, rightOffset: 0, outOffset: 0,
  };
}

const bits = [false, true];
const cases = bits.flatMap((l) => bits.flatMap((r) => bits.map((o) => [l, r, o] as const)));

test.each(cases)("a square matrix times equal numbers is a sum, left transposed %s, right %s, result %s", (...transposed) => {
  for (const equalOnes of ["left", "right"] as const) {
    const build = new GraphBuilder();
    const [x, ones] = [build.input("x", [N, N]), build.constant(0.5, [N, N])];
    const [left, right] = equalOnes === "left" ? [ones, x] : [x, ones];
    const found = interpretGraph(build.finish({ y: build.contract(left, right, [product(...transposed)], [N, N]) }), { x: square });
    const plain: Graph = {
      nodes: [
        { op: "input", name: "x", shape: [N, N] }, { op: "constant", data: 0.5, shape: [N, N] },
        { op: "contract", left: equalOnes === "left" ? 1 : 0, right: equalOnes === "left" ? 0 : 1, parts: [product(...transposed)], shape: [N, N] },
      ],
      outputs: { y: 2 },
    };
    expect(found).toEqual(interpretGraph(plain, { x: square }));
  }
});
