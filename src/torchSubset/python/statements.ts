/** Executes statements. */
import type { Assignments } from "./assignments";
import { ErrorType, RaisedError } from "./builtins";
import { Class } from "./classes";
import type { Execution, Exit } from "./execution";
import type { Expressions } from "./expressions";
import { str } from "./format";
import { PythonFunction } from "./functions";
import { binary } from "./operators";
import { PythonProblem } from "./problem";
import { scopeIn } from "./scopes";
import { List } from "./sequences";
import type { Block, Span, Statement } from "./syntax";
import { PythonObject, Refusal, refuseTooMany, typeName, type Interpreter, type Scope, type Value } from "./values";

export class Statements {
  readonly #execution: Execution;
  readonly #interpreter: Interpreter;
  readonly #expressions: Expressions;
  readonly #assignments: Assignments;

  constructor(execution: Execution, interpreter: Interpreter, expressions: Expressions) {
    this.#execution = execution;
    this.#interpreter = interpreter;
    this.#expressions = expressions;
    this.#assignments = expressions.assignments;
  }

  /** Executes statements. Returns why they ended before their end, or null. */
  block(statements: Block, scope: Scope): Exit {
    for (const statement of statements) {
      const exit = this.#execution.at(statement, () => this.#execute(statement, scope));
      if (exit) return exit;
    }
    return null;
  }

