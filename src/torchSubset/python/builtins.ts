/** Python's built-in functions. Each one counts the work that grows with the length of what it gets (`builtins.test.ts` calls them all with long values). */
import { dictionaryOf, NONE, OF_DICTIONARIES, OF_LISTS, OF_TUPLES, sorted } from "./collections";
import { formatted, joined, repr, str } from "./format";
import { binary, compare } from "./operators";
import { Class, Instance } from "./classes";
import { Builtin, PythonFunction } from "./functions";
import { Dictionary, List, PythonIterator, Range, Tuple } from "./sequences";
import { bind, signature, type Signature } from "./signature";
import { OF_TEXTS, textLength, toFloat, toInt, type Methods } from "./texts";
import { asInteger, asNumber, asText, ofNumber, PythonObject, Refusal, typeName, type Arguments, type Interpreter, type Value } from "./values";

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
  override call({ positional }: Arguments, interpreter: Interpreter): Value { return new RaisedError(this.#name, joined(positional.map((one) => str(one, interpreter)), ", ", interpreter)); }
}

const ERRORS = ["NotImplementedError", "ValueError", "TypeError", "RuntimeError", "AssertionError", "IndexError", "KeyError"];

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
    interpreter.count(items.length);
    let best: Value = items[0]!;
    let bestKey: Value = keyOf(best);
    for (const item of items.slice(1)) {
      const itsKey = keyOf(item);
      if (interpreter.truth(compare(callee === "max" ? ">" : "<", itsKey, bestKey, interpreter))) [best, bestKey] = [item, itsKey];
    }
    return best;
  };
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
  if (typeof value === "string") return textLength(value, interpreter);
  if (!(value instanceof PythonObject) || !value.length) throw new Refusal({ kind: "no-length", type: typeName(value) });
  return BigInt(value.length(interpreter));
}

/** Returns whether the value is an instance of the class, or of one of several. */
function isInstance(value: Value, of: Value, interpreter: Interpreter): boolean {
  if (of instanceof Tuple) return of.items.some((one) => interpreter.nested(() => isInstance(value, one, interpreter)));
  if (of instanceof TypeFunction) return of.has(value);
  if (of instanceof Class) {
    if (!(value instanceof Instance)) return false;
    interpreter.countInBulk(value.class.order.length);
    return value.class.order.includes(of);
  }
  throw new Refusal({ kind: "value", callee: "isinstance", reason: `${typeName(of)} is no class.` });
}

/** Rounds to digits; a half goes to the even neighbour. */
function round([value, digits]: readonly Value[], interpreter: Interpreter): Value {
  if (typeof value === "bigint" || typeof value === "boolean") return BigInt(value);
  const number = asNumber(value!, "round");
  if (!Number.isFinite(number)) throw new Refusal({ kind: "value", callee: "round", reason: "The number is not finite." });
  if (digits !== null) return Number(formatted(number, `.${Math.min(100, Math.max(0, asInteger(digits!, "round")))}f`, interpreter));
  return BigInt(formatted(number, ".0f", interpreter));
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
      interpreter.print(joined(tuple(values!).map((one) => str(one, interpreter)), asText(sep!, "print"), interpreter), tuple(values!));
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
    round: [signature("number", ["ndigits", null]), ([value, digits], interpreter) => ofNumber(value!, (one) => round([one, digits!], interpreter))],
    pow: [signature("base", "exp"), ([base, exponent], interpreter) => binary("**", base!, exponent!, interpreter)],
    all: [signature("iterable"), ([values], interpreter) => interpreter.list(values!).every((value) => interpreter.truth(value))],
    any: [signature("iterable"), ([values], interpreter) => interpreter.list(values!).some((value) => interpreter.truth(value))],
    iter: [signature("iterable"), ([values], interpreter) => (values instanceof PythonIterator ? values : new PythonIterator(interpreter.iterate(values!)[Symbol.iterator]()))],
    next: [signature("iterator", ["default", NONE]), ([values, otherwise], interpreter) => {
      if (!(values instanceof PythonIterator)) throw new Refusal({ kind: "not-iterable", type: typeName(values!) });
      const { done, value } = values.next(interpreter);
      if (!done) return value;
      if (otherwise !== NONE) return otherwise!;
      throw new Refusal({ kind: "value", callee: "next", reason: "There are no further values." });
    }],
    repr: [signature("obj"), ([value], interpreter) => repr(value!, interpreter)],
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
    isinstance: [signature("obj", "class_or_tuple"), ([value, of], interpreter) => isInstance(value!, of!, interpreter)],
  } satisfies Record<string, readonly [Signature, Work]>).map(([name, [takes, work]]) => [name, new Builtin(name, takes, work)] as const),
  ...Object.entries({
    int: [signature(["x", 0n]), ([value], interpreter) => ofNumber(value!, (one) => toInt(one, interpreter)), (value) => typeof value === "bigint" || typeof value === "boolean"],
    float: [signature(["x", 0]), ([value], interpreter) => ofNumber(value!, (one) => (typeof one === "string" ? toFloat(one, interpreter) : asNumber(one, "float"))), (value) => typeof value === "number"],
    bool: [signature(["x", false]), ([value], interpreter) => interpreter.truth(value!), (value) => typeof value === "boolean"],
    str: [signature(["object", ""]), ([value], interpreter) => str(value!, interpreter), (value) => typeof value === "string"],
    list: [signature(["iterable", NONE]), ([values], interpreter) => new List(interpreter.list(values!)), (value) => value instanceof List],
    tuple: [signature(["iterable", NONE]), ([values], interpreter) => new Tuple(interpreter.list(values!)), (value) => value instanceof Tuple],
    dict: [signature(["iterable", NONE]), ([values], interpreter) => dictionaryOf(values!, interpreter), (value) => value instanceof Dictionary],
    type: [signature("obj"), ([value]) => typeOf(value!), (value) => value instanceof Class || value instanceof TypeFunction],
    object: [signature(), () => new Instance(new Class("object", [], new Map())), () => true],
  } satisfies Record<string, readonly [Signature, Work, (value: Value) => boolean]>).map(([name, [takes, convert, has]]) => [name, new TypeFunction(name, takes, convert, has)] as const),
]);

function typeOf(value: Value): Value {
  if (value instanceof Instance) return value.class;
  return functions[typeName(value)] ?? new Class(value instanceof PythonFunction ? "function" : typeName(value), [], new Map());
}

/** Returns a method of the table with the value as its first argument; undefined if it has no such method. */
function methodIn<T>(methods: Methods<T>, self: T, name: string): Value | undefined {
  const found = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return found && new Builtin(name, found[0], (values, interpreter) => found[1](self, values, interpreter));
}

/** The tables of methods, by the type of their values. */
export const METHODS = { str: OF_TEXTS, tuple: OF_TUPLES, list: OF_LISTS, dict: OF_DICTIONARIES };

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
