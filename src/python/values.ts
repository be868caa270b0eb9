/**
 * The values of a program. None is null, an int is a bigint, a float a number, a bool a boolean, a str a string; everything else is an object
 * of the classes below. What a library adds (tensors, modules) are instances of `Class`, or subclasses of `PythonObject` of its own.
 */
import type { ProblemKind } from "./problem";
import type { BinaryOperator, Block, ComparisonOperator, Expression, Parameter, Span, UnaryOperator } from "./syntax";

export type Value = null | boolean | bigint | number | string | PythonObject;

/** What objects can ask of the interpreter that executes a program. */
export interface Interpreter {
  /** The innermost expression or statement that is being evaluated. */
  readonly span: Span;
  /** `values`: those of the line. */
  print(line: string, values: readonly Value[]): void;
  /** Calls a function or another object. */
  call(callee: Value, given: Arguments): Value;
  callFunction(called: PythonFunction, given: Arguments): Value;
  /** Does `work` one level deeper. Refuses it if that is too deep. */
  nested<T>(work: () => T): T;
  truth(value: Value): boolean;
  iterate(value: Value): Iterable<Value>;
  /** Returns all values of an iterable. */
  list(value: Value): Value[];
  /** Returns an attribute, or refuses the name. */
  attribute(object: Value, name: string): Value;
  findAttribute(object: Value, name: string): Value | undefined;
}

/** A problem whose place is not known yet: the interpreter adds the innermost expression that it evaluates. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly problem: ProblemKind;

  constructor(problem: ProblemKind) {
    super(problem.kind);
    this.problem = problem;
  }
}

/** A library has seen enough of a program's loops: the program continues after the outermost one. */
export class LeaveLoops extends Error {
  override readonly name = "LeaveLoops";
}

/** An object. A method that is absent, or that returns undefined, is an operation that the object does not support. */
export abstract class PythonObject {
  /** The name of its type, as Python's error messages have it. */
  abstract readonly typeName: string;
  /** As an attribute of a class it is a method: an instance passes itself as the first argument. */
  readonly isMethod: boolean = false;
  getAttribute?(name: string, interpreter: Interpreter): Value | undefined;
  setAttribute?(name: string, value: Value): void;
  /** Returns the names of its attributes, for suggestions. */
  attributeNames?(): Iterable<string>;
  call?(given: Arguments, interpreter: Interpreter): Value;
  unary?(operator: UnaryOperator, interpreter: Interpreter): Value | undefined;
  /** `isRight`: the object is the right operand. */
  binary?(operator: BinaryOperator, other: Value, isRight: boolean, interpreter: Interpreter): Value | undefined;
  /** Changes the object itself: `a += b`. Returns false if it cannot; then the result of `binary` is assigned. */
  update?(operator: BinaryOperator, other: Value, interpreter: Interpreter): boolean;
  compare?(operator: ComparisonOperator, other: Value, isRight: boolean, interpreter: Interpreter): Value | undefined;
  getItem?(index: Value, interpreter: Interpreter): Value;
  setItem?(index: Value, value: Value, interpreter: Interpreter): void;
  iterate?(interpreter: Interpreter): Iterable<Value>;
  length?(interpreter: Interpreter): number;
  truth?(interpreter: Interpreter): boolean;
  /** Its type, such as "Tensor [3]", if its numbers are known in training only. */
  get unknown(): string | undefined { return undefined; }
  /** Returns the number that it is, for what needs to know it. */
  number?(): number | bigint | boolean;
  /** It is a number that nothing needs to know yet: returns what `work` makes of it. */
  mapped?(work: (value: Value) => Value): Value;
  enter?(interpreter: Interpreter): Value;
  exit?(interpreter: Interpreter): void;
  /** Returns its text as `repr` has it. */
  text?(): string;
  /** Returns its text in an f-string with this format specification. */
  format?(specification: string): string;
}

/** The values that a call passes. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/** Longer sequences are refused. */
export const MAX_ELEMENTS = 100_000;

export function refuseTooMany(count: number): void {
  if (count > MAX_ELEMENTS) throw new Refusal({ kind: "too-much", of: "elements", limit: MAX_ELEMENTS });
}

