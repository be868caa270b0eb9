/** Evaluates expressions. */
import { Assignments } from "./assignments";
import { builtins } from "./builtins";
import { Class, Instance, Super } from "./classes";
import { lengthOf, pointsAt, sliceOf } from "./codePoints";
import type { Execution } from "./execution";
import { formatted, joined, repr, str } from "./format";
import { PythonFunction } from "./functions";
import { nearest } from "./nearest";
import { binary, compare, unary } from "./operators";
import { ownNames, OWNER, scopeIn } from "./scopes";
import { Dictionary, ELLIPSIS, List, PythonIterator, Slice, Tuple } from "./sequences";
import type { Argument, ComprehensionClause, Expression, Replacement } from "./syntax";
import { asInteger, PythonObject, Refusal, refuseTooMany, typeName, type Arguments, type Counter, type Interpreter, type Scope, type Value } from "./values";

export class Expressions {
  readonly #execution: Execution;
  readonly #interpreter: Interpreter;
  readonly assignments: Assignments;

  constructor(execution: Execution, interpreter: Interpreter) {
    this.#execution = execution;
    this.#interpreter = interpreter;
    this.assignments = new Assignments(execution, interpreter, (node, scope) => this.evaluate(node, scope));
  }

  /** Returns whether the condition of a statement is true. */
  holds(test: Expression, scope: Scope): boolean {
    return this.#execution.at(test, () => this.#interpreter.truth(this.#value(test, scope)));
  }

  /** Makes the function of a definition or a lambda. */
  makeFunction(definition: PythonFunction["definition"], scope: Scope): PythonFunction {
    const defaults = new Map<string, Value>();
    for (const { name, default: otherwise } of definition.parameters) if (otherwise) defaults.set(name, this.evaluate(otherwise, scope));
    this.#execution.count(definition.parameters.length);
    // Functions do not see the names of a class around them.
    const around = scope.isClass && scope.around ? scope.around : scope;
    return new PythonFunction(definition, defaults, around, ownNames(definition));
  }

  /** Returns the value of an expression. */
  evaluate(node: Expression, scope: Scope): Value {
    return this.#execution.at(node, () => this.#value(node, scope));
  }

