/**
 * Map functions in WGSL, for `f32` or `vec4f`. Shader compilers may assume that there is no NaN and no infinity; if a formula
 * would lose a NaN, its bits are tested, so that a diverged loss is noticed.
 */
import type { MapFunction } from "../ir/graph";

export type Element = "f32" | "vec4f";

const bitsOf: Readonly<Record<Element, string>> = { f32: "u32", vec4f: "vec4<u32>" };

/** Tests whether each component of `x` is NaN. */
const isNaN = (x: string, type: Element): string =>
  `((bitcast<${bitsOf[type]}>(${x}) & ${bitsOf[type]}(0x7fffffffu)) > ${bitsOf[type]}(0x7f800000u))`;

/** Tests whether each component of `x` is NaN or infinite. */
const isNotFinite = (x: string, type: Element): string =>
  `((bitcast<${bitsOf[type]}>(${x}) & ${bitsOf[type]}(0x7fffffffu)) >= ${bitsOf[type]}(0x7f800000u))`;

/**
 * Bodies of functions of x (and y). T stands for the type, X_NAN for "x is NaN", Y_NAN for "y is NaN", EITHER_NAN for "x or y is" and X_NOT_FINITE
 * for "x is NaN or infinite".
 */
const HELPERS = {
  // On some devices, exp and log return a number for NaN, and log for negative numbers.
  exponential: "return select(exp(x), x, X_NAN);",
  logarithm: "return select(log(x), T(number(0x7fc00000u)), (x < T(0f)) | X_NAN);",
  // For small |x| the quotient would lose digits: the series up to x⁷ is exact there to 4·10⁻⁷. Devices may compute
  // 1/inverseSqrt(x) or x·inverseSqrt(x), without subnormal numbers: a number without such a quotient is its own root, or close
  // to it.
  root: `
    let own = (abs(x) < T(1.1754944e-38f)) | X_NOT_FINITE;
    return select(select(sqrt(x), x, own), T(number(0x7fc00000u)), x <= T(-1.1754944e-38f));`,
  tanh: `
    let t = exp(T(-2f) * abs(x));
    let s = x * x;
    let small = x * (T(1f) - s * (T(0.33333333f) - s * (T(0.13333333f) - s * T(0.053968254f))));
    return select(select(sign(x) * (T(1f) - t) / (T(1f) + t), small, abs(x) < T(0.25f)), x, X_NAN);`,
  sigmoid: `
    let t = exp(-abs(x));
    return select(select(t, T(1f), x >= T(0f)) / (T(1f) + t), x, X_NAN);`,
  // log(1 + t) = 2·artanh(t / (2 + t)); the series is exact to 2·10⁻⁷ for t ≤ 1 and avoids the logarithm of nearly 1.
  softplus: `
    let t = exp(-abs(x));
    let q = t / (T(2f) + t);
    let s = q * q;
    let far = T(0.14285714f) + s * (T(0.11111111f) + s * T(0.09090909f));
    let series = T(1f) + s * (T(0.33333333f) + s * (T(0.2f) + s * far));
    return select(max(x, T(0f)) + T(2f) * q * series, x, X_NAN);`,
  greatest: "return select(max(x, y), x + y, EITHER_NAN);",
  least: "return select(min(x, y), x + y, EITHER_NAN);",
  // 1 where x > 0, otherwise y; NaN where x is NaN.
  rise: "return select(select(y, T(1f), x > T(0f)), x, X_NAN);",
  above: "return select(T(0f), T(1f), (x > y) & !(EITHER_NAN));",
  atLeast: "return select(T(0f), T(1f), (x >= y) & !(EITHER_NAN));",
  same: "return select(T(0f), T(1f), (x == y) & !(EITHER_NAN));",
  whole: "return select(floor(x), x, X_NOT_FINITE);",
  masked: "return select(x, T(0f), (y == T(0f)) & !(Y_NAN));",
} as const;
type Helper = keyof typeof HELPERS;

const ARGUMENTS: Readonly<Record<Helper, 1 | 2>> = {
  exponential: 1, logarithm: 1, root: 1, tanh: 1, sigmoid: 1, softplus: 1, greatest: 2, least: 2, rise: 2, above: 2, atLeast: 2,
  same: 2, whole: 1, masked: 2,
};

/** The helpers' names must not hide WGSL's own functions. */
const nameOf = (helper: Helper, type: Element): string => `${helper}_${type}`;

function definition(helper: Helper, type: Element): string {
  const either = `${isNaN("x", type)} | ${isNaN("y", type)}`;
  const body = HELPERS[helper].replace("EITHER_NAN", either).replace("X_NAN", isNaN("x", type)).replace("Y_NAN", isNaN("y", type))
    .replace("X_NOT_FINITE", isNotFinite("x", type)).replaceAll(/\bT\b/g, type);
  const parameters = ARGUMENTS[helper] === 1 ? `x: ${type}` : `x: ${type}, y: ${type}`;
  return `fn ${nameOf(helper, type)}(${parameters}) -> ${type} {${body}\n}`;
}

/** Writes calls of functions and records which helpers they need. */
export class Maths {
  readonly #needed = new Map<string, string>();

  #call(helper: Helper, type: Element, ...args: string[]): string {
    const name = nameOf(helper, type);
    if (!this.#needed.has(name)) this.#needed.set(name, definition(helper, type));
    return `${name}(${args.join(", ")})`;
  }

  /** Returns an expression; arguments are names. */
  apply(fn: MapFunction, type: Element, x: string, y = ""): string {
    switch (fn) {
      case "neg": return `-${x}`;
      case "abs": return `abs(${x})`;
      case "exp": return this.#call("exponential", type, x);
      case "log": return this.#call("logarithm", type, x);
      case "floor": return this.#call("whole", type, x);
      case "sqrt": return this.#call("root", type, x);
      case "rsqrt": return `inverseSqrt(${x})`;
      case "tanh": return this.#call("tanh", type, x);
      case "sigmoid": return this.#call("sigmoid", type, x);
      case "softplus": return this.#call("softplus", type, x);
      case "add": return `${x} + ${y}`;
      case "sub": return `${x} - ${y}`;
      case "mul": return `${x} * ${y}`;
      case "div": return `${x} / ${y}`;
      case "max": return this.#call("greatest", type, x, y);
      case "min": return this.#call("least", type, x, y);
      case "step": return this.#call("rise", type, x, y);
      case "greater": return this.#call("above", type, x, y);
      case "greaterEqual": return this.#call("atLeast", type, x, y);
      case "equal": return this.#call("same", type, x, y);
      case "mask": return this.#call("masked", type, x, y);
      default: return fn satisfies never;
    }
  }

  /** Returns the definitions that the calls so far need. */
  definitions(): string[] {
    return [...this.#needed.values()];
  }
}
