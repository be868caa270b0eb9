/** The methods of Python's tuples, lists and dictionaries. */
import { repr } from "./format";
import { compare, equal } from "./operators";
import { Dictionary, Tuple, List } from "./sequences";
import { signature } from "./signature";
import type { Methods } from "./texts";
import { asInteger, Refusal, refuseTooMany, type Interpreter, type Value } from "./values";

/** A default value that no program can give. */
export const NONE = new Tuple([]);

/** Returns whether an item equals a value, and counts that. */
function isEqual(item: Value, value: Value, interpreter: Interpreter): boolean {
  interpreter.count(1);
  if (typeof item === "string" && typeof value === "string") interpreter.countInBulk(Math.min(item.length, value.length));
  return equal(item, value, interpreter);
}

const index: Methods<Tuple | List>[string] = [signature("value"), ({ items }, [value], interpreter) => {
  const at = items.findIndex((item) => isEqual(item, value!, interpreter));
  if (at < 0) throw new Refusal({ kind: "value", callee: "index", reason: `${repr(value!, interpreter)} is not there.` });
  return BigInt(at);
}];

const count: Methods<Tuple | List>[string] = [signature("value"), ({ items }, [value], interpreter) => BigInt(items.filter((item) => isEqual(item, value!, interpreter)).length)];

export const OF_TUPLES: Methods<Tuple> = { index, count };

/** Returns the values in their order, by `key`. */
export function sorted(items: readonly Value[], key: Value, reverse: Value, interpreter: Interpreter): Value[] {
  interpreter.count(items.length);
  const keyed = items.map((item) => ({ item, key: key === null ? item : interpreter.call(key, { positional: [item], named: new Map() }) }));
  const less = (a: Value, b: Value) => {
    interpreter.count(1);
    return interpreter.truth(compare("<", a, b, interpreter));
  };
  const backwards = interpreter.truth(reverse);
  keyed.sort((a, b) => (less(a.key, b.key) ? -1 : Number(less(b.key, a.key))) * (backwards ? -1 : 1));
  return keyed.map(({ item }) => item);
}

export const OF_LISTS: Methods<List> = {
  append: [signature("object"), ({ items }, [value]) => {
    refuseTooMany(items.length + 1);
    items.push(value!);
    return null;
  }],
  extend: [signature("iterable"), ({ items }, [values], interpreter) => {
    const more = interpreter.list(values!);
    refuseTooMany(items.length + more.length);
    for (const item of more) items.push(item);
    return null;
  }],
  insert: [signature("index", "object"), ({ items }, [at, value], interpreter) => {
    refuseTooMany(items.length + 1);
    interpreter.countInBulk(items.length);
    items.splice(asInteger(at!, "insert"), 0, value!);
    return null;
  }],
  pop: [signature(["index", -1n]), (self, [at], interpreter) => {
    const value = self.getItem(at!, interpreter);
    if (at !== -1n) interpreter.countInBulk(self.items.length);
    self.items.splice(asInteger(at!, "pop"), 1);
    return value;
  }],
  index,
  count,
  reverse: [signature(), ({ items }, _, interpreter) => {
    interpreter.countInBulk(items.length);
    items.reverse();
    return null;
  }],
  sort: [signature("*", ["key", null], ["reverse", false]), ({ items }, [key, reverse], interpreter) => {
    sorted([...items], key!, reverse!, interpreter).forEach((item, i) => { items[i] = item; });
    return null;
  }],
};

/** Returns `dict(values)`. */
export function dictionaryOf(values: Value, interpreter: Interpreter): Dictionary {
  if (values instanceof Dictionary) return Dictionary.from(values.entries(interpreter), interpreter);
  return Dictionary.from(interpreter.list(values).map((pair) => {
    const [key, value, ...more] = interpreter.list(pair);
    if (key === undefined || value === undefined || more.length > 0) throw new Refusal({ kind: "value", callee: "dict", reason: "An element is no pair." });
    return [key, value] as const;
  }), interpreter);
}

export const OF_DICTIONARIES: Methods<Dictionary> = {
  items: [signature(), (self, _, interpreter) => new List(self.entries(interpreter).map((entry) => new Tuple(entry)))],
  keys: [signature(), (self, _, interpreter) => new List(self.entries(interpreter).map(([key]) => key))],
  values: [signature(), (self, _, interpreter) => new List(self.entries(interpreter).map(([, value]) => value))],
  get: [signature("key", ["default", null]), (self, [key, otherwise], interpreter) => {
    const found = self.get(key!, interpreter);
    return found === undefined ? otherwise! : found;
  }],
  update: [signature("other"), (self, [other], interpreter) => {
    for (const [key, value] of dictionaryOf(other!, interpreter).entries(interpreter)) self.set(key, value, interpreter);
    return null;
  }],
  pop: [signature("key", ["default", NONE]), (self, [key, otherwise], interpreter) => {
    const found = otherwise === NONE ? self.getItem(key!, interpreter) : self.get(key!, interpreter);
    self.delete(key!, interpreter);
    return found === undefined ? otherwise! : found;
  }],
};
