/** The methods of Python's texts, and the numbers that texts stand for. */
import { lengthOf, stripped, words } from "./codePoints";
import { formatted, joined, repr } from "./format";
import { bounded, countSearch } from "./operators";
import { List, Tuple } from "./sequences";
import { signature, type Signature } from "./signature";
import { asText, Refusal, refuseTooMany, refuseUnknown, type Counter, type Interpreter, type Value } from "./values";

export type Methods<T> = Readonly<Record<string, readonly [Signature, (self: T, values: readonly Value[], interpreter: Interpreter) => Value]>>;

/** Returns a text that stands for a number without what Python passes over: white space at its ends, but no separators, and an underscore between two digits. */
const bare = (text: string): string => (/[\x1c-\x1f]/.test(text) ? text : stripped(text)).replace(/(?<=\d)_(?=\d)/g, "");

/** Longer texts are no int of at most 1024 bits, unless they begin with zeros. */
const MOST_DIGITS = 400;
/** Longer texts of a float are not read. Python reads them. */
const LONGEST_FLOAT = 1000;

/** Returns `int(value)`. */
export function toInt(value: Value, counter: Counter): Value {
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return BigInt(value);
  if (typeof value === "number" && Number.isFinite(value)) return BigInt(Math.trunc(value));
  if (typeof value === "string") {
    counter.countInBulk(value.length);
    const text = bare(value);
    if (/^[-+]?\d+$/.test(text)) {
      if (text.length > MOST_DIGITS) throw new Refusal({ kind: "too-large", number: text });
      return bounded(BigInt(text.replace(/^\+/, "")));
    }
  }
  refuseUnknown(value);
  throw new Refusal({ kind: "value", callee: "int", reason: `${repr(value, counter)} is no integer.` });
}

const NAMED: ReadonlyMap<string, number> = new Map([["inf", Infinity], ["infinity", Infinity], ["nan", NaN]]);

/** Returns `float(text)`. */
export function toFloat(value: string, counter: Counter): number {
  counter.countInBulk(value.length);
  const text = bare(value).toLowerCase();
  const [sign, size] = /^[-+]/.test(text) ? [text[0] === "-" ? -1 : 1, text.slice(1)] : [1, text];
  const named = NAMED.get(size);
  if (named !== undefined) return sign * named;
  if (text.length > LONGEST_FLOAT) throw new Refusal({ kind: "too-large", number: text });
  if (/^(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/.test(size)) return sign * Number(size);
  throw new Refusal({ kind: "value", callee: "float", reason: `${repr(value, counter)} is no number.` });
}

/** Returns the parts of a text between occurrences of another one, which is not empty. */
function partsOf(text: string, by: string, callee: string, counter: Counter): string[] {
  if (by === "") throw new Refusal({ kind: "value", callee, reason: "The separator is empty. (empty separator)" });
  countSearch(text, by, counter);
  return text.split(by);
}

/** A place for a value in a text: {}, {0}, {:.3f}; or a brace that is written twice. A brace alone is one, too, which is refused. */
const PLACE = /(\{\{|\}\}|\{[^{}]*\}|[{}])/;

function formattedText(self: string, given: readonly Value[], counter: Counter): string {
  counter.countInBulk(self.length);
  let next = 0;
  const texts = self.split(PLACE).map((part, i) => {
    if (i % 2 === 0) return part;
    if (part === "{{" || part === "}}") return part.slice(1);
    const [name = "", ...specification] = part.slice(1, -1).split(":");
    if (part.length < 2 || !/^\d{0,6}$/.test(name)) throw new Refusal({ kind: "unsupported", what: `${part} in format`, instead: "use an f-string" });
    const value = given[name === "" ? next++ : Number(name)];
    if (value === undefined) throw new Refusal({ kind: "value", callee: "format", reason: "It has more places than values. (Replacement index out of range for positional args tuple)" });
    return formatted(value, specification.join(":"), counter);
  });
  return joined(texts, "", counter);
}

/** A text without parts: it is handled in one piece, and its letters are counted. */
const whole = (work: (text: string) => string): Methods<string>[string] => [signature(), (self, _, interpreter) => {
  interpreter.countInBulk(self.length);
  return work(self);
}];

const isAt = (callee: string, has: (text: string, part: string) => boolean): Methods<string>[string] => [signature(callee === "startswith" ? "prefix" : "suffix"), (self, [value], interpreter) => {
  const part = asText(value!, callee);
  interpreter.countInBulk(part.length);
  return has(self, part);
}];

export const OF_TEXTS: Methods<string> = {
  join: [signature("iterable"), (self, [values], interpreter) => joined(interpreter.list(values!).map((one) => asText(one, "join")), self, interpreter)],
  upper: whole((text) => text.toUpperCase()),
  lower: whole((text) => text.toLowerCase()),
  strip: whole(stripped),
  split: [signature(["sep", null]), (self, [sep], interpreter) => {
    interpreter.countInBulk(self.length);
    const parts = sep === null ? words(self) : partsOf(self, asText(sep!, "split"), "split", interpreter);
    interpreter.count(parts.length);
    return new List(parts);
  }],
  replace: [signature("old", "new"), (self, [old, by], interpreter) => {
    const [from, to] = [asText(old!, "replace"), asText(by!, "replace")];
    if (from !== "") return joined(partsOf(self, from, "replace", interpreter), to, interpreter);
    interpreter.countInBulk(self.length);
    return joined(["", ...self, ""], to, interpreter);
  }],
  count: [signature("sub"), (self, [part], interpreter) => {
    interpreter.countInBulk(self.length);
    const sub = asText(part!, "count");
    return BigInt(sub === "" ? lengthOf(self) + 1 : partsOf(self, sub, "count", interpreter).length - 1);
  }],
  format: [signature("*values"), (self, [values], interpreter) => formattedText(self, values instanceof Tuple ? values.items : [], interpreter)],
  find: [signature("sub"), (self, [sub], interpreter) => {
    const part = asText(sub!, "find");
    countSearch(self, part, interpreter);
    const at = self.indexOf(part);
    return BigInt(at < 0 ? at : lengthOf(self.slice(0, at)));
  }],
  startswith: isAt("startswith", (text, prefix) => text.startsWith(prefix)),
  endswith: isAt("endswith", (text, suffix) => text.endsWith(suffix)),
};

/** Returns `len(text)`. */
export function textLength(text: string, counter: Counter): bigint {
  counter.countInBulk(text.length);
  refuseTooMany(text.length);
  return BigInt(lengthOf(text));
}