export class Tuple extends PythonObject {
  readonly typeName = "tuple";
  readonly items: readonly Value[];
  constructor(items: readonly Value[]) {
    super();
    refuseTooMany(items.length);
    this.items = items;
  }
  override length(): number { return this.items.length; }
  override iterate(): Iterable<Value> { return this.items; }
  override getItem(index: Value): Value {
    return index instanceof Slice ? new Tuple(index.of(this.items)) : this.items[indexIn(this.items.length, index, this)]!;
  }
}

export class List extends PythonObject {
  readonly typeName = "list";
  readonly items: Value[];
  constructor(items: Value[]) {
    super();
    refuseTooMany(items.length);
    this.items = items;
  }
  override length(): number { return this.items.length; }
  override *iterate(): Iterable<Value> {
    for (let i = 0; i < this.items.length; i++) yield this.items[i]!; // the list may grow meanwhile, as in Python
  }
  override getItem(index: Value): Value {
    return index instanceof Slice ? new List(index.of(this.items)) : this.items[indexIn(this.items.length, index, this)]!;
  }
  override setItem(index: Value, value: Value): void {
    if (index instanceof Slice) throw new Refusal({ kind: "unsupported", what: "[:] =" });
    this.items[indexIn(this.items.length, index, this)] = value;
  }
}

