/** Values as texts: `str`, `repr` and f-strings. */
import { Dictionary, List, Tuple } from "./sequences";
import { lengthOf, sliceOf } from "./codePoints";
import { PythonObject, Refusal, refuseTooMany, typeName, type Counter, type Value } from "./values";

/** Returns a float as Python writes it: with the fewest digits that identify it, and with an exponent below 1e-4 and from 1e16 on. */
function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  if (value !== 0 && (power < -4 || power >= 16)) return `${mantissa}e${withTwoDigits(power)}`;
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const digits = mantissa.replace(/[-.]/g, "");
  if (power < 0) return `${sign}0.${"0".repeat(-power - 1)}${digits}`;
  const whole = digits.slice(0, power + 1).padEnd(power + 1, "0");
  return `${sign}${whole}.${digits.slice(power + 1) || "0"}`;
}

const withTwoDigits = (power: number): string => `${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;

/** Nested values below this depth are written as "...". */
const MAX_NESTED = 20;

/** Returns `repr(value)`. `seen`: counts the letters of what is in it, as a list that contains another one several times may be longer than the memory. */
export function repr(value: Value, counter: Counter, depth = 0, seen = { letters: 0 }): string {
  if (depth > MAX_NESTED) return "...";
  const within = (item: Value) => repr(item, counter, depth + 1, seen);
  const isNested = value instanceof Tuple || value instanceof List || value instanceof Dictionary;
  const text = isNested ? "" : single(value, counter);
  counter.count(1);
  counter.countInBulk(text.length);
  refuseTooMany(seen.letters += text.length + 2);
  const all = (items: readonly Value[]) => items.map(within).join(", ");
  if (value instanceof Tuple) return `(${all(value.items)}${value.items.length === 1 ? "," : ""})`;
  if (value instanceof List) return `[${all(value.items)}]`;
  if (value instanceof Dictionary) return `{${value.entries(counter).map(([key, one]) => `${within(key)}: ${within(one)}`).join(", ")}}`;
  return text;
}

function single(value: Value, counter: Counter): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return floatText(value);
  if (typeof value === "string") return quoted(value);
  return value.text?.(counter) ?? `<${typeName(value)}>`;
}

/** Returns `str(value)`. */
export const str = (value: Value, counter: Counter): string => (typeof value === "string" ? value : repr(value, counter));

/** Returns texts with others between them. Refuses a text that is too long before it is made. */
export function joined(texts: readonly string[], between: string, counter: Counter): string {
  const length = texts.reduce((sum, text) => sum + text.length, Math.max(0, texts.length - 1) * between.length);
  refuseTooMany(length);
  counter.countInBulk(length);
  return texts.join(between);
}

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\" };

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\\p{C}\p{Z}]/gu, (one) => (one === " " ? one : NAMED[one] ?? escapedPoint(one.codePointAt(0)!)));
  return `${quote}${escaped.replaceAll(quote, `\\${quote}`)}${quote}`;
}

/** Returns a character that is not printed, as Python escapes it. */
function escapedPoint(point: number): string {
  const [letter, digits] = point < 0x100 ? ["x", 2] : point < 0x10000 ? ["u", 4] : ["U", 8];
  return `\\${letter}${point.toString(16).padStart(digits, "0")}`;
}

const SPECIFICATION = /^(?:(.)?([<>=^]))?([-+ ])?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su;
const MAX_WIDTH = 1000;
/** Longer specifications are refused before they are read. */
const MAX_SPECIFICATION = 32;

/** Returns `format(value, specification)`: fill, alignment, sign, width, thousands, precision and the types d, e, f, g, %, s (Python's library reference, "Format Specification"). */
export function formatted(value: Value, specification: string, counter: Counter): string {
  if (specification === "") return str(value, counter);
  if (value instanceof PythonObject && value.format) return value.format(specification);
  const refuse = () => new Refusal({ kind: "value", callee: "format", reason: `"${specification}" is not supported for ${typeName(value)}.` });
  const match = specification.length > MAX_SPECIFICATION ? null : SPECIFICATION.exec(specification);
  if (!match || value instanceof PythonObject) throw refuse();
  const [, fill = " ", alignment, sign = "-", zero, width = "0", thousands, precision, type] = match;
  if (Number(width) > MAX_WIDTH || Number(precision ?? 0) > 100) throw refuse();
  if (typeof value === "string") counter.countInBulk(value.length);
  const isText = typeof value === "string" || value === null;
  if (isText && (type ?? "s") !== "s") throw refuse();
  if (!isText && type === "s") throw refuse();
  const body = isText ? sliceOf(str(value, counter), 0, precision === undefined ? undefined : Number(precision)) : numberText(value, { precision, type, refuse });
  const isNegative = !isText && body.startsWith("-");
  const signText = isText ? "" : isNegative ? "-" : sign === "-" ? "" : sign;
  const digits = grouped(isNegative ? body.slice(1) : body, thousands);
  const missing = Number(width) - signText.length - lengthOf(digits);
  if (missing <= 0) return signText + digits;
  const pad = zero !== undefined && alignment === undefined ? "0" : fill;
  const padding = pad.repeat(missing);
  switch (alignment ?? (zero !== undefined && !isText ? "=" : isText ? "<" : ">")) {
    case "<": return signText + digits + padding;
    case "=": return signText + padding + digits;
    case "^": return pad.repeat(Math.floor(missing / 2)) + signText + digits + pad.repeat(Math.ceil(missing / 2));
    default: return padding + signText + digits;
  }
}

function grouped(digits: string, separator: string | undefined): string {
  if (separator === undefined) return digits;
  const [whole = ""] = /^\d*/.exec(digits)!;
  const first = whole.length % 3;
  const threes = Array.from({ length: Math.floor(whole.length / 3) }, (_, i) => whole.slice(first + 3 * i, first + 3 * i + 3));
  return [...(first > 0 ? [whole.slice(0, first)] : []), ...threes].join(separator) + digits.slice(whole.length);
}

function numberText(value: number | bigint | boolean, { precision, type, refuse }: { readonly precision: string | undefined; readonly type: string | undefined; refuse(): Refusal }): string {
  const number = Number(value);
  if (typeof value !== "number" && (type === undefined || type === "d")) {
    if (precision !== undefined) throw refuse();
    return String(typeof value === "boolean" ? number : value);
  }
  if (!Number.isFinite(number)) return floatText(number);
  const digits = Number(precision ?? 6);
  switch (type) {
    case "f": case "F": return fixed(number, digits);
    case "%": return `${fixed(number * 100, digits)}%`;
    case "e": return exponential(number, digits);
    case "g": return general(number, digits, 0);
    case undefined: return precision === undefined ? floatText(number) : general(number, digits, 1);
    default: throw refuse();
  }
}

/** Returns |value| · 10^places, rounded to an integer; a half goes to the even neighbour. JavaScript's own `toFixed` rounds halves up. */
function rounded(value: number, places: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const [exponent, fraction] = [Number(bits >> 52n), bits & ((1n << 52n) - 1n)];
  const mantissa = exponent === 0 ? fraction : fraction | (1n << 52n);
  const power = Math.max(exponent, 1) - 1075; // value = mantissa · 2^power
  const over = mantissa * 10n ** BigInt(Math.max(0, places)) * 2n ** BigInt(Math.max(0, power));
  const under = 10n ** BigInt(Math.max(0, -places)) * 2n ** BigInt(Math.max(0, -power));
  const [whole, rest] = [over / under, (over % under) * 2n];
  return rest > under || (rest === under && whole % 2n === 1n) ? whole + 1n : whole;
}

const minus = (value: number): string => (value < 0 || Object.is(value, -0) ? "-" : "");

function fixed(value: number, digits: number): string {
  const text = String(rounded(value, digits)).padStart(digits + 1, "0");
  return minus(value) + (digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`);
}

