/** Tracks why values of a program are None, so that an error names the function without `return`, or the place where None was assigned. */
import { PythonProblem } from "./problem";
import type { Expression, Span } from "./syntax";
import { Instance } from "./classes";
import type { PythonFunction } from "./functions";
import { Refusal, type Scope, type Value } from "./values";

export class NoneSources {
  /** The calls, and in each scope the names, whose value is None because this function has no `return`. */
  readonly #calls = new Map<Expression, PythonFunction>();
  readonly #names = new WeakMap<Scope, Map<string, PythonFunction>>();
  /** Where the program assigned None to names and attributes. */
  readonly #assignments = new WeakMap<Scope | Instance, Map<string, Span>>();

  /** A call has returned. `by`: the function that ended without `return`, or null. */
  noteCall(node: Expression, by: PythonFunction | null): void {
    if (by) this.#calls.set(node, by);
    else this.#calls.delete(node);
  }

  /** A name or an attribute has got a value. `span`: the place in the program, or null in a library. */
  noteAssignment(holder: Scope | Instance, name: string, value: Value, span: Span | null): void {
    const names = this.#assignments.get(holder);
    if (value === null && span) this.#assignments.set(holder, (names ?? new Map<string, Span>()).set(name, { from: span.from, to: span.to }));
    else names?.delete(name);
    if (!(holder instanceof Instance)) this.#names.get(holder)?.delete(name);
  }

  /** A name has got the value of a function without `return`. */
  noteName(scope: Scope, name: string, by: PythonFunction): void {
    const names = this.#names.get(scope) ?? new Map<string, PythonFunction>();
    this.#names.set(scope, names.set(name, by));
  }

  /** Returns the function that gave the value of an expression, None, or a part of it, because it has no `return`. */
  functionOf(node: Expression, scope: Scope): PythonFunction | null {
    if (node.kind === "call") return this.#calls.get(node) ?? null;
    if (node.kind === "subscript") return this.functionOf(node.object, scope);
    if (node.kind === "tuple" || node.kind === "list") return node.items.map((item) => this.functionOf(item, scope)).find((one) => one !== null) ?? null;
    if (node.kind !== "name") return null;
    const holder = holderOf(node.name, scope);
    return (holder && this.#names.get(holder)?.get(node.name)) ?? null;
  }

  /**
   * Returns what to throw for an error that work with these expressions' values threw: if one of them is None, an error that names the function without
   * `return`, or the place where the program assigned None. `also`: the function that ended last, if it had no `return`.
   */
  explained(caught: unknown, nodes: readonly Expression[], scope: Scope, also: () => PythonFunction | null): unknown {
    const problem = caught instanceof Refusal || caught instanceof PythonProblem ? caught.problem : null;
    if (!problem || !Object.values(problem).some((text) => /\bNone\b/.test(String(text)))) return caught;
    const by = nodes.map((node) => this.functionOf(node, scope)).find((one) => one !== null) ?? (caught instanceof Refusal ? also() : null);
    const { name, head } = by?.definition ?? {};
    if (name !== undefined && head) return new PythonProblem({ kind: "no-return", name }, head);
    const none = caught instanceof Refusal ? nodes.map((node) => this.#assignmentIn(node, scope)).find((one) => one !== null) : null;
    return none ? new PythonProblem({ kind: "none", name: none.name }, none.span) : caught;
  }

  /** Returns the name or attribute that is None, and where the program assigned that; null if an expression has none. */
  #assignmentIn(node: Expression, scope: Scope): { readonly name: string; readonly span: Span } | null {
    if (node.kind === "tuple" || node.kind === "list") return node.items.map((item) => this.#assignmentIn(item, scope)).find((one) => one !== null) ?? null;
    if (node.kind !== "name" && node.kind !== "attribute") return null;
    const holder = node.kind === "name" ? holderOf(node.name, scope) : instanceOf(node.object, scope);
    const span = holder ? this.#assignments.get(holder)?.get(node.name) : undefined;
    return span ? { name: pathOf(node), span } : null;
  }
}

function holderOf(name: string, scope: Scope): Scope | null {
  for (let at: Scope | null = scope; at; at = at.around) if (at.values.has(name)) return at;
  return null;
}

/** Returns the value of a name, or of attributes of one, without executing anything; null if it is no instance. */
function instanceOf(node: Expression, scope: Scope): Instance | null {
  const value = node.kind === "name" ? holderOf(node.name, scope)?.values.get(node.name)
    : node.kind === "attribute" ? instanceOf(node.object, scope)?.attributes.get(node.name) : null;
  return value instanceof Instance ? value : null;
}

/** Returns a name with its attributes: "encoder.scale". */
const pathOf = (node: Expression): string => (node.kind === "attribute" ? `${pathOf(node.object)}.${node.name}` : node.kind === "name" ? node.name : "");
