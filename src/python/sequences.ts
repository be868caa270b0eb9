/** Values that hold other values: tuples, lists, dictionaries, ranges, and what goes over them. */
import { asInteger, indexIn, PythonObject, Refusal, refuseTooMany, type Value } from "./values";

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
