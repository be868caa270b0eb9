/** Python's built-in functions, and the methods of its texts and collections. */
import { formatted, repr, str } from "./format";
import { binary, compare, equal } from "./operators";
import { Class, Instance } from "./classes";
import { Builtin, PythonFunction } from "./functions";
import { Dictionary, List, PythonIterator, Range, Tuple } from "./sequences";
import { bind, signature, type Signature } from "./signature";
import {
  asInteger, asNumber, asText, ofNumber, PythonObject, Refusal, refuseTooMany, refuseUnknown, typeName, type Arguments, type Interpreter, type Value,
} from "./values";

type Work = (values: readonly Value[], interpreter: Interpreter) => Value;

const tuple = (value: Value): readonly Value[] => (value instanceof Tuple ? value.items : []);

/** A type that converts: `int("3")`. */
class TypeFunction extends PythonObject {
  readonly typeName = "type";
  readonly name: string;
  readonly #signature: Signature;
  readonly #convert: Work;
  readonly #has: (value: Value) => boolean;
  constructor(name: string, signatureOf: Signature, convert: Work, has: (value: Value) => boolean) {
    super();
    this.name = name;
    this.#signature = signatureOf;
    this.#convert = convert;
    this.#has = has;
  }
  override call(given: Arguments, interpreter: Interpreter): Value { return this.#convert(bind(this.name, this.#signature, given), interpreter); }
  override getAttribute(name: string): Value | undefined { return name === "__name__" ? this.name : undefined; }
  override text(): string { return `<class '${this.name}'>`; }
  has(value: Value): boolean { return this.#has(value); }
}

/** An error that a program raises. */
export class RaisedError extends PythonObject {
  readonly typeName: string;
  readonly message: string;
  constructor(typeNameOf: string, message: string) {
    super();
    this.typeName = typeNameOf;
    this.message = message;
  }
  override text(): string { return this.message ? `${this.typeName}: ${this.message}` : this.typeName; }
}

/** A type of errors: `ValueError("too small")`. */
export class ErrorType extends PythonObject {
  readonly typeName = "type";
  readonly #name: string;
  constructor(name: string) {
    super();
    this.#name = name;
  }
  override call({ positional }: Arguments): Value { return new RaisedError(this.#name, positional.map(str).join(", ")); }
}

const ERRORS = ["NotImplementedError", "ValueError", "TypeError", "RuntimeError", "AssertionError", "IndexError", "KeyError"];

const NONE = new Tuple([]);

function toInt(value: Value): Value {
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return BigInt(value);
  if (typeof value === "number" && Number.isFinite(value)) return BigInt(Math.trunc(value));
  if (typeof value === "string" && /^\s*[-+]?\d+\s*$/.test(value)) return BigInt(value.trim().replace(/^\+/, ""));
  refuseUnknown(value);
  throw new Refusal({ kind: "value", callee: "int", reason: `${repr(value)} is no integer.` });
}

function toFloat(value: Value): Value {
  if (typeof value === "string") {
    const text = value.trim().toLowerCase();
    const named: Readonly<Record<string, number>> = { inf: Infinity, "+inf": Infinity, "-inf": -Infinity, nan: NaN, infinity: Infinity, "-infinity": -Infinity };
    if (text in named) return named[text]!;
    if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/.test(text)) return Number(text);
    throw new Refusal({ kind: "value", callee: "float", reason: `${repr(value)} is no number.` });
  }
  return asNumber(value, "float");
}

function range(values: readonly Value[]): Value {
  const [first, second, third] = tuple(values[0]!);
  if (first === undefined) throw new Refusal({ kind: "arguments", callee: "range", wrong: "missing", name: "stop" });
  const [start, stop] = second === undefined ? [0, asInteger(first, "range")] : [asInteger(first, "range"), asInteger(second, "range")];
  const step = third === undefined ? 1 : asInteger(third, "range");
  if (step === 0) throw new Refusal({ kind: "value", callee: "range", reason: "A step is not 0." });
  return new Range(start, stop, step);
}

/** Returns the greatest or least of the values, by `key`; the first one if several are. */
function extreme(callee: "min" | "max"): Work {
  return ([values, key, otherwise], interpreter) => {
    const given = tuple(values!);
    const items = given.length === 1 ? interpreter.list(given[0]!) : given;
    if (items.length === 0) {
      if (otherwise !== NONE) return otherwise!;
      throw new Refusal({ kind: "value", callee, reason: "There are no values." });
    }
    const keyOf = (item: Value) => (key === null ? item : interpreter.call(key!, { positional: [item], named: new Map() }));
    let best: Value = items[0]!;
    let bestKey: Value = keyOf(best);
    for (const item of items.slice(1)) {
      const itsKey = keyOf(item);
      if (interpreter.truth(compare(callee === "max" ? ">" : "<", itsKey, bestKey, interpreter))) [best, bestKey] = [item, itsKey];
    }
    return best;
  };
}

function sorted(items: readonly Value[], key: Value, reverse: Value, interpreter: Interpreter): Value[] {
  const keyed = items.map((item) => ({ item, key: key === null ? item : interpreter.call(key, { positional: [item], named: new Map() }) }));
  const less = (a: Value, b: Value) => interpreter.truth(compare("<", a, b, interpreter));
  const backwards = interpreter.truth(reverse);
  keyed.sort((a, b) => (less(a.key, b.key) ? -1 : Number(less(b.key, a.key))) * (backwards ? -1 : 1));
  return keyed.map(({ item }) => item);
}

function* zipped(all: readonly Value[], interpreter: Interpreter): Generator<Value> {
  const iterators = all.map((one) => interpreter.iterate(one)[Symbol.iterator]());
  while (iterators.length > 0) {
    const items: Value[] = [];
    for (const iterator of iterators) {
      const { done, value } = iterator.next();
      if (done) return;
      items.push(value);
    }
    yield new Tuple(items);
  }
}

function* enumerated(values: Value, start: number, interpreter: Interpreter): Generator<Value> {
  let i = start;
  for (const value of interpreter.iterate(values)) yield new Tuple([BigInt(i++), value]);
}

function* mapped(work: Value, all: readonly Value[], interpreter: Interpreter): Generator<Value> {
  for (const items of zipped(all, interpreter)) yield interpreter.call(work, { positional: tuple(items), named: new Map() });
}

function lengthOf(value: Value, interpreter: Interpreter): bigint {
  if (typeof value === "string") return BigInt(value.length);
  if (!(value instanceof PythonObject) || !value.length) throw new Refusal({ kind: "no-length", type: typeName(value) });
  return BigInt(value.length(interpreter));
}

/** Returns whether the value is an instance of the class, or of one of several. */
function isInstance(value: Value, of: Value): boolean {
  if (of instanceof Tuple) return of.items.some((one) => isInstance(value, one));
  if (of instanceof TypeFunction) return of.has(value);
  if (of instanceof Class) return value instanceof Instance && value.class.order.includes(of);
  throw new Refusal({ kind: "value", callee: "isinstance", reason: `${typeName(of)} is no class.` });
}

/** Rounds to digits; a half goes to the even neighbour. */
function round([value, digits]: readonly Value[]): Value {
  if (typeof value === "bigint" || typeof value === "boolean") return BigInt(value);
  const number = asNumber(value!, "round");
  if (!Number.isFinite(number)) throw new Refusal({ kind: "value", callee: "round", reason: "The number is not finite." });
  if (digits !== null) return Number(formatted(number, `.${Math.min(100, Math.max(0, asInteger(digits!, "round")))}f`));
  return BigInt(formatted(number, ".0f"));
}

function absolute(value: Value, interpreter: Interpreter): Value {
  if (typeof value === "bigint" || typeof value === "boolean") return BigInt(value) < 0n ? -BigInt(value) : BigInt(value);
  if (typeof value === "number") return Math.abs(value);
  const own = interpreter.findAttribute(value, "abs");
  if (own === undefined) throw new Refusal({ kind: "value", callee: "abs", reason: `${typeName(value)} is no number.` });
  return interpreter.call(own, { positional: [], named: new Map() });
}

const functions: Readonly<Record<string, Value>> = Object.fromEntries([
  ...Object.entries({
    len: [signature("obj"), ([value], interpreter) => lengthOf(value!, interpreter)],
    range: [signature("*values"), range],
    print: [signature("*values", ["sep", " "]), ([sep, values], interpreter) => {
      interpreter.print(tuple(values!).map(str).join(asText(sep!, "print")), tuple(values!));
      return null;
    }],
    enumerate: [signature("iterable", ["start", 0n]), ([values, start], interpreter) => new PythonIterator(enumerated(values!, asInteger(start!, "enumerate"), interpreter))],
    zip: [signature("*values"), ([all], interpreter) => new PythonIterator(zipped(tuple(all!), interpreter))],
    map: [signature("function", "*values"), ([work, all], interpreter) => new PythonIterator(mapped(work!, tuple(all!), interpreter))],
    reversed: [signature("sequence"), ([values], interpreter) => new PythonIterator(interpreter.list(values!).reverse()[Symbol.iterator]())],
    sorted: [signature("iterable", "*", ["key", null], ["reverse", false]), ([values, key, reverse], interpreter) => new List(sorted(interpreter.list(values!), key!, reverse!, interpreter))],
    sum: [signature("iterable", ["start", 0n]), ([values, start], interpreter) => interpreter.list(values!).reduce((sum, value) => binary("+", sum, value, interpreter), start!)],
    min: [signature("*values", ["key", null], ["default", NONE]), ([key, otherwise, values], interpreter) => extreme("min")([values!, key!, otherwise!], interpreter)],
    max: [signature("*values", ["key", null], ["default", NONE]), ([key, otherwise, values], interpreter) => extreme("max")([values!, key!, otherwise!], interpreter)],
    abs: [signature("x"), ([value], interpreter) => ofNumber(value!, (one) => absolute(one, interpreter))],
    round: [signature("number", ["ndigits", null]), ([value, digits]) => ofNumber(value!, (one) => round([one, digits!]))],
    pow: [signature("base", "exp"), ([base, exponent], interpreter) => binary("**", base!, exponent!, interpreter)],
    all: [signature("iterable"), ([values], interpreter) => interpreter.list(values!).every((value) => interpreter.truth(value))],
    any: [signature("iterable"), ([values], interpreter) => interpreter.list(values!).some((value) => interpreter.truth(value))],
    iter: [signature("iterable"), ([values], interpreter) => (values instanceof PythonIterator ? values : new PythonIterator(interpreter.iterate(values!)[Symbol.iterator]()))],
    next: [signature("iterator", ["default", NONE]), ([values, otherwise]) => {
      if (!(values instanceof PythonIterator)) throw new Refusal({ kind: "not-iterable", type: typeName(values!) });
      const { done, value } = values.next();
      if (!done) return value;
      if (otherwise !== NONE) return otherwise!;
      throw new Refusal({ kind: "value", callee: "next", reason: "There are no further values." });
    }],
    repr: [signature("obj"), ([value]) => repr(value!)],
    callable: [signature("obj"), ([value]) => value instanceof PythonObject && value.call !== undefined],
    hasattr: [signature("obj", "name"), ([object, name], interpreter) => interpreter.findAttribute(object!, asText(name!, "hasattr")) !== undefined],
    getattr: [signature("obj", "name", ["default", NONE]), ([object, name, otherwise], interpreter) => {
      const found = interpreter.findAttribute(object!, asText(name!, "getattr"));
      return found !== undefined ? found : otherwise === NONE ? interpreter.attribute(object!, asText(name!, "getattr")) : otherwise!;
    }],
    setattr: [signature("obj", "name", "value"), ([object, name, value]) => {
      if (!(object instanceof PythonObject) || !object.setAttribute) throw new Refusal({ kind: "not-assignable", what: typeName(object!) });
      object.setAttribute(asText(name!, "setattr"), value!);
      return null;
    }],
    isinstance: [signature("obj", "class_or_tuple"), ([value, of]) => isInstance(value!, of!)],
  } satisfies Record<string, readonly [Signature, Work]>).map(([name, [takes, work]]) => [name, new Builtin(name, takes, work)] as const),
  ...Object.entries({
    int: [signature(["x", 0n]), ([value]) => ofNumber(value!, toInt), (value) => typeof value === "bigint" || typeof value === "boolean"],
    float: [signature(["x", 0]), ([value]) => ofNumber(value!, toFloat), (value) => typeof value === "number"],
    bool: [signature(["x", false]), ([value], interpreter) => interpreter.truth(value!), (value) => typeof value === "boolean"],
    str: [signature(["object", ""]), ([value]) => str(value!), (value) => typeof value === "string"],
    list: [signature(["iterable", NONE]), ([values], interpreter) => new List(interpreter.list(values!)), (value) => value instanceof List],
    tuple: [signature(["iterable", NONE]), ([values], interpreter) => new Tuple(interpreter.list(values!)), (value) => value instanceof Tuple],
    dict: [signature(["iterable", NONE]), ([values], interpreter) => dictionaryOf(values!, interpreter), (value) => value instanceof Dictionary],
    type: [signature("obj"), ([value]) => typeOf(value!), (value) => value instanceof Class || value instanceof TypeFunction],
    object: [signature(), () => new Instance(new Class("object", [], new Map())), () => true],
  } satisfies Record<string, readonly [Signature, Work, (value: Value) => boolean]>).map(([name, [takes, convert, has]]) => [name, new TypeFunction(name, takes, convert, has)] as const),
]);

function dictionaryOf(values: Value, interpreter: Interpreter): Dictionary {
  if (values instanceof Dictionary) return new Dictionary(values.entries);
  return new Dictionary(interpreter.list(values).map((pair) => {
    const [key, value, ...more] = interpreter.list(pair);
    if (key === undefined || value === undefined || more.length > 0) throw new Refusal({ kind: "value", callee: "dict", reason: "An element is no pair." });
    return [key, value] as const;
  }));
}

function typeOf(value: Value): Value {
  if (value instanceof Instance) return value.class;
  return functions[typeName(value)] ?? new Class(value instanceof PythonFunction ? "function" : typeName(value), [], new Map());
}

type Methods<T> = Readonly<Record<string, readonly [Signature, (self: T, values: readonly Value[], interpreter: Interpreter) => Value]>>;

const OF_TEXTS: Methods<string> = {
  join: [signature("iterable"), (self, [values], interpreter) => {
    const text = interpreter.list(values!).map((one) => asText(one, "join")).join(self);
    refuseTooMany(text.length);
    return text;
  }],
  upper: [signature(), (self) => self.toUpperCase()],
  lower: [signature(), (self) => self.toLowerCase()],
  strip: [signature(), (self) => self.trim()],
  split: [signature(["sep", null]), (self, [sep]) => new List(sep === null ? self.split(/\s+/).filter(Boolean) : self.split(asText(sep!, "split")))],
  replace: [signature("old", "new"), (self, [old, by]) => {
    const text = self.replaceAll(asText(old!, "replace"), () => asText(by!, "replace"));
    refuseTooMany(text.length);
    return text;
  }],
  count: [signature("sub"), (self, [part]) => BigInt(asText(part!, "count") === "" ? self.length + 1 : self.split(asText(part!, "count")).length - 1)],
  format: [signature("*values"), (self, [values]) => {
    const given = tuple(values!);
    let next = 0;
    const text = self.replaceAll(/\{\{|\}\}|\{([^{}:]*)(?::([^{}]*))?\}/g, (part: string, name = "", specification = "") => {
      if (part === "{{" || part === "}}") return part.slice(1);
      if (!/^\d*$/.test(name)) throw new Refusal({ kind: "unsupported", what: `${part} in format`, instead: "use an f-string" });
      const value = given[name === "" ? next++ : Number(name)];
      if (value === undefined) throw new Refusal({ kind: "value", callee: "format", reason: "It has more places than values. (Replacement index out of range for positional args tuple)" });
      return formatted(value, specification);
    });
    refuseTooMany(text.length);
    return text;
  }],
  find: [signature("sub"), (self, [sub]) => BigInt([...self.slice(0, Math.max(0, self.indexOf(asText(sub!, "find"))))].length) - BigInt(self.includes(asText(sub!, "find")) ? 0 : 1)],
  startswith: [signature("prefix"), (self, [prefix]) => self.startsWith(asText(prefix!, "startswith"))],
  endswith: [signature("suffix"), (self, [suffix]) => self.endsWith(asText(suffix!, "endswith"))],
};

const indexOf = (items: readonly Value[], value: Value, interpreter: Interpreter): bigint => {
  const at = items.findIndex((item) => equal(item, value, interpreter));
  if (at < 0) throw new Refusal({ kind: "value", callee: "index", reason: `${repr(value)} is not there.` });
  return BigInt(at);
};
const countIn = (items: readonly Value[], value: Value, interpreter: Interpreter): bigint => BigInt(items.filter((item) => equal(item, value, interpreter)).length);

const OF_TUPLES: Methods<Tuple> = {
  index: [signature("value"), ({ items }, [value], interpreter) => indexOf(items, value!, interpreter)],
  count: [signature("value"), ({ items }, [value], interpreter) => countIn(items, value!, interpreter)],
};

const OF_LISTS: Methods<List> = {
  append: [signature("object"), ({ items }, [value]) => {
    refuseTooMany(items.length + 1);
    items.push(value!);
    return null;
  }],
  extend: [signature("iterable"), ({ items }, [values], interpreter) => {
    const more = interpreter.list(values!);
    refuseTooMany(items.length + more.length);
    items.push(...more);
    return null;
  }],
  insert: [signature("index", "object"), ({ items }, [at, value]) => {
    refuseTooMany(items.length + 1);
    items.splice(asInteger(at!, "insert"), 0, value!);
    return null;
  }],
  pop: [signature(["index", -1n]), (self, [at]) => {
    const value = self.getItem(at!);
    self.items.splice(asInteger(at!, "pop"), 1);
    return value;
  }],
  index: [signature("value"), ({ items }, [value], interpreter) => indexOf(items, value!, interpreter)],
  count: [signature("value"), ({ items }, [value], interpreter) => countIn(items, value!, interpreter)],
  reverse: [signature(), ({ items }) => {
    items.reverse();
    return null;
  }],
  sort: [signature("*", ["key", null], ["reverse", false]), ({ items }, [key, reverse], interpreter) => {
    items.splice(0, Infinity, ...sorted([...items], key!, reverse!, interpreter));
    return null;
  }],
};

const OF_DICTIONARIES: Methods<Dictionary> = {
  items: [signature(), ({ entries }) => new List(entries.map((entry) => new Tuple(entry)))],
  keys: [signature(), ({ entries }) => new List(entries.map(([key]) => key))],
  values: [signature(), ({ entries }) => new List(entries.map(([, value]) => value))],
  get: [signature("key", ["default", null]), (self, [key, otherwise]) => {
    const found = self.get(key!);
    return found === undefined ? otherwise! : found;
  }],
  update: [signature("other"), (self, [other], interpreter) => {
    for (const [key, value] of dictionaryOf(other!, interpreter).entries) self.set(key, value);
    return null;
  }],
  pop: [signature("key", ["default", NONE]), (self, [key, otherwise]) => {
    const found = otherwise === NONE ? self.getItem(key!) : self.get(key!);
    self.delete(key!);
    return found === undefined ? otherwise! : found;
  }],
};

/** Returns a method of the table with the value as its first argument; undefined if it has no such method. */
function methodIn<T>(methods: Methods<T>, self: T, name: string): Value | undefined {
  const found = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return found && new Builtin(name, found[0], (values, interpreter) => found[1](self, values, interpreter));
}

const tableOf = (value: Value): Methods<never> =>
  (typeof value === "string" ? OF_TEXTS : value instanceof List ? OF_LISTS : value instanceof Tuple ? OF_TUPLES : value instanceof Dictionary ? OF_DICTIONARIES : {});

export const builtins = {
  functions: new Map<string, Value>([...Object.entries(functions), ...ERRORS.map((name) => [name, new ErrorType(name)] as const)]) as ReadonlyMap<string, Value>,
  /** Returns a method of a text or collection; undefined if it has no such method. */
  method(value: Value, name: string): Value | undefined {
    if (typeof value === "string") return methodIn(OF_TEXTS, value, name);
    if (value instanceof List) return methodIn(OF_LISTS, value, name);
    if (value instanceof Tuple) return methodIn(OF_TUPLES, value, name);
    return value instanceof Dictionary ? methodIn(OF_DICTIONARIES, value, name) : undefined;
  },
  methodNames: (value: Value): Iterable<string> => Object.keys(tableOf(value)),
};