  #value(node: Expression, scope: Scope): Value {
    switch (node.kind) {
      case "name": return this.#name(node.name, scope);
      case "int": return BigInt(node.value);
      case "float": case "string": case "boolean": return node.value;
      case "none": return null;
      case "ellipsis": return ELLIPSIS;
      case "formatted": return this.#formatted(node.parts, scope);
      case "tuple": return new Tuple(this.#items(node.items, scope));
      case "list": return new List(this.#items(node.items, scope));
      case "dictionary": return this.#dictionary(node.entries, scope);
      case "unary": {
        const operand = this.evaluate(node.operand, scope);
        return this.#execution.used([node.operand], scope, () => unary(node.operator, operand, this.#interpreter));
      }
      case "binary": {
        const [left, right] = [this.evaluate(node.left, scope), this.evaluate(node.right, scope)];
        return this.#execution.used([node.left, node.right], scope, () => binary(node.operator, left, right, this.#interpreter));
      }
      case "logical": {
        const left = this.evaluate(node.left, scope);
        return this.#interpreter.truth(left) === (node.operator === "or") ? left : this.evaluate(node.right, scope);
      }
      case "comparison": {
        let left = this.evaluate(node.first, scope);
        let result: Value = true;
        for (const { operator, operand } of node.rest) {
          const right = this.evaluate(operand, scope);
          result = compare(operator, left, right, this.#interpreter);
          if (node.rest.length > 1 && !this.#interpreter.truth(result)) return result;
          left = right;
        }
        return result;
      }
      case "conditional": return this.evaluate(this.#interpreter.truth(this.evaluate(node.test, scope)) ? node.then : node.otherwise, scope);
      case "attribute": {
        const object = this.evaluate(node.object, scope);
        return this.#execution.at(node.nameSpan, () => this.#execution.used([node.object], scope, () => this.#interpreter.attribute(object, node.name)));
      }
      case "call": return this.#call(node, scope);
      case "subscript": {
        const [object, index] = [this.evaluate(node.object, scope), this.evaluate(node.index, scope)];
        if (typeof object === "string") return textAt(object, index, this.#interpreter);
        return this.#execution.used([node.object, node.index], scope, () => {
          if (!(object instanceof PythonObject) || !object.getItem) throw new Refusal({ kind: "no-index", type: typeName(object) });
          return object.getItem(index, this.#interpreter);
        });
      }
      case "slice": {
        const [start, stop, step] = [node.start, node.stop, node.step].map((bound) => (bound ? this.evaluate(bound, scope) : null));
        return new Slice(start!, stop!, step!);
      }
      case "lambda": return this.makeFunction({ name: "<lambda>", parameters: node.parameters, body: node.body }, scope);
      case "comprehension": {
        const values = this.#comprehended(node.clauses, scope, (inner) => this.evaluate(node.element, inner));
        return node.result === "list" ? new List([...this.#bounded(values)]) : new PythonIterator(values);
      }
      case "dictionary comprehension": {
        const made = new Dictionary();
        const entries = this.#comprehended(node.clauses, scope, (inner) => {
          made.set(this.evaluate(node.key, inner), this.evaluate(node.element, inner), this.#interpreter);
          return null;
        });
        for (const _ of this.#bounded(entries)) continue;
        return made;
      }
      case "starred": throw new Refusal({ kind: "unsupported", what: "*" });
      default: return node satisfies never;
    }
  }

  *#bounded(values: Iterable<Value>): Iterable<Value> {
    let count = 0;
    for (const value of values) {
      refuseTooMany(++count);
      yield value;
    }
  }

  /** Python evaluates the first iterable at once, and the others with each element. */
  #comprehended(clauses: readonly ComprehensionClause[], scope: Scope, element: (scope: Scope) => Value): Generator<Value> {
    return this.#elements(clauses, this.evaluate(clauses[0]!.over, scope), scopeIn(scope, null), element);
  }

  *#elements([clause, ...rest]: readonly ComprehensionClause[], over: Value, scope: Scope, element: (scope: Scope) => Value): Generator<Value> {
    const [next] = rest;
    for (const item of this.#interpreter.iterate(over)) {
      this.assignments.assign(clause!.target, item, scope);
      if (!clause!.conditions.every((condition) => this.#interpreter.truth(this.evaluate(condition, scope)))) continue;
      if (next) yield* this.#elements(rest, this.evaluate(next.over, scope), scope, element);
      else yield element(scope);
    }
  }

  #name(name: string, scope: Scope): Value {
    if (!this.#execution.inLibrary) this.#execution.options.onRead?.(name);
    for (let at: Scope | null = scope; at; at = at.around) {
      const value = at.values.get(name);
      if (value !== undefined) return value;
      if (at.own?.has(name)) throw new Refusal({ kind: "unset-name", name });
    }
    const builtin = builtins.functions.get(name);
    if (builtin !== undefined) return builtin;
    throw new Refusal({ kind: "unknown-name", name, nearest: nearest(name, this.#namesIn(scope)) });
  }

  *#namesIn(scope: Scope): Iterable<string> {
    for (let at: Scope | null = scope; at; at = at.around) {
      for (const name of at.values.keys()) if (name !== OWNER) yield name;
      yield* at.own ?? [];
    }
    yield* builtins.functions.keys();
  }

  #items(nodes: readonly Expression[], scope: Scope): Value[] {
    return nodes.flatMap((node) => (node.kind === "starred" ? this.#execution.at(node, () => this.#interpreter.list(this.evaluate(node.value, scope))) : [this.evaluate(node, scope)]));
  }

  #dictionary(entries: Extract<Expression, { kind: "dictionary" }>["entries"], scope: Scope): Dictionary {
    const made = new Dictionary();
    for (const { key, value } of entries) {
      if (key) {
        const [by, one] = [this.evaluate(key, scope), this.evaluate(value, scope)];
        made.set(by, one, this.#interpreter);
        this.#execution.noteKey(by, one);
      } else for (const [name, one] of this.#unpackedDictionary(this.evaluate(value, scope))) made.set(name, one, this.#interpreter);
    }
    return made;
  }

  #unpackedDictionary(value: Value): ReturnType<Dictionary["entries"]> {
    if (!(value instanceof Dictionary)) throw new Refusal({ kind: "operator", operator: "**", left: typeName(value), right: null });
    return value.entries(this.#interpreter);
  }

  #call(node: Extract<Expression, { kind: "call" }>, scope: Scope): Value {
    const { callee, arguments: given } = node;
    if (callee.kind === "name" && callee.name === "super") return this.#super(scope, this.#arguments(given, scope).positional);
    const called = this.evaluate(callee, scope);
    const values = this.#arguments(given, scope);
    this.#execution.withoutReturn = null;
    const value = this.#execution.used([callee, ...given.map((one) => one.value)], scope, () => this.#interpreter.call(called, values), () => this.#execution.withoutReturn);
    this.#execution.nones.noteCall(node, value === null ? this.#execution.withoutReturn : null);
    if (!this.#execution.inLibrary && (callee.kind === "name" || callee.kind === "attribute")) this.#execution.options.onCall?.(callee.name, value, called);
    return value;
  }

  /** `super()`, or `super(Class, self)`, as Python 2 had it. */
  #super(scope: Scope, [after, of]: readonly Value[]): Super {
    if (after instanceof Class && of instanceof Instance) return new Super(of, after);
    if (after !== undefined) throw new Refusal({ kind: "value", callee: "super", reason: "It takes a class and its instance, or nothing." });
    for (let at: Scope | null = scope; at; at = at.around) {
      const owner = at.values.get(OWNER);
      const [self] = at.values.values();
      if (owner instanceof Class && self instanceof Instance) return new Super(self, owner);
    }
    throw new Refusal({ kind: "value", callee: "super", reason: "It has no method around it." });
  }

  #arguments(given: readonly Argument[], scope: Scope): Arguments {
    const positional: Value[] = [];
    const named = new Map<string, Value>();
    const add = (name: string, value: Value) => {
      if (named.has(name)) throw new Refusal({ kind: "arguments", callee: "…", wrong: "twice", name });
      named.set(name, value);
    };
    for (const { name, unpack, value: node } of given) {
      const value = this.evaluate(node, scope);
      if (unpack === "*") for (const one of this.#execution.at(node, () => this.#interpreter.list(value))) positional.push(one);
      else if (unpack === "**") for (const [key, one] of this.#execution.at(node, () => this.#unpackedDictionary(value))) add(str(key, this.#interpreter), one);
      else if (name === null) positional.push(value);
      else add(name, value);
    }
    return { positional, named };
  }

  #formatted(parts: readonly (string | Replacement)[], scope: Scope): string {
    return joined(parts.map((part) => {
      if (typeof part === "string") return part;
      const value = this.evaluate(part.value, scope);
      const converted = part.conversion === "r" ? repr(value, this.#interpreter) : part.conversion === "s" ? str(value, this.#interpreter) : value;
      return formatted(converted, this.#formatted(part.format, scope), this.#interpreter);
    }), "", this.#interpreter);
  }
}

function textAt(text: string, index: Value, counter: Counter): string {
  counter.countInBulk(text.length);
  const length = lengthOf(text);
  if (index instanceof Slice) {
    const { start, step, count } = index.within(length);
    return step === 1 ? sliceOf(text, start, start + count) : pointsAt(text, index.indices(length, counter));
  }
  const at = asInteger(index, "str");
  if (at < -length || at >= length) throw new Refusal({ kind: "bad-index", index: String(at), length });
  return pointsAt(text, [at < 0 ? at + length : at]);
}
