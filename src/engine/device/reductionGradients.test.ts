import "@tensorflow/tfjs-backend-cpu";
import { getGradient, grad, mean, registerGradient, setBackend, square, sum, tensor, tidy, type Tensor } from "@tensorflow/tfjs-core";
import { meanGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Mean_grad";
import { sumGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Sum_grad";
import { beforeAll, expect, it } from "vitest";
import { normals } from "../../core/philox";
import "./tf";

beforeAll(() => setBackend("cpu"));

/** Of Σ(f(x)²), and of the sum of the squares of that: the first and the second derivative, [2, 3, 5] each. */
function derivatives(f: (x: Tensor) => Tensor): number[][] {
  return tidy(() => {
    const x = tensor(normals({ seed: 3, purpose: "sample", step: 0 }, 30), [2, 3, 5]);
    const first = grad((x: Tensor) => sum(square(f(square(x)))));
    const second = grad((x: Tensor) => sum(square(first(x))));
    return [first, second].map((derivative) => [...derivative(x).dataSync()]);
  });
}

const REDUCTIONS = [{ name: "sum", reduce: sum, plain: sumGradConfig }, { name: "mean", reduce: mean, plain: meanGradConfig }];

it.each(REDUCTIONS.flatMap((each) => [undefined, 0, -1, [0, 2], [1]].map((axis) => ({ ...each, axis }))))(
  "the derivatives of a $name over axes $axis are those of plain tfjs, bit for bit", ({ reduce, plain, axis }) => {
    const ours = getGradient(plain.kernelName);
    expect(ours).not.toBe(plain);
    const better = derivatives((x) => reduce(x, axis));
    registerGradient(plain);
    const expected = derivatives((x) => reduce(x, axis));
    registerGradient(ours);
    expect(better).toEqual(expected);
  });
