/**
 * The functions that a step applies to every element, as code on vectors of four numbers. Errors are relative to exact
 * arithmetic and hold wherever the exact result is a normal float; smaller results may become 0. NaN stays NaN, so that a
 * diverged loss is noticed. `math.test.ts` checks every bound.
 */
import type { MapFunction } from "../ir/graph";
import { f32x4, get, i32x4, set, v128, type Code, type Local, type Locals } from "./assembler";

const { add, sub, mul, div, neg, abs, sqrt, floor, min, max, pmin, pmax, eq, ne, lt, gt, ge } = f32x4;

/** Vectors of one number in all lanes, set up once at the start of a function: cheaper than in every iteration. */
export class Numbers {
  readonly #locals = new Map<string, Local>();
  /** The code that sets them up. It is complete only after everything that uses them is written. */
  readonly code: Code[] = [];

  constructor(readonly locals: Locals) {}

  of(x: number): Code {
    const key = Object.is(x, -0) ? "-0" : `${Math.fround(x)}`;
    let local = this.#locals.get(key);
    if (local === undefined) {
      local = this.locals.add("v128");
      this.#locals.set(key, local);
      this.code.push(set(local, f32x4.const(x)));
    }
    return get(local);
  }
}

/** A sequence of statements. Expressions refer to values that `let` has named, so that nothing is computed twice. */
export class Block {
  readonly statements: Code[] = [];
  readonly #shared = new Map<Code, Code>();

  /** `relaxed` is true if the engine has relaxed SIMD. */
  constructor(readonly numbers: Numbers, readonly relaxed: boolean) {}

  number(x: number): Code {
    return this.numbers.of(x);
  }

  let(value: Code): Code {
    const local = this.numbers.locals.add("v128");
    this.statements.push(set(local, value));
    return get(local);
  }

  /** a·b + c. */
  madd(a: Code, b: Code, c: Code): Code {
    return this.relaxed ? f32x4.relaxedMadd(a, b, c) : add(mul(a, b), c);
  }

  /** c₀ + c₁x + c₂x² + …, in pairs and pairs of pairs (Estrin's scheme), so that few operations wait for each other. */
  polynomial(x: Code, coefficients: readonly number[]): Code {
    return this.#inPairs(x, coefficients.map((c) => this.number(c)));
  }

  #inPairs(x: Code, terms: readonly Code[]): Code {
    if (terms.length === 1) return terms[0]!;
    const pairs = terms.flatMap((term, i) =>
      (i % 2 === 1 ? [] : [i + 1 < terms.length ? this.madd(x, terms[i + 1]!, term) : term]));
    return this.#inPairs(pairs.length > 1 ? this.let(mul(x, x)) : x, pairs);
  }

  /** e^−|x|, shared by all functions of the same x. */
  decay(x: Code): Code {
    let value = this.#shared.get(x);
    if (!value) {
      value = this.let(exponential(this, pmax(negative(this, x), this.number(LOWEST))));
      this.#shared.set(x, value);
    }
    return value;
  }
}

/**
 * Returns the coefficients c₀, c₁, … of the polynomial that interpolates f at the Chebyshev nodes of an interval, which is
 * nearly the one with the smallest error there. It expands Newton's divided differences.
 */
function interpolated(f: (x: number) => number, from: number, to: number, degree: number): number[] {
  const nodes = Array.from({ length: degree + 1 }, (_, i) =>
    (from + to) / 2 + (to - from) / 2 * Math.cos(Math.PI * (i + 0.5) / (degree + 1)));
  const differences = nodes.map(f);
  for (let order = 1; order <= degree; order++) {
    for (let i = degree; i >= order; i--) {
      differences[i] = (differences[i]! - differences[i - 1]!) / (nodes[i]! - nodes[i - order]!);
    }
  }
  let coefficients: number[] = [];
  for (let i = degree; i >= 0; i--) {
    const shifted = [0, ...coefficients];
    coefficients = shifted.map((c, power) => c - nodes[i]! * (coefficients[power] ?? 0));
    coefficients[0]! += differences[i]!;
  }
  return coefficients;
}

/** ln 2 in two parts. The first one ends in zeros, so that n times it is exact (Cody & Waite 1980). */
const LN2 = [0.693359375, -2.12194440e-4] as const;
/** Half of ln 2, with a margin for the rounding of n. */
const REST = 0.347;
/** (eʳ − 1)/r. The degree is odd, so that no node is 0. */
const EXPM1 = interpolated((r) => Math.expm1(r) / r, -REST, REST, 5);
/** 2eʳ. */
const TWICE_EXP = interpolated((r) => 2 * Math.exp(r), -REST, REST, 5);
/** log((1 + s)/(1 − s))/s as a function of s². */
const logRatio = (square: number): number => 2 * Math.atanh(Math.sqrt(square)) / Math.sqrt(square);
/** The argument is s = y/(2 + y), y in [0, 1]. */
const LOG1P = interpolated(logRatio, 0, 1 / 9, 4);
/** The argument is s = (m − 1)/(m + 1), m between √½ and √2. */
const LOG = interpolated(logRatio, 0, 0.0295, 3);

/** Below and above these, eˣ is 0 and infinite. */
const LOWEST = -87.5;
const HIGHEST = 89;
/** Adding 1.5·2²³ to a number of moderate size rounds it to an integer, which then is in the last bits. */
const ROUNDER = 1.5 * 2 ** 23;

/**
 * Splits x = n ln 2 + r. `scale` is 2^(n + shift) for n + shift between −126 and 127, and 0 for −127. The last bits of the
 * rounding constant are the exponent's bias, so that shifting the sum's bits gives the scale.
 */