/** Returns the digits of the value, rounded to `count` of them, and the power of ten of the first one. */
function significant(value: number, count: number): { readonly digits: string; readonly power: number } {
  if (value === 0) return { digits: "0".repeat(count), power: 0 };
  const power = Number(value.toExponential().split("e")[1]);
  const digits = String(rounded(value, count - 1 - power));
  return digits.length > count ? { digits: digits.slice(0, count), power: power + 1 } : { digits, power };
}

const pointed = (digits: string): string => (digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits);

function exponential(value: number, places: number): string {
  const { digits, power } = significant(value, places + 1);
  return `${minus(value)}${pointed(digits)}e${withTwoDigits(power)}`;
}

/** `early`: the exponent is used one digit earlier, and a digit follows the point, as without a type. */
function general(value: number, precision: number, early: 0 | 1): string {
  const count = Math.max(1, precision);
  const { digits, power } = significant(value, count);
  const bare = (text: string) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (power < -4 || power >= count - early) return `${minus(value)}${bare(pointed(digits))}e${withTwoDigits(power)}`;
  const text = bare(fixed(value, Math.max(0, count - 1 - power)));
  return early && !text.includes(".") ? `${text}.0` : text;
}

/** A place for a value, whose lengths are bounded: zeros may be flags or a width. A "%" alone is one, too, which is refused. */
const PLACE = /(%(?:[-+ 0]{0,8}\d{0,4}(?:\.\d{1,3})?[a-zA-Z%])?)/;
const PARTS = /^%([-+ 0]{0,8})(\d{0,4})(\.\d{1,3})?([a-zA-Z])$/;

/** Returns text % values: Python's older formatting, as in "%d: %.4f". */
export function withPercents(text: string, given: Value, counter: Counter): string {
  const values = given instanceof Tuple ? given.items : [given];
  let next = 0;
  counter.countInBulk(text.length);
  const refuse = (reason: string) => new Refusal({ kind: "value", callee: "%", reason });
  const parts = text.split(PLACE);
  const texts = parts.map((part, i) => {
    if (i % 2 === 0) return part;
    if (part === "%%") return "%";
    const [, flags = "", width = "", precision, type = ""] = PARTS.exec(part) ?? [];
    if (type === "" || !"sdifegxX".includes(type)) throw new Refusal({ kind: "unsupported", what: `${part} in %`, instead: "use an f-string" });
    const value = values[next++];
    if (value === undefined) throw refuse("It has more places than values. (not enough arguments for format string)");
    const places = `${flags.includes("-") ? "<" : width === "" ? "" : ">"}${flags.includes("+") ? "+" : ""}`;
    if (type === "s") return formatted(str(value, counter), `${places.replace("+", "")}${width}`, counter);
    const isWhole = type === "d" || type === "i";
    const zero = flags.includes("0") && !flags.includes("-") ? "0" : "";
    return formatted(isWhole && typeof value === "number" ? BigInt(Math.trunc(value)) : value, `${zero === "" ? places : places.replace(">", "")}${zero}${width}${precision ?? ""}${isWhole ? "d" : type}`, counter);
  });
  if (next < values.length) throw refuse("It has more values than places. (not all arguments converted during string formatting)");
  return joined(texts, "", counter);
}
