/** Which operation of a step is the first with a result, or a gradient, that is not finite, and what it had as input. */
import type { Tensor, Tf } from "../../core/model/tf";
import type { Span } from "../python/syntax";
import { withAdditions, zerosOf } from "./additions";
import { evaluate, evaluatedNodes, type Leaves } from "./evaluate";
import { inOrder, type Node, type Shape } from "./graph";
import { knownNumbers, tableOf } from "./known";
import { trainedBy } from "./missingGradients";
import type { ProgramStep } from "./step";

/**
 * Why: the logarithm of 0, an argument below 0, a division by 0, an exponential function beyond the largest number, a root of 0, whose derivative is infinite,
 * or finite numbers that are too large for a product or sum.
 */
export type Cause = "log" | "negative" | "division" | "exp" | "root" | "growth";

export interface NotFinite {
  /** Whether its result is not finite, or all results are finite and its derivative is not. */
  readonly of: "value" | "gradient";
  /** The operation with its input, where it is computed element by element: "log(0)", "1 / 0"; otherwise its name: "matmul". */
  readonly operation: string;
  /** The largest magnitude of its input; null if `operation` has the input. */
  readonly largest: number | null;
  /** Null if it is none of these. */
  readonly cause: Cause | null;
  /** The expression that computes it. */
  readonly span: Span;
}

export interface FirstNotFinite extends NotFinite {
  /** The number of the step, counted from 1. */
  readonly step: number;
}

/** What the engine gives: numbers of tensors, and the derivatives of a number with respect to several tensors. */
export interface Numbers {
  /** Returns the elements of the tensors that `make` returns, and disposes all tensors that it makes. */
  read(make: () => readonly Tensor[]): Promise<readonly Float32Array[]>;
  gradients(of: (x: readonly Tensor[]) => Tensor, x: readonly Tensor[]): readonly Tensor[];
}

const OPERATORS: Readonly<Record<string, string>> = { add: "+", sub: "-", mul: "*", div: "/", floorDiv: "//", mod: "%", pow: "**" };
const NAMES: Readonly<Record<string, string>> = { matMul: "matmul", root: "sqrt", leakyRelu: "leaky_relu", conv2d: "conv2d", convTranspose2d: "conv_transpose2d", neg: "-" };
/** Operations that are computed element by element: their other inputs are numbers of the same places. */
const ELEMENTWISE: ReadonlySet<string> = new Set([
  ...Object.keys(OPERATORS), "neg", "exp", "log", "sqrt", "root", "rsqrt", "abs", "square", "relu", "leakyRelu", "sigmoid", "tanh", "softplus", "cos", "sin", "tan", "atan", "erf", "maximum", "minimum",
]);

/** Returns a number as Python writes it, with three digits. */
const numberText = (value: number): string => (value === 0 ? "0" : String(Number(value.toPrecision(3))).replace("Infinity", "inf").replace("NaN", "nan"));

/** Returns the place in a tensor that is broadcast to a shape, for a place in that shape. */
function placeIn(from: Shape, to: Shape, place: number): number {
  let [rest, result, stride] = [place, 0, 1];
  for (let axis = to.length - 1; axis >= 0; axis--) {
    const at = rest % to[axis]!;
    rest = Math.floor(rest / to[axis]!);
    const length = from[axis - to.length + from.length];
    if (length === undefined) continue;
    if (length > 1) result += at * stride;
    stride *= length;
  }
  return result;
}

/** Describes an operation by its input at a place of its result; `inputs`: their numbers. */
function described({ operation, inputs: nodes, shape }: Node, of: NotFinite["of"], inputs: readonly Float32Array[], place: number): Pick<NotFinite, "operation" | "largest" | "cause"> {
  const name = NAMES[operation] ?? operation;
  if (!ELEMENTWISE.has(operation)) {
    const largest = inputs.reduce((most, values) => values.reduce((more, value) => Math.max(more, Math.abs(value)), most), 0);
    return { operation: name, largest, cause: Number.isFinite(largest) ? "growth" : null };
  }
  const numbers = inputs.map((values, i) => values[placeIn(nodes[i]!.shape, shape, place)]!);
  const [left = "", right = ""] = numbers.map(numberText);
  const operator = OPERATORS[operation];
  const text = operator ? `${left} ${operator} ${right}` : `${name}(${[left, right].filter((one) => one !== "").join(", ")})`;
  return { operation: text, largest: null, cause: causeOf(operation, of, numbers) };
}

/** A larger dividend has no finite quotient, whatever it is divided by. */
const HUGE = 1e30;

