import { expect, test } from "vitest";
import { inTorchOrder } from "./decoder";

const counted = (...shape: number[]) => ({ shape, data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => i) });

test("kernels have the outputs first, rows that hold images the channels", () => {
  const dense = { name: "decoder/hidden/kernel" };
  expect(inTorchOrder(dense, counted(2, 3))).toEqual({ shape: [3, 2], data: Float32Array.of(0, 3, 1, 4, 2, 5) });

  const convolution = inTorchOrder(dense, counted(3, 3, 2, 4));
  expect(convolution.shape).toEqual([4, 2, 3, 3]);
  const [output, input, row, column] = [3, 1, 2, 0];
  expect(convolution.data[((output * 2 + input) * 3 + row) * 3 + column]).toBe(((row * 3 + column) * 2 + input) * 4 + output);

  const ofImage = { ...dense, name: "decoder/project/bias", image: [2, 2] as const }; // two channels, four pixels
  expect([...inTorchOrder(ofImage, counted(8)).data]).toEqual([0, 2, 4, 6, 1, 3, 5, 7]);
  const ontoImage = inTorchOrder({ ...ofImage, name: "decoder/project/kernel" }, counted(3, 8));
  expect([ontoImage.shape, [...ontoImage.data.slice(0, 6)]]).toEqual([[8, 3], [0, 8, 16, 2, 10, 18]]);
});

test("a number by itself has no dimensions", () => {
  expect(inTorchOrder({ name: "decoder/logSigma/value", scalar: true }, counted(1, 1)).shape).toEqual([]);
});
