/** Values that hold other values: tuples, lists, dictionaries, ranges, and what goes over them. */
import { asInteger, indexIn, PythonObject, Refusal, refuseTooMany, type Counter, type Interpreter, type Value } from "./values";

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
  override getItem(index: Value, counter: Counter): Value {
    return index instanceof Slice ? new Tuple(index.of(this.items, counter)) : this.items[indexIn(this.items.length, index, this)]!;
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
  override getItem(index: Value, counter: Counter): Value {
    return index instanceof Slice ? new List(index.of(this.items, counter)) : this.items[indexIn(this.items.length, index, this)]!;
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
  /** Returns a dictionary of these entries, of which later ones replace earlier ones. */
  static from(entries: Iterable<readonly [Value, Value]>, counter: Counter): Dictionary {
    const made = new Dictionary();
    for (const [key, value] of entries) made.set(key, value, counter);
    return made;
  }
  /** Two keys have the same text if they are equal. A tuple that contains another one several times may be longer than the memory. */
  static #hash(key: Value, counter: Counter, seen = { letters: 0 }): string {
    counter.count(1);
    if (key === null) return "None";
    if (typeof key === "string") {
      counter.countInBulk(key.length);
      refuseTooMany(seen.letters += key.length);
      return `"${key.length}:${key}`;
    }
    if (key instanceof Tuple) return `(${key.items.map((item) => Dictionary.#hash(item, counter, seen)).join()})`;
    if (key instanceof PythonObject && key.number) return Dictionary.#hash(key.number(), counter, seen);
    if (key instanceof PythonObject) throw new Refusal({ kind: "value", callee: "dict", reason: `${key.typeName} is no key.` });
    return typeof key === "number" && !Number.isInteger(key) ? String(key) : String(BigInt(key));
  }
  get(key: Value, counter: Counter): Value | undefined { return this.#entries.get(Dictionary.#hash(key, counter))?.[1]; }
  set(key: Value, value: Value, counter: Counter): void {
    const hash = Dictionary.#hash(key, counter);
    this.#entries.set(hash, [this.#entries.get(hash)?.[0] ?? key, value]);
    refuseTooMany(this.#entries.size);
  }
  delete(key: Value, counter: Counter): void { this.#entries.delete(Dictionary.#hash(key, counter)); }
  /** Returns its entries in their order. */
  entries(counter: Counter): readonly (readonly [Value, Value])[] {
    counter.count(this.#entries.size);
    return [...this.#entries.values()];
  }
  override length(): number { return this.#entries.size; }
  override iterate(counter: Counter): Iterable<Value> { return this.entries(counter).map(([key]) => key); }
  override getItem(key: Value, counter: Counter): Value {
    const found = this.get(key, counter);
    if (found === undefined) throw new Refusal({ kind: "no-key", key: typeof key === "string" ? `"${key}"` : String(key) });
    return found;
  }
  override setItem(key: Value, value: Value, counter: Counter): void { this.set(key, value, counter); }
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
  /** Returns the place of the first element in a sequence of this length, the distance between two, and how many there are. */
  within(length: number): { readonly start: number; readonly step: number; readonly count: number } {
    const step = this.step === null ? 1 : asInteger(this.step, "slice");
    if (step === 0) throw new Refusal({ kind: "value", callee: "slice", reason: "A step is not 0." });
    const [least, most] = step > 0 ? [0, length] : [-1, length - 1];
    const bound = (value: Value, otherwise: number) => {
      if (value === null) return otherwise;
      const at = asInteger(value, "slice");
      return Math.min(most, Math.max(least, at < 0 ? at + length : at));
    };
    const [start, stop] = [bound(this.start, step > 0 ? 0 : length - 1), bound(this.stop, step > 0 ? length : -1)];
    return { start, step, count: Math.max(0, Math.ceil((stop - start) / step)) };
  }
  /** Returns the places of its elements in a sequence of this length. */
  indices(length: number, counter: Counter): readonly number[] {
    const { start, step, count } = this.within(length);
    counter.count(count);
    return Array.from({ length: count }, (_, i) => start + i * step);
  }
  of(items: readonly Value[], counter: Counter): Value[] { return this.indices(items.length, counter).map((i) => items[i]!); }
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
  /** An iterator may go over another one, and so on. */
  next(interpreter: Interpreter): IteratorResult<Value> { return interpreter.nested(() => this.#values.next()); }
  override iterate(interpreter: Interpreter): Iterable<Value> {
    return { [Symbol.iterator]: () => ({ next: () => this.next(interpreter) }) }; // leaving a loop does not end it
  }
}
