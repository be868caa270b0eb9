import "@tensorflow/tfjs-backend-cpu";
import { clipByValue, getGradient, grad, mean, registerGradient, setBackend, softplus, square, sum, tensor, tidy, type GradConfig, type Tensor } from "@tensorflow/tfjs-core";
import { clipByValueGradConfig } from "@tensorflow/tfjs-core/dist/gradients/ClipByValue_grad";
import { meanGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Mean_grad";
import { softplusGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Softplus_grad";
import { sumGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Sum_grad";
import { beforeAll, expect, it } from "vitest";
import { normals } from "../../core/run/philox";
import "./tf";

beforeAll(() => setBackend("cpu"));

/** The gradient of Σ(f(x)²), and the gradient of that gradient's squared norm, [2, 3, 5] each. */
function derivatives(f: (x: Tensor) => Tensor): number[][] {
  return tidy(() => {
    const x = tensor(normals({ seed: 3, purpose: "sample", step: 0 }, 30), [2, 3, 5]);
    const first = grad((x: Tensor) => sum(square(f(square(x)))));
    const second = grad((x: Tensor) => sum(square(first(x))));
    return [first, second].map((derivative) => [...derivative(x).dataSync()]);
  });
}

/** What `compute` finds with our gradient of an operation, which is another one than plain tfjs', and with that. */
function withBoth<T>(plain: GradConfig, compute: () => T): { readonly found: T; readonly expected: T } {
  const ours = getGradient(plain.kernelName);
  expect(ours).not.toBe(plain);
  const found = compute();
  registerGradient(plain);
  const expected = compute();
  registerGradient(ours);
  return { found, expected };
}

const REDUCTIONS = [{ name: "sum", reduce: sum, plain: sumGradConfig }, { name: "mean", reduce: mean, plain: meanGradConfig }];

it.each(REDUCTIONS.flatMap((each) => [undefined, 0, -1, [0, 2], [1]].map((axis) => ({ ...each, axis }))))(
  "the derivatives of a $name over axes $axis are those of plain tfjs, bit for bit", ({ reduce, plain, axis }) => {
    const { found, expected } = withBoth(plain, () => derivatives((x) => reduce(x, axis)));
    expect(found).toEqual(expected);
  });

it("the derivative of clipping is that of plain tfjs, bit for bit, also at the bounds", () => {
  const derivative = () => tidy(() => {
    const x = tensor([-2, -1, -0.5, 0, 1, 1.5, 2, 3]);
    return [...grad((x: Tensor) => sum(square(clipByValue(x, -1, 1.5))))(x).dataSync()];
  });
  const { found, expected } = withBoth(clipByValueGradConfig, derivative);
  expect(found.map((value) => value + 0)).toEqual([0, -2, -1, 0, 2, 3, 0, 0]); // −0 is 0
  expect(found.map((value) => value + 0)).toEqual(expected);
});

it("the derivatives of softplus are those of plain tfjs, bit for bit, and 0 where they are negligible; NaN stays", () => {
  const both = () => tidy(() => {
    const x = tensor([-1000, -100, -88, -70.001, -70, -69, -1, 0, 1, 80, NaN]);
    const first = grad((x: Tensor) => sum(softplus(x)));
    const second = grad((x: Tensor) => sum(square(first(x))));
    return [first, second].map((derivative) => [...derivative(x).dataSync()]);
  });
  const { found, expected } = withBoth(softplusGradConfig, both);
  for (const [i, derivative] of found.entries()) expect(derivative).toEqual(expected[i]!.map((value, at) => (at < 4 ? 0 : value)));
  expect(found[0]![4]).toBeGreaterThan(0);
  expect(found[0]![10]).toBeNaN();
});
