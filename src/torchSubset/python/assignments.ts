/** Gives names, attributes and elements their values. */
import { Instance } from "./classes";
import type { Execution } from "./execution";
import { PythonProblem } from "./problem";
import { Dictionary, List } from "./sequences";
import type { Expression } from "./syntax";
import { PythonObject, Refusal, typeName, type Interpreter, type Scope, type Value } from "./values";

export class Assignments {
  readonly #execution: Execution;
  readonly #interpreter: Interpreter;
  readonly #evaluate: (node: Expression, scope: Scope) => Value;

  constructor(execution: Execution, interpreter: Interpreter, evaluate: (node: Expression, scope: Scope) => Value) {
    this.#execution = execution;
    this.#interpreter = interpreter;
    this.#evaluate = evaluate;
  }

  /** Assigns the value of the expression `node`. */
  assignResult(target: Expression, node: Expression, value: Value, scope: Scope): void {
    const isTuple = target.kind === "tuple" || target.kind === "list";
    const isPaired = isTuple && node.kind === "tuple" && node.items.length === target.items.length;
    const given = (isPaired ? target.items : [target]).map((to, i) => ({ to, by: this.#execution.nones.functionOf(isPaired ? node.items[i]! : node, scope) })); // before the names change
    if (isTuple && value === null) this.#execution.at(target, () => this.#execution.used([node], scope, () => this.#interpreter.list(value)));
    this.assign(target, value, scope);
    for (const { to, by } of given) {
      if (to.kind === "name" && by) this.#execution.nones.noteName(this.#scopeOf(to.name, scope), to.name, by);
    }
  }

  /** Returns the scope in which a name is assigned: "global" takes it out of the function's own. */
  #scopeOf(name: string, scope: Scope): Scope {
    return scope.own !== null && !scope.own.has(name) ? this.#execution.globals : scope;
  }

  /** Gives a name a value. */
  set(name: string, value: Value, scope: Scope): void {
    const to = this.#scopeOf(name, scope);
    to.values.set(name, value);
    this.#execution.nones.noteAssignment(to, name, value, this.#execution.inLibrary ? null : this.#execution.span);
    this.#execution.noteName(name, value);
  }

  /** Assigns a value to a target: a name, an attribute, an element, or several of them. */
  assign(target: Expression, value: Value, scope: Scope): void {
    switch (target.kind) {
      case "name": return this.set(target.name, value, scope);
      case "tuple": case "list": return this.#execution.at(target, () => this.#unpack(target.items, value, scope));
      case "attribute": {
        const object = this.#evaluate(target.object, scope);
        return this.#execution.at(target, () => {
          if (!(object instanceof PythonObject) || !object.setAttribute) throw new Refusal({ kind: "not-assignable", what: `${typeName(object)}.${target.name}` });
          object.setAttribute(target.name, value);
          if (object instanceof Instance) this.#execution.nones.noteAssignment(object, target.name, value, this.#execution.inLibrary ? null : target);
          this.#execution.noteName(target.name, value);
        });
      }
      case "subscript": {
        const [object, index] = [this.#evaluate(target.object, scope), this.#evaluate(target.index, scope)];
        return this.#execution.at(target, () => {
          if (!(object instanceof PythonObject) || !object.setItem) throw new Refusal({ kind: "not-assignable", what: `${typeName(object)}[…]` });
          object.setItem(index, value, this.#interpreter);
          if (object instanceof Dictionary) this.#execution.noteKey(index, value);
        });
      }
      default: throw new PythonProblem({ kind: "not-assignable", what: target.kind }, target);
    }
  }

  #unpack(targets: readonly Expression[], value: Value, scope: Scope): void {
    const items = this.#interpreter.list(value);
    const star = targets.findIndex(({ kind }) => kind === "starred");
    if (star < 0 ? items.length !== targets.length : items.length < targets.length - 1) throw new Refusal({ kind: "unpacking", wanted: targets.length, found: items.length });
    const extra = items.length - targets.length;
    targets.forEach((target, i) => {
      if (target.kind === "starred") this.assign(target.value, new List(items.slice(i, i + extra + 1)), scope);
      else this.assign(target, items[star >= 0 && i > star ? i + extra : i]!, scope);
    });
  }
}