/** Keys are ints, floats, bools, strings or None. True is 1 and 1.0 is 1, as in Python. */
export class Dictionary extends PythonObject {
  readonly typeName = "dict";
  readonly #entries = new Map<string, readonly [key: Value, value: Value]>();
  constructor(entries: Iterable<readonly [Value, Value]> = []) {
    super();
    for (const [key, value] of entries) this.set(key, value);
  }
  static #hash(key: Value): string {
    if (key === null) return "None";
    if (typeof key === "string") return `"${key}`;
    if (key instanceof Tuple) return `(${key.items.map((item) => Dictionary.#hash(item)).join()})`;
    if (key instanceof PythonObject && key.number) return Dictionary.#hash(key.number());
    if (key instanceof PythonObject) throw new Refusal({ kind: "value", callee: "dict", reason: `${key.typeName} is no key.` });
    return typeof key === "number" && !Number.isInteger(key) ? String(key) : String(BigInt(key));
  }
  get(key: Value): Value | undefined { return this.#entries.get(Dictionary.#hash(key))?.[1]; }
  set(key: Value, value: Value): void {
    const hash = Dictionary.#hash(key);
    this.#entries.set(hash, [this.#entries.get(hash)?.[0] ?? key, value]);
    refuseTooMany(this.#entries.size);
  }
  delete(key: Value): void { this.#entries.delete(Dictionary.#hash(key)); }
  get entries(): readonly (readonly [Value, Value])[] { return [...this.#entries.values()]; }
  override length(): number { return this.#entries.size; }
  override iterate(): Iterable<Value> { return this.entries.map(([key]) => key); }
  override getItem(key: Value): Value {
    const found = this.get(key);
    if (found === undefined) throw new Refusal({ kind: "no-key", key: typeof key === "string" ? `"${key}"` : String(key) });
    return found;
  }
  override setItem(key: Value, value: Value): void { this.set(key, value); }
}

export class Range extends PythonObject {
  readonly typeName = "range";
  readonly start: number;
  readonly count: number;
  readonly step: number;
  constructor(start: number, stop: number, step: number) {
    super();
    this.start = start;
    this.step = step;
    this.count = Math.max(0, Math.ceil((stop - start) / step));
  }
  #at(i: number): bigint { return BigInt(this.start + i * this.step); }
  override length(): number { return this.count; }
  override *iterate(): Iterable<Value> { for (let i = 0; i < this.count; i++) yield this.#at(i); }
  override getItem(index: Value): Value { return this.#at(indexIn(this.count, index, this)); }
}

export class Slice extends PythonObject {
  readonly typeName = "slice";
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
  constructor(start: Value, stop: Value, step: Value) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
  /** Returns the indices of a sequence of this length. */
  indices(length: number): readonly number[] {
    const step = this.step === null ? 1 : asInteger(this.step, "slice");
    if (step === 0) throw new Refusal({ kind: "value", callee: "slice", reason: "A step is not 0." });
    const [least, most] = step > 0 ? [0, length] : [-1, length - 1];
    const bound = (value: Value, otherwise: number) => {
      if (value === null) return otherwise;
      const at = asInteger(value, "slice");
      return Math.min(most, Math.max(least, at < 0 ? at + length : at));
    };
    const [start, stop] = [bound(this.start, step > 0 ? 0 : length - 1), bound(this.stop, step > 0 ? length : -1)];
    return Array.from({ length: Math.max(0, Math.ceil((stop - start) / step)) }, (_, i) => start + i * step);
  }
  of(items: readonly Value[]): Value[] { return this.indices(items.length).map((i) => items[i]!); }
}

export class Ellipsis extends PythonObject {
  readonly typeName = "ellipsis";
}
export const ELLIPSIS = new Ellipsis();

/** Something that gives its values once: a generator expression, or what `iter` returns. */
export class PythonIterator extends PythonObject {
  readonly typeName = "iterator";
  readonly #values: Iterator<Value>;
  constructor(values: Iterator<Value>) {
    super();
    this.#values = values;
  }
  next(): IteratorResult<Value> { return this.#values.next(); }
  override iterate(): Iterable<Value> {
    return { [Symbol.iterator]: () => ({ next: () => this.#values.next() }) }; // leaving a loop does not end it
  }
}

/** The names of a block. A name that is not found here is looked up in the scope around it. */
export interface Scope {
  readonly values: Map<string, Value>;
  readonly around: Scope | null;
  /** The names that the block assigns, which are never looked up around it; null: they are all looked up. */
  readonly own: ReadonlySet<string> | null;
  /** It is the body of a class, whose functions do not see its names. */
  readonly isClass?: true;
  /** It is a library's module: a refusal within it is one of the call in the program. */
  readonly isLibrary?: true;
}

export class PythonFunction extends PythonObject {
  readonly typeName = "function";
  override readonly isMethod = true;
  /** `head`: the place of its first words, `def NAME`; a lambda has none. */
  readonly definition: { readonly name: string; readonly parameters: readonly Parameter[]; readonly body: Block | Expression; readonly head?: Span };
  readonly defaults: ReadonlyMap<string, Value>;
  readonly scope: Scope;
  /** The names that it assigns. */
  readonly own: ReadonlySet<string>;
  /** The class whose body defines it, for `super()`. */
  owner: Class | null = null;
  constructor(definition: PythonFunction["definition"], defaults: ReadonlyMap<string, Value>, scope: Scope, own: ReadonlySet<string>) {
    super();
    this.definition = definition;
    this.defaults = defaults;
    this.scope = scope;
    this.own = own;
  }
  override call(given: Arguments, interpreter: Interpreter): Value { return interpreter.callFunction(this, given); }
}

/** A function of a library, with the parameters of its signature. */
export class Builtin extends PythonObject {
  readonly typeName = "builtin function";
  override readonly isMethod = true;
  readonly name: string;
  readonly signature: Signature;
  readonly #work: (values: readonly Value[], interpreter: Interpreter) => Value;
  constructor(name: string, signature: Signature, work: (values: readonly Value[], interpreter: Interpreter) => Value) {
    super();
    this.name = name;
    this.signature = signature;
    this.#work = work;
  }
  override call(given: Arguments, interpreter: Interpreter): Value { return this.#work(bind(this.name, this.signature, withAliases(given, this.signature)), interpreter); }
}

/** PyTorch also takes these names of NumPy. */
const ALIASES: Readonly<Record<string, string>> = { axis: "dim", keepdims: "keepdim" };

function withAliases(given: Arguments, { parameters }: Signature): Arguments {
  const isAlias = (name: string) => ALIASES[name] !== undefined && !parameters.some((one) => one.name === name) && parameters.some((one) => one.name === ALIASES[name]);
  if (![...given.named.keys()].some(isAlias)) return given;
  return { ...given, named: new Map([...given.named].map(([name, value]) => [isAlias(name) ? ALIASES[name]! : name, value])) };
}

/** A function with its first argument. */
export class BoundMethod extends PythonObject {
  readonly typeName = "method";
  readonly self: Value;
  readonly method: PythonObject;
  constructor(self: Value, method: PythonObject) {
    super();
    this.self = self;
    this.method = method;
  }
  override call({ positional, named }: Arguments, interpreter: Interpreter): Value {
    return interpreter.call(this.method, { positional: [this.self, ...positional], named });
  }
}

export class Class extends PythonObject {
  readonly typeName = "type";
  readonly name: string;
  readonly bases: readonly Class[];
  readonly attributes: Map<string, Value>;
  /** The classes in which attributes are looked up, in this order. */
  readonly order: readonly Class[];
  constructor(name: string, bases: readonly Class[], attributes: Map<string, Value>) {
    super();
    this.name = name;
    this.bases = bases;
    this.attributes = attributes;
    this.order = [this, ...new Set(bases.flatMap((base) => base.order))];
  }
  /** Returns the attribute of the first class that has it, from `after` on. */
  find(name: string, after: Class | null = null): Value | undefined {
    const order = after ? this.order.slice(this.order.indexOf(after) + 1) : this.order;
    return order.find((one) => one.attributes.has(name))?.attributes.get(name);
  }
  override getAttribute(name: string): Value | undefined { return name === "__name__" ? this.name : this.find(name); }
  override setAttribute(name: string, value: Value): void { this.attributes.set(name, value); }
  override attributeNames(): Iterable<string> { return this.order.flatMap((one) => [...one.attributes.keys()]); }
  override call(given: Arguments, interpreter: Interpreter): Value {
    const made = new Instance(this);
    const begin = this.find("__init__");
    if (begin instanceof PythonObject) interpreter.call(begin, { ...given, positional: [made, ...given.positional] });
    else if (given.positional.length + given.named.size > 0) throw new Refusal({ kind: "arguments", callee: this.name, wrong: "too-many", name: "0" });
    return made;
  }
  override text(): string { return `<class '${this.name}'>`; }
}

/** Binds a function of a class to an instance; other attributes stay as they are. */
const bound = (self: Value, found: Value | undefined): Value | undefined =>
  (found instanceof PythonObject && found.isMethod ? new BoundMethod(self, found) : found);

export class Instance extends PythonObject {
  readonly class: Class;
  readonly attributes = new Map<string, Value>();
  constructor(of: Class) {
    super();
    this.class = of;
  }
  get typeName(): string { return this.class.name; }
  override getAttribute(name: string): Value | undefined { return name === "__class__" ? this.class : this.attributes.get(name) ?? (this.attributes.has(name) ? null : bound(this, this.class.find(name))); }
  override setAttribute(name: string, value: Value): void { this.attributes.set(name, value); }
  override attributeNames(): Iterable<string> { return [...this.attributes.keys(), ...this.class.attributeNames()]; }
  #special(name: string): PythonObject | null {
    const found = bound(this, this.class.find(name));
    return found instanceof PythonObject ? found : null;
  }
  override call(given: Arguments, interpreter: Interpreter): Value {
    const special = this.#special("__call__");
    if (!special) throw new Refusal({ kind: "not-callable", type: this.typeName });
    return interpreter.call(special, given);
  }
  override length(interpreter: Interpreter): number {
    const special = this.#special("__len__");
    if (!special) throw new Refusal({ kind: "no-length", type: this.typeName });
    return asInteger(interpreter.call(special, NOTHING), "len");
  }
  override getItem(index: Value, interpreter: Interpreter): Value {
    const special = this.#special("__getitem__");
    if (!special) throw new Refusal({ kind: "no-index", type: this.typeName });
    return interpreter.call(special, { ...NOTHING, positional: [index] });
  }
  override iterate(interpreter: Interpreter): Iterable<Value> {
    const special = this.#special("__iter__");
    if (!special) throw new Refusal({ kind: "not-iterable", type: this.typeName });
    return interpreter.iterate(interpreter.call(special, NOTHING));
  }
  override truth(interpreter: Interpreter): boolean { return this.#special("__len__") === null || this.length(interpreter) > 0; }
}

export const NOTHING: Arguments = { positional: [], named: new Map() };

/** What `super()` returns: the instance, with the methods of the classes after `after`. */
export class Super extends PythonObject {
  readonly typeName = "super";
  readonly self: Instance;
  readonly after: Class;
  constructor(self: Instance, after: Class) {
    super();
    this.self = self;
    this.after = after;
  }
  override getAttribute(name: string): Value | undefined {
    const found = bound(this.self, this.self.class.find(name, this.after));
    return found === undefined && name === "__init__" ? new Builtin("__init__", signature(), () => null) : found;
  }
}

/** A module that can be imported. */
export class Module extends PythonObject {
  readonly typeName = "module";
  readonly name: string;
  readonly attributes: Map<string, Value>;
  constructor(name: string, attributes: Map<string, Value>) {
    super();
    this.name = name;
    this.attributes = attributes;
  }
  override getAttribute(name: string): Value | undefined { return this.attributes.get(name); }
  override attributeNames(): Iterable<string> { return this.attributes.keys(); }
}

/** A parameter of a builtin. */
interface SignatureParameter {
  readonly name: string;
  /** Absent: it must be given. */
  readonly default?: Value;
  readonly keywordOnly: boolean;
}

export interface Signature {
  readonly parameters: readonly SignatureParameter[];
  /** All further positional arguments are one tuple at the end. */
  readonly collects: boolean;
}

/**
 * Returns a signature. A name alone must be given; a pair has a default value. "*" begins the parameters that are given by name only, and "*values" collects
 * all further values.
 */
export function signature(...written: readonly (string | readonly [name: string, otherwise: Value])[]): Signature {
  const star = written.findIndex((one) => typeof one === "string" && one.startsWith("*"));
  const parameters = written.flatMap((one, i): SignatureParameter[] => {
    if (i === star) return [];
    const keywordOnly = star >= 0 && i > star;
    return [typeof one === "string" ? { name: one, keywordOnly } : { name: one[0], default: one[1], keywordOnly }];
  });
  return { parameters, collects: star >= 0 && written[star] !== "*" };
}

/** Returns the values of a builtin's parameters in their order; collected values are a tuple at the end. */
export function bind(callee: string, { parameters, collects }: Signature, { positional, named }: Arguments): readonly Value[] {
  const places = parameters.filter(({ keywordOnly }) => !keywordOnly).length;
  if (positional.length > places && !collects) throw new Refusal({ kind: "arguments", callee, wrong: "too-many", name: String(places) });
  for (const name of named.keys()) {
    const at = parameters.findIndex((one) => one.name === name);
    if (at < 0) throw new Refusal({ kind: "arguments", callee, wrong: "unexpected", name });
    if (at < positional.length && !parameters[at]!.keywordOnly) throw new Refusal({ kind: "arguments", callee, wrong: "twice", name });
  }
  let place = 0;
  const values = parameters.map(({ name, keywordOnly, ...one }) => {
    const given = keywordOnly ? undefined : positional[place++];
    const value = given === undefined ? named.get(name) : given;
    if (value !== undefined) return value;
    if (one.default === undefined) throw new Refusal({ kind: "arguments", callee, wrong: "missing", name });
    return one.default;
  });
  return collects ? [...values, new Tuple(positional.slice(places))] : values;
}

/** Returns the name of a value's type. */
export function typeName(value: Value): string {
  if (value === null) return "None";
  if (value instanceof PythonObject) return value.typeName;
  return { bigint: "int", number: "float", boolean: "bool", string: "str" }[typeof value as "bigint" | "number" | "boolean" | "string"];
}

/** Applies a function of one number. */
export const ofNumber = (value: Value, work: (value: Value) => Value): Value => (value instanceof PythonObject && value.mapped ? value.mapped(work) : work(value));

/** Refuses a value whose numbers are known in training only. */
export function refuseUnknown(value: Value): void {
  if (value instanceof PythonObject && value.unknown !== undefined) throw new Refusal({ kind: "unknown-values", type: value.unknown });
}

/** Returns the value as an integer, or refuses it for `callee`. */
export function asInteger(value: Value, callee: string): number {
  if (value instanceof PythonObject && value.number) return asInteger(value.number(), callee);
  if (typeof value === "boolean") return Number(value);
  refuseUnknown(value);
  if (typeof value !== "bigint") throw new Refusal({ kind: "value", callee, reason: `${typeName(value)} is no int.` });
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Refusal({ kind: "value", callee, reason: `${value} is too large.` });
  return number;
}

/** Returns the value as a number, or refuses it for `callee`. */
export function asNumber(value: Value, callee: string): number {
  if (value instanceof PythonObject && value.number) return asNumber(value.number(), callee);
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return Number(value);
  refuseUnknown(value);
  throw new Refusal({ kind: "value", callee, reason: `${typeName(value)} is no number.` });
}

/** Returns the value as a text, or refuses it for `callee`. */
export function asText(value: Value, callee: string): string {
  if (typeof value === "string") return value;
  throw new Refusal({ kind: "value", callee, reason: `${typeName(value)} is no str.` });
}

/** Returns the place of an index in a sequence of this length; negative ones count from the end. */
export function indexIn(length: number, index: Value, of: PythonObject): number {
  const at = asInteger(index, of.typeName);
  if (at < -length || at >= length) throw new Refusal({ kind: "bad-index", index: String(at), length });
  return at < 0 ? at + length : at;
}