/** Returns why an operation of these numbers, or its derivative, is not finite. */
function causeOf(operation: string, of: NotFinite["of"], [x, y]: readonly number[]): Cause | null {
  if (![x, y].every((one) => one === undefined || Number.isFinite(one))) return null;
  switch (operation) {
    case "log": return x! < 0 ? "negative" : "log";
    case "sqrt": case "root": return x! < 0 ? "negative" : "root";
    case "rsqrt": return x! < 0 ? "negative" : "division";
    case "div": return Math.abs(x!) < HUGE ? "division" : "growth";
    case "floorDiv": case "mod": return "division";
    case "pow":
      if (x! < 0 && !Number.isInteger(y)) return "negative";
      if (x !== 0) return "growth";
      return y! < 0 ? "division" : of === "gradient" ? "root" : null;
    case "exp": return "exp";
    default: return "growth";
  }
}

const places = ({ from, to }: Span): Span => ({ from, to });

/** Returns for each tensor whether all of its numbers are finite. Call it within `read`. */
const sums = (tf: Tf, tensors: readonly Tensor[]): readonly Tensor[] => tensors.map((one) => tf.sum(tf.mul(one, 0)));
const isFinite = (sum: Float32Array): boolean => sum[0] === 0;

const firstPlace = (values: Float32Array): number => Math.max(0, values.findIndex((value) => !Number.isFinite(value)));

/** Returns the nodes whose values are examined: those that are evaluated, and those from which values that are known before training come if these are not finite. */
const examinedNodes = (roots: readonly Node[]): readonly Node[] =>
  inOrder(roots, (node) => ((knownNumbers(node) ?? tableOf(node)?.rows)?.every(Number.isFinite) ? [] : node.inputs));

/** Returns the first operation of a step with a result or a derivative that is not finite; null if all are finite. */
export async function firstNotFinite(tf: Tf, { objectives }: Pick<ProgramStep, "objectives">, leaves: Leaves, { read, gradients }: Numbers): Promise<NotFinite | null> {
  const roots = objectives.flatMap(({ losses }) => losses);
  const order = examinedNodes(roots);
  const finite = await read(() => sums(tf, evaluate(tf, order, leaves)));
  const bad = new Set(order.filter((_, i) => !isFinite(finite[i]!)));
  // A value such as the −∞ that masks something, which a softmax turns into 0, has no part in it.
  const blamed = new Set(inOrder(roots.filter((root) => bad.has(root)), ({ inputs }) => inputs.filter((input) => bad.has(input))));
  const node = order.find((one) => blamed.has(one) && one.leaf === null);
  if (node) {
    const [values, ...inputs] = await read(() => evaluate(tf, [node, ...node.inputs], leaves));
    return { of: "value", ...described(node, "value", inputs, firstPlace(values!)), span: places(node.span) };
  }
  for (const { losses } of objectives) {
    for (const loss of losses) {
      const found = await firstGradient(tf, loss, leaves, { read, gradients });
      if (found) return found;
    }
  }
  return null;
}

/** Returns the first operation, from the loss on, whose derivative is not finite. */
async function firstGradient(tf: Tf, loss: Node, leaves: Leaves, { read, gradients }: Numbers): Promise<NotFinite | null> {
  const order = evaluatedNodes([loss]);
  const trained = trainedBy([loss]);
  const { roots: [root], additions } = withAdditions([loss], order, new Set(order.filter((node) => trained.has(node))));
  const added = [...additions];
  const derivatives = (): readonly Tensor[] => gradients(
    (x) => evaluate(tf, [root!], leaves, new Map(added.map(([, addition], i) => [addition, x[i]!])))[0]!,
    added.map(([node]) => zerosOf(tf, node)),
  );
  const finite = await read(() => sums(tf, derivatives()));
  const bad = new Set(added.flatMap(([node], i) => (isFinite(finite[i]!) ? [] : [node])));
  // The derivative with respect to an input comes from those of what uses it.
  const input = order.findLast((node) => bad.has(node) && !order.some((other) => bad.has(other) && other !== node && other.inputs.includes(node)));
  const user = order.findLast((node) => input && node.inputs.includes(input) && (trained.has(node) || node === loss));
  if (!input || !user) return null;
  const [derivative, ...inputs] = await read(() => [derivatives()[added.findIndex(([node]) => node === input)]!, ...evaluate(tf, user.inputs, leaves)]);
  const place = firstPlace(derivative!);
  const hasPlaces = input.shape.length === user.shape.length && input.shape.every((length, i) => length === user.shape[i]);
  return { of: "gradient", ...described(hasPlaces ? user : { ...user, operation: NAMES[user.operation] ?? user.operation }, "gradient", inputs, place), span: places(user.span) };
}
