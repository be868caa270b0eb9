/** Kernels of single elements. */
import { backend_util } from "@tensorflow/tfjs-core";
import type { Id } from "../../ir/graph";
import { attribute, type KernelMeaning } from "../kernelMeaning";
import { Compose, of } from "./compose";

const one = (meaning: (build: Compose, x: Id) => Id): KernelMeaning => (build, { inputs: { x } }) => meaning(new Compose(build), x!);
const two = (meaning: (build: Compose, a: Id, b: Id) => Id): KernelMeaning => (build, { inputs: { a, b } }) => meaning(new Compose(build), a!, b!);

const positive = (b: Compose, x: Id): Id => b.map("max", x, of(0));
const negative = (b: Compose, x: Id): Id => b.map("min", x, of(0));
const isNegative = (b: Compose, x: Id): Id => b.map("greater", of(0), x);
/** Returns −1, 0 or 1; for NaN it is 0. */
const sign = (b: Compose, x: Id): Id => b.sub(b.map("greater", x, of(0)), isNegative(b, x));
/** Returns the meaning of an odd function, which `meaning` computes for |x|. */
const odd = (meaning: (build: Compose, size: Id) => Id): KernelMeaning => one((b, x) => b.mul(sign(b, x), meaning(b, b.map("abs", x))));

/** Returns eˣ − 1. Near 0 it is 2t/(1 − t), t = tanh(x/2), which loses no digits. */
function expm1(b: Compose, x: Id): Id {
  const t = b.map("tanh", b.mul(x, of(0.5)));
  const near = b.div(b.mul(t, of(2)), b.sub(of(1), t));
  return b.where(b.map("greater", of(1), b.map("abs", x)), near, b.sub(b.map("exp", x), of(1)));
}

/** Returns log(1 + x). Near 0 it is 2 artanh s, s = x/(2 + x), by its series. */
function log1p(b: Compose, x: Id): Id {
  const s = b.div(x, b.add(x, of(2)));
  const square = b.mul(s, s);
  const series = [1 / 9, 1 / 7, 1 / 5, 1 / 3].reduce<Id>((sum, c) => b.mul(square, b.add(sum, of(c))), b.mul(square, of(1 / 11)));
  const near = b.mul(b.mul(s, of(2)), b.add(series, of(1)));
  return b.where(b.map("greater", of(0.5), b.map("abs", x)), near, b.map("log", b.add(x, of(1))));
}

/** Returns log 2x without overflow, where x is so large that x² + 1 is x². */
const logTwice = (b: Compose, x: Id): Id => b.add(b.map("log", x), of(Math.LN2));
const LARGE = 1e6;
const unlessLarge = (b: Compose, x: Id, otherwise: Id): Id => b.where(b.map("greater", x, of(LARGE)), logTwice(b, x), otherwise);

/** Returns tfjs' approximation of the error function for x ≥ 0 (Abramowitz & Stegun 7.1.26). */
function erf(b: Compose, x: Id): Id {
  const { ERF_P, ERF_A1, ERF_A2, ERF_A3, ERF_A4, ERF_A5 } = backend_util;
  const t = b.div(of(1), b.add(b.mul(x, of(ERF_P)), of(1)));
  const sum = [ERF_A4, ERF_A3, ERF_A2, ERF_A1].reduce<Id>((inner, a) => b.mul(b.add(inner, of(a)), t), b.mul(t, of(ERF_A5)));
  return b.sub(of(1), b.mul(sum, b.map("exp", b.map("neg", b.mul(x, x)))));
}

/** Rounds to the nearest integer, and halves to the even one. */
function round(b: Compose, x: Id): Id {
  const below = b.map("floor", x);
  const rest = b.sub(x, below);
  const isOdd = b.sub(below, b.mul(b.map("floor", b.mul(below, of(0.5))), of(2)));
  const up = b.map("max", b.map("greater", rest, of(0.5)), b.mul(b.map("equal", rest, of(0.5)), isOdd));
  return b.add(below, up);
}

export const ARITHMETIC: Readonly<Record<string, KernelMeaning>> = {
  NotEqual: two((b, x, y) => b.not(b.map("equal", x, y))),
  LogicalAnd: two((b, x, y) => b.mul(x, y)),
  LogicalOr: two((b, x, y) => b.map("max", x, y)),
  IsNan: one((b, x) => b.not(b.map("equal", x, x))),
  IsInf: one((b, x) => b.map("equal", b.map("abs", x), of(Infinity))),
  IsFinite: one((b, x) => b.map("greater", of(Infinity), b.map("abs", x))),
  Floor: one((b, x) => b.map("floor", x)),
  Ceil: one((b, x) => b.map("neg", b.map("floor", b.map("neg", x)))),
  Round: one(round),
  Sign: one(sign),
  Reciprocal: one((b, x) => b.div(of(1), x)),
  SquaredDifference: two((b, x, y) => {
    const difference = b.sub(x, y);
    return b.mul(difference, difference);
  }),
  Expm1: one(expm1),
  Log1p: one(log1p),
  Cosh: one((b, x) => b.mul(b.add(b.map("exp", x), b.map("exp", b.map("neg", x))), of(0.5))),
  // With m = eˣ − 1 it is (m + m/(m + 1))/2, which loses no digits near 0.
  Sinh: odd((b, x) => {
    const m = expm1(b, x);
    const near = b.add(m, b.div(m, b.add(m, of(1))));
    return b.mul(b.where(b.map("greater", of(1), x), near, b.sub(b.map("exp", x), b.map("exp", b.map("neg", x)))), of(0.5));
  }),
  Asinh: odd((b, x) => {
    const square = b.mul(x, x);
    return unlessLarge(b, x, log1p(b, b.add(x, b.div(square, b.add(b.map("sqrt", b.add(square, of(1))), of(1))))));
  }),
  Acosh: one((b, x) => {
    const above = b.sub(x, of(1));
    return unlessLarge(b, x, log1p(b, b.add(above, b.map("sqrt", b.mul(above, b.add(x, of(1)))))));
  }),
  Atanh: odd((b, x) => b.mul(log1p(b, b.div(b.mul(x, of(2)), b.sub(of(1), x))), of(0.5))),
  Erf: odd(erf),
  Relu6: one((b, x) => b.map("min", positive(b, x), of(6))),
  LeakyRelu: (build, { inputs: { x }, attrs }) => {
    const b = new Compose(build);
    return b.mul(x!, b.map("step", x!, of(attribute(attrs, "alpha"))));
  },
  Prelu: (build, { inputs: { x, alpha } }) => build.map("mul", x!, build.map("step", x!, alpha!)),
  Elu: one((b, x) => b.add(positive(b, x), expm1(b, negative(b, x)))),
  EluGrad: (build, { inputs: { dy, y } }) => {
    const b = new Compose(build);
    return b.mul(dy!, b.add(negative(b, y!), of(1)));
  },
  Selu: one((b, x) => b.add(b.mul(positive(b, x), of(backend_util.SELU_SCALE)), b.mul(expm1(b, negative(b, x)), of(backend_util.SELU_SCALEALPHA)))),
};
