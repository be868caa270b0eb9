/** Python's operators on numbers, texts and sequences. Objects of libraries have their own, which come first. */
import { compareTexts } from "./codePoints";
import { joined, withPercents } from "./format";
import type { BinaryOperator, ComparisonOperator, UnaryOperator } from "./syntax";
import { Dictionary, List, Range, Tuple } from "./sequences";
import { PythonObject, Refusal, refuseTooMany, typeName, type Counter, type Interpreter, type Value } from "./values";

/** Ints with more bits are refused: a program has no use for them, and they take long. */
const MAX_BITS = 1024n;

const isNumber = (value: Value): value is number | bigint | boolean => typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
const isInt = (value: Value): value is bigint | boolean => typeof value === "bigint" || typeof value === "boolean";

/** Returns an int, or refuses it if it has too many bits. */
export function bounded(value: bigint): bigint {
  if (value >> MAX_BITS !== 0n && value >> MAX_BITS !== -1n) throw new Refusal({ kind: "value", callee: "int", reason: `It has more than ${MAX_BITS} bits.` });
  return value;
}

export function unary(operator: UnaryOperator, value: Value, interpreter: Interpreter): Value {
  if (operator === "not") return !interpreter.truth(value);
  if (value instanceof PythonObject) {
    const result = value.unary?.(operator, interpreter);
    if (result !== undefined) return result;
  }
  if (isInt(value)) return operator === "-" ? -BigInt(value) : operator === "~" ? ~BigInt(value) : BigInt(value);
  if (typeof value === "number" && operator !== "~") return operator === "-" ? -value : value;
  throw new Refusal({ kind: "operator", operator, left: typeName(value), right: null });
}

/** Asks the left operand, then the right one, if they are objects. Returns undefined if neither has the operation. */
function ofObjects(left: Value, right: Value, ask: (object: PythonObject, other: Value, isRight: boolean) => Value | undefined): Value | undefined {
  const result = left instanceof PythonObject ? ask(left, right, false) : undefined;
  return result === undefined && right instanceof PythonObject ? ask(right, left, true) : result;
}

export function binary(operator: BinaryOperator, left: Value, right: Value, interpreter: Interpreter): Value {
  if (operator === "%" && typeof left === "string") return withPercents(left, right, interpreter);
  const own = ofObjects(left, right, (object, other, isRight) => object.binary?.(operator, other, isRight, interpreter));
  if (own !== undefined) return own;
  const result = isNumber(left) && isNumber(right) ? ofNumbers(operator, left, right) : ofSequences(operator, left, right, interpreter);
  if (result === undefined) throw new Refusal({ kind: "operator", operator, left: typeName(left), right: typeName(right) });
  return result;
}

function ofNumbers(operator: BinaryOperator, left: number | bigint | boolean, right: number | bigint | boolean): Value | undefined {
  if (isInt(left) && isInt(right)) {
    const result = ofInts(operator, BigInt(left), BigInt(right));
    return typeof left === "boolean" && typeof right === "boolean" && typeof result === "bigint" && "&|^".includes(operator) ? result !== 0n : result;
  }
  const [a, b] = [Number(left), Number(right)];
  if (b === 0 && ["/", "//", "%"].includes(operator)) throw new Refusal({ kind: "zero-division" });
  switch (operator) {
    case "+": return a + b;
    case "-": return a - b;
    case "*": return a * b;
    case "/": return a / b;
    case "//": return Math.floor(a / b);
    case "%": return modulo(a, b);
    case "**": return power(a, b);
    default: return undefined;
  }
}

/** Returns the remainder with the divisor's sign. */
function modulo(a: number, b: number): number {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}

function power(a: number, b: number): number {
  if (a === 0 && b < 0) throw new Refusal({ kind: "zero-division" });
  if (a < 0 && !Number.isInteger(b) && Number.isFinite(b)) throw new Refusal({ kind: "value", callee: "**", reason: "The result is a complex number." });
  return a ** b;
}

function ofInts(operator: BinaryOperator, a: bigint, b: bigint): Value | undefined {
  if (b === 0n && ["/", "//", "%"].includes(operator)) throw new Refusal({ kind: "zero-division" });
  switch (operator) {
    case "+": return bounded(a + b);
    case "-": return bounded(a - b);
    case "*": return bounded(a * b);
    case "/": return Number(a) / Number(b);
    case "//": return (a - floorModulo(a, b)) / b;
    case "%": return floorModulo(a, b);
    case "**":
      if (b < 0n) return power(Number(a), Number(b));
      if (a === 0n || a === 1n || a === -1n) return a ** (b > 1n ? b % 2n + 2n : b); // these only depend on whether b is even
      return bounded(BigInt(bitsOf(a)) * b > MAX_BITS ? 1n << (MAX_BITS + 1n) : a ** b); // too many bits are not computed
    case "&": return a & b;
    case "|": return a | b;
    case "^": return a ^ b;
    case "<<": case ">>":
      if (b < 0n) throw new Refusal({ kind: "value", callee: operator, reason: "A shift is not negative." });
      if (operator === ">>") return b > MAX_BITS ? (a < 0n ? -1n : 0n) : a >> b;
      return a === 0n ? 0n : bounded(a << (b > MAX_BITS ? MAX_BITS + 1n : b));
    default: return undefined;
  }
}

/** Returns b so that |value| is at least 2^b, and less than 2^(b + 4). The value is none of 0, 1 and −1. */
const bitsOf = (value: bigint): number => Math.max(1, 4 * ((value < 0n ? -value : value).toString(16).length - 1));

const floorModulo = (a: bigint, b: bigint): bigint => ((a % b) + b) % b;