  #execute(statement: Statement, scope: Scope): Exit {
    switch (statement.kind) {
      case "expression": {
        const value = this.#expressions.evaluate(statement.value, scope);
        this.#execution.noteValue(value, statement.value);
        return null;
      }
      case "assign": {
        const value = this.#expressions.evaluate(statement.value, scope);
        for (const target of statement.targets) this.#assignments.assignResult(target, statement.value, value, scope);
        this.#execution.noteValue(value, statement);
        return null;
      }
      case "update": {
        const before = this.#expressions.evaluate(statement.target, scope);
        const by = this.#expressions.evaluate(statement.value, scope);
        const changes = before instanceof PythonObject && before.update?.(statement.operator, by, this.#interpreter);
        if (changes) {
          if (statement.target.kind === "name" || statement.target.kind === "attribute") this.#execution.noteName(statement.target.name, before);
          if (statement.target.kind === "subscript") this.#assignments.assign(statement.target, before, scope); // x[i] may be a copy
          return null;
        }
        const value = this.#execution.used([statement.target, statement.value], scope, () =>
          (before instanceof List && statement.operator === "+" ? extended(before, this.#interpreter.list(by)) : binary(statement.operator, before, by, this.#interpreter)));
        this.#assignments.assign(statement.target, value, scope);
        return null;
      }
      case "if": {
        const branch = statement.branches.find(({ test }) => this.#expressions.holds(test, scope));
        return this.block(branch?.body ?? statement.otherwise, scope);
      }
      case "for": return this.#execution.loop({ from: statement.from, to: statement.over.to }, () => {
        const over = this.#execution.deciding(statement.over, () => this.#expressions.evaluate(statement.over, scope));
        if (over === null) this.#execution.used([statement.over], scope, () => this.#interpreter.list(over));
        for (const item of this.#interpreter.iterate(over)) {
          this.#assignments.assign(statement.target, this.#execution.counted(item, statement), scope);
          const exit = this.block(statement.body, scope);
          if (exit?.kind === "break") return null;
          if (exit?.kind === "return") return exit;
        }
        return this.block(statement.otherwise, scope);
      });
      case "while": return this.#execution.loop({ from: statement.from, to: statement.test.to }, () => {
        while (this.#execution.deciding(statement.test, () => this.#expressions.holds(statement.test, scope))) {
          this.#execution.count();
          const exit = this.block(statement.body, scope);
          if (exit?.kind === "break") return null;
          if (exit?.kind === "return") return exit;
        }
        return this.block(statement.otherwise, scope);
      });
      case "with": return this.#with(statement.contexts, statement.body, scope);
      case "function": {
        const made = this.#expressions.makeFunction({ name: statement.name, parameters: statement.parameters, body: statement.body, ...(!this.#execution.inLibrary && { head: headOf(statement) }) }, scope);
        let value: Value = made;
        for (const decorator of statement.decorators.toReversed()) value = this.#interpreter.call(this.#expressions.evaluate(decorator, scope), { positional: [value], named: new Map() });
        this.#assignments.set(statement.name, value, scope);
        return null;
      }
      case "class": return this.#class(statement, scope);
      case "return": return { kind: "return", value: statement.value ? this.#expressions.evaluate(statement.value, scope) : null, span: statement };
      case "break": case "continue": return { kind: statement.kind, span: statement };
      case "pass": case "global": return null;
      case "import": {
        const module = this.#execution.module(statement.module);
        if (statement.as !== null) this.#assignments.set(statement.as, module, scope);
        else this.#assignments.set(statement.module.split(".")[0]!, this.#execution.module(statement.module.split(".")[0]!), scope);
        return null;
      }
      case "import from": {
        const module = this.#execution.module(statement.module);
        for (const { name, as, ...span } of statement.names) {
          this.#assignments.set(as, this.#execution.at(span, () => module.attributes.get(name) ?? this.#execution.options.modules.get(`${statement.module}.${name}`) ?? this.#interpreter.attribute(module, name)), scope);
        }
        return null;
      }
      case "assert": {
        if (this.#interpreter.truth(this.#expressions.evaluate(statement.test, scope))) return null;
        throw new Refusal({ kind: "assertion", message: statement.message ? str(this.#expressions.evaluate(statement.message, scope), this.#interpreter) : null });
      }
      case "raise": {
        const error = this.#expressions.evaluate(statement.error, scope);
        const raised = error instanceof ErrorType ? this.#interpreter.call(error, { positional: [], named: new Map() }) : error;
        if (!(raised instanceof RaisedError)) throw new Refusal({ kind: "value", callee: "raise", reason: "exceptions must derive from BaseException" });
        throw new Refusal({ kind: "raised", error: raised.typeName, text: raised.text() });
      }
      default: return statement satisfies never;
    }
  }

  #with(contexts: Extract<Statement, { kind: "with" }>["contexts"], body: Block, scope: Scope): Exit {
    const [first, ...rest] = contexts;
    if (!first) return this.block(body, scope);
    const context = this.#expressions.evaluate(first.value, scope);
    if (!(context instanceof PythonObject) || !context.enter || !context.exit) throw new Refusal({ kind: "operator", operator: "with", left: typeName(context), right: null });
    const value = context.enter(this.#interpreter);
    try {
      if (first.target) this.#assignments.assign(first.target, value, scope);
      return this.#with(rest, body, scope);
    } finally {
      context.exit(this.#interpreter);
    }
  }

  #class({ name, bases, body }: Extract<Statement, { kind: "class" }>, scope: Scope): Exit {
    const over = bases.map((base) => {
      const value = this.#expressions.evaluate(base, scope);
      if (!(value instanceof Class)) throw new PythonProblem({ kind: "value", callee: name, reason: `${typeName(value)} is no class.` }, base);
      return value;
    });
    const inner: Scope = { ...scopeIn(scope, null), isClass: true };
    const exit = this.block(body, inner);
    if (exit) throw new PythonProblem({ kind: "outside", what: exit.kind }, exit.span);
    for (const { order } of over) this.#execution.count(order.length);
    const made = new Class(name, over, inner.values);
    for (const value of inner.values.values()) if (value instanceof PythonFunction) value.owner = made;
    this.#assignments.set(name, made, scope);
    return null;
  }
}

const headOf = ({ name, from }: Extract<Statement, { kind: "function" }>): Span => ({ from, to: from + "def ".length + name.length });

function extended(list: List, by: readonly Value[]): List {
  refuseTooMany(list.items.length + by.length);
  for (const item of by) list.items.push(item);
  return list;
}
