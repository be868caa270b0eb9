/**
 * softplus and tanh on the wasm backend by SIMD: tfjs' own take 14 ns a number, and the loss of a VAE or the images
 * of a GAN need 100,000 of them in each step. Their gradients are fast as they are.
 */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { replaceKernel } from "./replace";
import { f32x4, forEachVector, get, i32, linked, set, type Code } from "./wasmAssembler";

const { const: number, add, sub, mul, div, neg, abs, min, max, nearest, and, or, powerOfTwo } = f32x4;

/** c₀ + x(c₁ + x(c₂ + …)). */
const polynomial = (x: Code, [first, ...rest]: readonly number[]): Code =>
  rest.length === 0 ? number(first!) : add(number(first!), mul(x, polynomial(x, rest)));

const [INPUT, OUTPUT, BYTES, AT] = [0, 1, 2, 3] as const;
const [X, N, R, S] = [4, 5, 6, 7] as const;

/** Where e^−a nears the smallest normal float. */
const LIMIT = 87;
/** ln 2 in two parts, the first with zeros at its end: n times it is exact. Cody & Waite 1980. */
const LN2 = [0.693359375, -2.12194440e-4] as const;
/** (eʳ − 1)/r by Taylor, error below 1e-8 on |r| ≤ ln 2 / 2. */
const EXPM1 = [1, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040];
/** log(1 + y) = 2 artanh s, s = y/(2 + y), as a series in s² ≤ 1/9. */
const ARTANH = [2, 2 / 3, 2 / 5, 2 / 7, 2 / 9, 2 / 11, 2 / 13];

/** Sets N to a whole number and R to the rest: −a = n ln 2 + r. Then e^−a − 1 = 2ⁿ(eʳ − 1) + (2ⁿ − 1). a ≥ 0. */
const splitExponent = (a: Code): Code => [
  ...set(R, neg(min(a, number(LIMIT)))),
  ...set(N, nearest(mul(get(R), number(Math.LOG2E)))),
  ...set(R, sub(sub(get(R), mul(get(N), number(LN2[0]))), mul(get(N), number(LN2[1])))),
  ...set(N, powerOfTwo(get(N))),
];
const expm1OfRest = mul(get(R), polynomial(get(R), EXPM1));

/** max(x, 0) + log(1 + e^−|x|). Relative error below 1e-6 wherever e^−|x| is a normal float. */
const softplus: Code = [
  ...splitExponent(abs(get(X))),
  ...set(R, add(mul(get(N), expm1OfRest), get(N))), // e^−|x|
  ...set(R, div(get(R), add(get(R), number(2)))),
  ...set(S, mul(get(R), get(R))),
  ...set(R, add(max(get(X), number(0)), mul(get(R), polynomial(get(S), ARTANH)))),
];

/** With u = e^−2|x| − 1: −u/(2 + u), and the sign of x. Relative error below 1e-6 for every x. */
const tanh: Code = [
  ...splitExponent(mul(abs(get(X)), number(2))),
  ...set(R, add(mul(get(N), expm1OfRest), sub(get(N), number(1)))), // u
  ...set(R, div(neg(get(R)), add(get(R), number(2)))),
  ...set(R, or(abs(get(R)), and(get(X), number(-0)))),
];

function register(kernelName: string, formula: Code): void {
  const simd = linked({
    parameters: ["i32", "i32", "i32"],
    locals: ["i32", "v128", "v128", "v128", "v128"],
    body: forEachVector(AT, BYTES, ({ load, store }) => [
      ...set(X, load(i32.add(get(INPUT), get(AT)))),
      ...formula,
      ...store(i32.add(get(OUTPUT), get(AT)), get(R)),
    ]),
  });
  replaceKernel("wasm", kernelName, (original) => (call) => {
    const { x } = call.inputs;
    const backend = call.backend as BackendWasm;
    const run = x?.dtype === "float32" ? simd(backend) : undefined;
    if (!x || !run) return original(call);
    const output = backend.makeOutput(x.shape, "float32");
    const bytes = x.shape.reduce((product, size) => product * size, 4);
    run(backend.getMemoryOffset(x.dataId), backend.getMemoryOffset(output.dataId), bytes);
    return output;
  });
}

/** Call it after the wasm backend's own kernels are registered; calling it again changes nothing. */
export function registerElementwiseWasm(): void {
  register("Softplus", softplus);
  register("Tanh", tanh);
}