function split(block: Block, x: Code, shift: number): { rest: Code; scale: Code } {
  const rounder = block.number(ROUNDER + 127 + shift);
  const sum = block.let(block.madd(x, block.number(Math.LOG2E), rounder));
  const n = block.let(sub(sum, rounder));
  const rest = block.let(block.madd(n, block.number(-LN2[1]), block.madd(n, block.number(-LN2[0]), x)));
  return { rest, scale: i32x4.shl(sum, 23) };
}

/** −|x|. */
const negative = (block: Block, x: Code): Code => v128.or(x, block.number(-0));

/** eˣ for x in [LOWEST, HIGHEST]; 2^(n−1)·2eʳ, since 2ⁿ alone may be infinite where the product is not. */
function exponential(block: Block, x: Code): Code {
  const { rest, scale } = split(block, block.let(x), -1);
  return mul(block.polynomial(rest, TWICE_EXP), scale);
}

/** Relative error 5e-7. 0 below −86.98, infinite above 88.73. */
const exp = (block: Block, x: Code): Code =>
  exponential(block, pmin(pmax(x, block.number(LOWEST)), block.number(HIGHEST)));

/** 1/(1 + e^−x), for x < 0 as eˣ/(1 + eˣ). Relative error 5e-7, 0 below −86.98. */
function sigmoid(block: Block, x: Code): Code {
  const decay = block.decay(x);
  const above = v128.select(decay, block.number(1), lt(x, block.number(0)));
  return div(above, add(decay, block.number(1)));
}

/** max(x, 0) + log(1 + y), y = e^−|x|; log(1 + y) = 2 artanh s, s = y/(2 + y). Relative error 5e-7, 0 below −86.98. */
function softplus(block: Block, x: Code): Code {
  const decay = block.decay(x);
  const s = block.let(div(decay, add(decay, block.number(2))));
  return block.madd(s, block.polynomial(block.let(mul(s, s)), LOG1P), pmax(x, block.number(0)));
}

/** With u = e^−2|x| − 1 = 2ⁿ(eʳ − 1) + (2ⁿ − 1): |u|/(2 + u), and the sign of x. Relative error 5e-7. */
function tanh(block: Block, x: Code): Code {
  const twice = block.let(pmax(mul(negative(block, x), block.number(2)), block.number(-40)));
  const { rest, scale } = split(block, twice, 0);
  const factor = block.let(scale);
  const grown = block.let(mul(rest, block.polynomial(rest, EXPM1))); // eʳ − 1
  const u = block.let(block.madd(factor, grown, sub(factor, block.number(1))));
  return v128.or(abs(div(u, add(u, block.number(2)))), v128.and(x, block.number(-0)));
}

/**
 * x = 2ᵉ·m, m between √½ and √2: e ln 2 + 2 artanh s, s = (m − 1)/(m + 1). Relative error 5e-7. −∞ at 0, NaN below.
 */
function log(block: Block, x: Code): Code {
  const tiny = block.let(lt(x, block.number(2 ** -126)));
  const normal = block.let(v128.select(mul(x, block.number(2 ** 24)), x, tiny));
  const aboveRoot = i32x4.sub(normal, block.number(Math.SQRT1_2)); // of bits: the exponent field is then e
  const e = block.let(i32x4.shrS(aboveRoot, 23));
  const m = block.let(i32x4.sub(normal, i32x4.shl(e, 23)));
  const s = block.let(div(sub(m, block.number(1)), add(m, block.number(1))));
  const power = block.let(sub(i32x4.toFloats(e), v128.and(tiny, block.number(24))));
  const small = block.madd(s, block.polynomial(block.let(mul(s, s)), LOG), mul(power, block.number(LN2[1])));
  const finite = block.madd(power, block.number(LN2[0]), small);
  const positive = v128.select(finite, x, lt(x, block.number(Infinity))); // +∞ and NaN stay
  const nonZero = v128.select(block.number(NaN), positive, lt(x, block.number(0)));
  return v128.select(block.number(-Infinity), nonZero, eq(x, block.number(0)));
}

/**
 * Code of the function of some vectors. Arguments have to be results of `let` or `number`, which are cheap to repeat. `max` and
 * `min` are NaN if an argument is, `step` if its first one is; comparisons with NaN are false.
 */
export const MAP_CODE: Readonly<Record<MapFunction, (block: Block, a: Code, b: Code) => Code>> = {
  exp, log, tanh, sigmoid, softplus,
  neg: (_, a) => neg(a),
  abs: (_, a) => abs(a),
  sqrt: (_, a) => sqrt(a),
  floor: (_, a) => floor(a),
  rsqrt: (block, a) => div(block.number(1), sqrt(a)),
  add: (_, a, b) => add(a, b),
  sub: (_, a, b) => sub(a, b),
  mul: (_, a, b) => mul(a, b),
  div: (_, a, b) => div(a, b),
  max: (_, a, b) => max(a, b),
  min: (_, a, b) => min(a, b),
  // A comparison's all-ones lane is a NaN.
  step: (block, a, b) => v128.or(v128.select(block.number(1), b, gt(a, block.number(0))), ne(a, a)),
  greater: (block, a, b) => v128.and(gt(a, b), block.number(1)),
  greaterEqual: (block, a, b) => v128.and(ge(a, b), block.number(1)),
  equal: (block, a, b) => v128.and(eq(a, b), block.number(1)),
  mask: (block, a, b) => v128.and(a, ne(b, block.number(0))),
};