function ofSequences(operator: BinaryOperator, left: Value, right: Value, interpreter: Interpreter): Value | undefined {
  if (operator === "+") {
    if (typeof left === "string" && typeof right === "string") return joined([left, right], "", interpreter);
    if ((left instanceof Tuple || left instanceof List) && (right instanceof Tuple || right instanceof List)) interpreter.count(left.items.length + right.items.length);
    if (left instanceof Tuple && right instanceof Tuple) return new Tuple([...left.items, ...right.items]);
    if (left instanceof List && right instanceof List) return new List([...left.items, ...right.items]);
  }
  if (operator === "*") {
    const [sequence, count] = isInt(left) ? [right, left] : [left, right];
    if (!isInt(count)) return undefined;
    const timesOf = (length: number) => {
      const times = length > 0 && Number(count) > 0 ? Number(count) : 0;
      refuseTooMany(length * times);
      return times;
    };
    if (typeof sequence === "string") {
      const times = timesOf(sequence.length);
      interpreter.countInBulk(sequence.length * times);
      return sequence.repeat(times);
    }
    if (sequence instanceof Tuple || sequence instanceof List) {
      const times = timesOf(sequence.items.length);
      interpreter.count(sequence.items.length * times);
      const items = Array.from({ length: times }, () => sequence.items).flat();
      return sequence instanceof Tuple ? new Tuple(items) : new List(items);
    }
  }
  if (operator === "|" && left instanceof Dictionary && right instanceof Dictionary) {
    return Dictionary.from([...left.entries(interpreter), ...right.entries(interpreter)], interpreter);
  }
  return undefined;
}

export function compare(operator: ComparisonOperator, left: Value, right: Value, interpreter: Interpreter): Value {
  if (typeof left === "string" && typeof right === "string") interpreter.countInBulk(Math.min(left.length, right.length));
  switch (operator) {
    case "is": return left === right;
    case "is not": return left !== right;
    case "in": return contains(right, left, interpreter);
    case "not in": return !contains(right, left, interpreter);
    default:
  }
  const own = ofObjects(left, right, (object, other, isRight) => object.compare?.(operator, other, isRight, interpreter));
  if (own !== undefined) return own;
  if (operator === "==" || operator === "!=") return equal(left, right, interpreter) === (operator === "==");
  const order = ordered(left, right, interpreter);
  if (order === null) throw new Refusal({ kind: "operator", operator, left: typeName(left), right: typeName(right) });
  if (Number.isNaN(order)) return false;
  return { "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0 }[operator];
}

/** Returns whether `a == b` is true. */
export function equal(a: Value, b: Value, interpreter: Interpreter): boolean {
  if (isNumber(a) && isNumber(b)) return isInt(a) && isInt(b) ? BigInt(a) === BigInt(b) : Number(a) === Number(b);
  const pairs = a instanceof Tuple && b instanceof Tuple ? [a.items, b.items] : a instanceof List && b instanceof List ? [a.items, b.items] : null;
  if (pairs) return pairs[0]!.length === pairs[1]!.length && pairs[0]!.every((item, i) => interpreter.nested(() => interpreter.truth(compare("==", item, pairs[1]![i]!, interpreter))));
  if (a instanceof Dictionary && b instanceof Dictionary) {
    return a.length() === b.length() && a.entries(interpreter).every(([key, value]) => {
      const other = b.get(key, interpreter);
      return other !== undefined && interpreter.nested(() => interpreter.truth(compare("==", value, other, interpreter)));
    });
  }
  if (a instanceof Range && b instanceof Range) return a.count === b.count && (a.count === 0 || (a.start === b.start && (a.count === 1 || a.step === b.step)));
  return a === b;
}

/** Returns a number with the sign of a − b; NaN for NaN, null if they have no order. */
function ordered(a: Value, b: Value, interpreter: Interpreter): number | null {
  if (isNumber(a) && isNumber(b)) {
    if (isInt(a) && isInt(b)) return BigInt(a) < BigInt(b) ? -1 : Number(BigInt(a) > BigInt(b));
    const [x, y] = [Number(a), Number(b)];
    return Number.isNaN(x) || Number.isNaN(y) ? NaN : Number(x > y) - Number(x < y);
  }
  if (typeof a === "string" && typeof b === "string") return compareTexts(a, b);
  const pairs = a instanceof Tuple && b instanceof Tuple ? [a.items, b.items] : a instanceof List && b instanceof List ? [a.items, b.items] : null;
  if (!pairs) return null;
  const [left, right] = pairs as [readonly Value[], readonly Value[]];
  const at = left.findIndex((item, i) => i >= right.length || !interpreter.nested(() => equal(item, right[i]!, interpreter)));
  if (at < 0) return left.length - right.length;
  return at >= right.length ? 1 : interpreter.nested(() => ordered(left[at]!, right[at]!, interpreter));
}

/** Counts the work of searching a text in another one: at worst, it is compared at each place. */
export function countSearch(text: string, part: string, counter: Counter): void {
  counter.countInBulk(text.length * Math.max(1, Math.min(part.length, text.length - part.length + 1)));
}

function contains(container: Value, value: Value, interpreter: Interpreter): boolean {
  if (typeof container === "string") {
    if (typeof value !== "string") throw new Refusal({ kind: "operator", operator: "in", left: typeName(value), right: "str" });
    countSearch(container, value, interpreter);
    return container.includes(value);
  }
  if (container instanceof Dictionary) return container.get(value, interpreter) !== undefined;
  for (const item of interpreter.iterate(container)) if (item === value || interpreter.truth(compare("==", item, value, interpreter))) return true;
  return false;
}
