/**
 * Executes programs in the supported subset of Python. A program can only do what the modules that it is given can do; its work, its time, its depth and the
 * length of its sequences are bounded.
 */
import { builtins } from "./builtins";
import { Class, Module } from "./classes";
import { Execution, type Exit, type InterpreterOptions } from "./execution";
import { Expressions } from "./expressions";
import type { PythonFunction } from "./functions";
import { nearest } from "./nearest";
import { bound } from "./parameters";
import { PythonProblem } from "./problem";
import { OWNER, scopeIn } from "./scopes";
import { Tuple } from "./sequences";
import { Statements } from "./statements";
import type { Block, Span } from "./syntax";
import { LeaveLoops, PythonObject, Refusal, refuseTooMany, typeName, type Arguments, type Interpreter, type Scope, type Value } from "./values";

/** Executes one program. */
export class ProgramInterpreter implements Interpreter {
  readonly #execution: Execution;
  readonly #expressions: Expressions;
  readonly #statements: Statements;

  constructor(options: InterpreterOptions) {
    this.#execution = new Execution(options);
    this.#expressions = new Expressions(this.#execution, this);
    this.#statements = new Statements(this.#execution, this, this.#expressions);
  }

  get span(): Span { return this.#execution.span; }
  get globals(): Scope { return this.#execution.globals; }
  /** The pieces of work that were counted. */
  get work(): number { return this.#execution.work; }
  /** The scopes of the program and of the functions that are being executed, outermost first. */
  get frames(): readonly Scope[] { return this.#execution.frames; }

  /** Executes the statements of a program. Throws a `PythonProblem`. */
  run(program: Block): void {
    this.#execution.limit.execution(() => {
      for (const statement of program) {
        try {
          const exit = this.#statements.block([statement], this.#execution.globals);
          if (exit) throw new PythonProblem({ kind: "outside", what: exit.kind }, exit.span);
        } catch (caught) {
          if (!(caught instanceof LeaveLoops)) throw caught;
        }
      }
    });
  }

  /** Executes a library's module that is written in Python, with names of its own: a program can import it. Returns its names. */
  importSource(name: string, source: string, parse: (source: string) => Block): ReadonlyMap<string, Value> {
    const scope: Scope = { values: new Map(), around: null, own: null, isLibrary: true };
    this.#execution.limit.execution(() => this.#execution.within(scope, () => this.#statements.block(parse(source), scope)));
    this.#execution.addModule(name, scope.values);
    return scope.values;
  }

  print(line: string, values: readonly Value[]): void {
    this.#execution.options.print?.(line);
    this.#execution.noteValue(new Tuple(values), this.#execution.span);
  }

  call(callee: Value, given: Arguments): Value {
    if (!(callee instanceof PythonObject) || !callee.call) throw new Refusal({ kind: "not-callable", type: typeName(callee) });
    const { call } = callee;
    return this.#execution.limit.execution(() => this.#execution.nested(() => call.call(callee, given, this)));
  }

  nested<T>(work: () => T): T {
    this.#execution.count();
    return this.#execution.nested(work);
  }

  count(pieces: number): void {
    this.#execution.count(pieces);
  }

  countInBulk(items: number): void {
    this.#execution.countInBulk(items);
  }

  callFunction(called: PythonFunction, given: Arguments): Value {
    const { definition: { name, parameters, body }, defaults, scope: around, own, owner } = called;
    const scope = scopeIn(around, own);
    this.count(parameters.length + given.positional.length + given.named.size);
    for (const [parameter, value] of bound(name, parameters, defaults, given, this)) scope.values.set(parameter, value);
    if (owner) scope.values.set(OWNER, owner);
    if ("kind" in body) return this.#execution.within(around, () => this.#expressions.evaluate(body, scope));
    this.#execution.frames.push(scope);
    let exit: Exit;
    try {
      exit = this.#execution.within(around, () => this.#statements.block(body, scope));
    } finally {
      this.#execution.frames.pop();
    }
    if (exit && exit.kind !== "return") throw new PythonProblem({ kind: "outside", what: exit.kind }, exit.span);
    this.#execution.withoutReturn = exit === null && !this.#execution.inLibrary ? called : null;
    return exit?.value ?? null;
  }

  truth(value: Value): boolean {
    if (value instanceof PythonObject) return value.truth ? value.truth(this) : value.length === undefined || value.length(this) > 0;
    return value !== null && value !== "" && value !== false && Number(value) !== 0;
  }

  *iterate(value: Value): Iterable<Value> {
    if (typeof value === "string") {
      for (const letter of value) {
        this.#execution.count();
        yield letter;
      }
      return;
    }
    if (!(value instanceof PythonObject) || !value.iterate) throw new Refusal({ kind: "not-iterable", type: typeName(value) });
    for (const item of value.iterate(this)) {
      this.#execution.count();
      yield item;
    }
  }

  list(value: Value): Value[] {
    const items: Value[] = [];
    for (const item of this.iterate(value)) {
      items.push(item);
      refuseTooMany(items.length);
    }
    return items;
  }

  attribute(object: Value, name: string): Value {
    const found = this.findAttribute(object, name);
    if (found !== undefined) return found;
    const known = object instanceof PythonObject ? [...object.attributeNames?.() ?? [], ...builtins.methodNames(object)] : builtins.methodNames(object);
    throw new Refusal({ kind: "unknown-attribute", of: object instanceof Module ? object.name : object instanceof Class ? object.name : typeName(object), name, nearest: nearest(name, known) });
  }

  findAttribute(object: Value, name: string): Value | undefined {
    const own = object instanceof PythonObject ? object.getAttribute?.(name, this) : undefined;
    return own === undefined ? builtins.method(object, name) : own;
  }
}
