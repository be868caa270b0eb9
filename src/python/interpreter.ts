/**
 * Executes programs in the supported subset of Python. A program can only do what the modules that it is given can do; its work, its depth and the length
 * of its sequences are bounded.
 */
import { builtins, ErrorType, RaisedError } from "./builtins";
import { formatted, repr, str } from "./format";
import { nearest } from "./nearest";
import { NoneSources } from "./noneSources";
import { binary, compare, unary } from "./operators";
import { bound } from "./parameters";
import { PythonProblem } from "./problem";
import { assignedNames } from "./scopes";
import type { Argument, Block, ComprehensionClause, Expression, Replacement, Span, Statement } from "./syntax";
import { Class, Instance, Module, Super } from "./classes";
import { PythonFunction } from "./functions";
import { Dictionary, ELLIPSIS, List, PythonIterator, Slice, Tuple } from "./sequences";
import { asInteger, LeaveLoops, PythonObject, Refusal, refuseTooMany, typeName, type Arguments, type Interpreter, type Scope, type Value } from "./values";

/** A name to which the `for` statement at this place gives integers. */
export interface CountedName {
  readonly name: string;
  readonly from: number;
}

export interface InterpreterOptions {
  /** The modules that a program can import, by their full names: "torch.nn". */
  readonly modules: ReadonlyMap<string, Module>;
  /** Called with each line that the program prints. */
  readonly print?: (line: string) => void;
  /** Called with the value of each assignment and of each expression that is a statement, and its place; and with the values of a `print`, as a tuple. */
  readonly onValue?: (value: Value, span: Span) => void;
  /** Called when a name is read. */
  readonly onRead?: (name: string) => void;
  /** Called with each integer over which a `for` statement goes: returns what its name gets. */
  readonly onCount?: (place: CountedName, value: Value) => Value;
  /** Called when a name or an attribute gets a value, also by a change of the value itself: `a += b`. */
  readonly onName?: (name: string, value: Value) => void;
  /** Called with each text that is a key of a dictionary in the program, and its value. */
  readonly onKey?: (key: string, value: Value) => void;
  /** Called with what a call returns, and with the name in front of its brackets: "mse_loss" of `F.mse_loss(x, y)`. */
  readonly onCall?: (name: string, value: Value, called: Value) => void;
}

/** A program that evaluates more expressions and statements is refused. */
export const MAX_WORK = 1_000_000;
/** Calls within calls. */
export const MAX_CALLS = 60;

/** Why a block ended before its end. */
type Exit = { readonly kind: "break" | "continue"; readonly span: Span } | { readonly kind: "return"; readonly value: Value; readonly span: Span } | null;

const scopeIn = (around: Scope, own: ReadonlySet<string> | null): Scope => ({ values: new Map(), around, own });

/** A loop that is being executed. `from`: the work before it. */
interface Running {
  /** Null: a library executes it. */
  readonly head: Span | null;
  readonly from: number;
}

/** Executes one program. */
export class ProgramInterpreter implements Interpreter {
  readonly #options: InterpreterOptions;
  readonly globals: Scope = { values: new Map(), around: null, own: null };
  /** The scopes of the program and of the functions that are being executed, outermost first. */
  readonly frames: Scope[] = [this.globals];
  readonly #sources = new Map<string, Module>();
  #work = 0;
  #calls = 0;
  /** Loops within loops, also across calls. */
  readonly #loops: Running[] = [];
  /** The function that was executed last, if it ended without `return`; otherwise null. */
  #withoutReturn: PythonFunction | null = null;
  readonly #nones = new NoneSources();
  #span: Span = { from: 0, to: 0 };
  /** It executes code of a library, which has no place in the program. */
  #inLibrary = false;

  constructor(options: InterpreterOptions) {
    this.#options = options;
  }

  get span(): Span { return this.#span; }

  /** Executes the statements of a program. Throws a `PythonProblem`. */
  run(program: Block): void {
    for (const statement of program) {
      try {
        const exit = this.#block([statement], this.globals);
        if (exit) throw new PythonProblem({ kind: "outside", what: exit.kind }, exit.span);
      } catch (caught) {
        if (!(caught instanceof LeaveLoops)) throw caught;
      }
    }
  }

  /** Executes a library's module that is written in Python, with names of its own: a program can import it. Returns its names. */
  importSource(name: string, source: string, parse: (source: string) => Block): ReadonlyMap<string, Value> {
    const scope: Scope = { values: new Map(), around: null, own: null, isLibrary: true };
    this.#within(scope, () => this.#block(parse(source), scope));
    this.#sources.set(name, new Module(name, scope.values));
    return scope.values;
  }

  /** Does the work of a function or module with this scope around it. */
  #within<T>(scope: Scope, work: () => T): T {
    let outermost = scope;
    while (outermost.around) outermost = outermost.around;
    const before = this.#inLibrary;
    this.#inLibrary = outermost.isLibrary ?? false;
    try {
      return work();
    } finally {
      this.#inLibrary = before;
    }
  }

  print(line: string, values: readonly Value[]): void {
    this.#options.print?.(line);
    if (!this.#inLibrary) this.#options.onValue?.(new Tuple(values), this.#span);
  }

  call(callee: Value, given: Arguments): Value {
    if (!(callee instanceof PythonObject) || !callee.call) throw new Refusal({ kind: "not-callable", type: typeName(callee) });
    const { call } = callee;
    return this.nested(() => call.call(callee, given, this));
  }

  nested<T>(work: () => T): T {
    if (this.#calls >= MAX_CALLS) throw new Refusal({ kind: "too-much", of: "depth", limit: MAX_CALLS });
    this.#calls++;
    try {
      return work();
    } finally {
      this.#calls--;
    }
  }

  callFunction(called: PythonFunction, given: Arguments): Value {
    const { definition: { name, parameters, body }, defaults, scope: around, own, owner } = called;
    const scope = scopeIn(around, own);
    for (const [parameter, value] of bound(name, parameters, defaults, given)) scope.values.set(parameter, value);
    if (owner) scope.values.set(OWNER, owner);
    if ("kind" in body) return this.#within(around, () => this.#evaluate(body, scope));
    this.frames.push(scope);
    let exit: Exit;
    try {
      exit = this.#within(around, () => this.#block(body, scope));
    } finally {
      this.frames.pop();
    }
    if (exit && exit.kind !== "return") throw new PythonProblem({ kind: "outside", what: exit.kind }, exit.span);
    this.#withoutReturn = exit === null && !this.#inLibrary ? called : null;
    return exit?.value ?? null;
  }

  truth(value: Value): boolean {
    if (value instanceof PythonObject) return value.truth ? value.truth(this) : value.length === undefined || value.length(this) > 0;
    return value !== null && value !== "" && value !== false && Number(value) !== 0;
  }

  *iterate(value: Value): Iterable<Value> {
    if (typeof value === "string") {
      yield* value;
      return;
    }
    if (!(value instanceof PythonObject) || !value.iterate) throw new Refusal({ kind: "not-iterable", type: typeName(value) });
    for (const item of value.iterate(this)) {
      this.#count();
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

  #count(): void {
    if (++this.#work <= MAX_WORK) return;
    const longest = this.#loops.findLast(({ head, from }) => head && this.#work - from > MAX_WORK / 2);
    if (longest?.head) throw new PythonProblem({ kind: "too-much", of: "loop", limit: MAX_WORK }, longest.head);
    throw new Refusal({ kind: "too-much", of: "work", limit: MAX_WORK });
  }

  /** Does the work of a node, whose place a refusal gets unless it comes from deeper. */
  #at<T>(span: Span, work: () => T): T {
    if (this.#inLibrary) {
      this.#count();
      return work();
    }
    const before = this.#span;
    this.#span = span;
    try {
      this.#count();
      return work();
    } catch (caught) {
      if (caught instanceof Refusal) throw new PythonProblem(caught.problem, span);
      throw caught;
    } finally {
      this.#span = before;
    }
  }

  #block(statements: Block, scope: Scope): Exit {
    for (const statement of statements) {
      const exit = this.#at(statement, () => this.#execute(statement, scope));
      if (exit) return exit;
    }
    return null;
  }

  #execute(statement: Statement, scope: Scope): Exit {
    switch (statement.kind) {
      case "expression": {
        const value = this.#evaluate(statement.value, scope);
        if (!this.#inLibrary) this.#options.onValue?.(value, statement.value);
        return null;
      }
      case "assign": {
        const value = this.#evaluate(statement.value, scope);
        for (const target of statement.targets) this.#assigned(target, statement.value, value, scope);
        if (!this.#inLibrary) this.#options.onValue?.(value, statement);
        return null;
      }
      case "update": {
        const before = this.#evaluate(statement.target, scope);
        const by = this.#evaluate(statement.value, scope);
        const changes = before instanceof PythonObject && before.update?.(statement.operator, by, this);
        if (changes) {
          this.#named(statement.target, before);
          if (statement.target.kind === "subscript") this.#assign(statement.target, before, scope); // x[i] may be a copy
          return null;
        }
        const value = this.#used([statement.target, statement.value], scope, () =>
          (before instanceof List && statement.operator === "+" ? extended(before, this.list(by)) : binary(statement.operator, before, by, this)));
        this.#assign(statement.target, value, scope);
        return null;
      }
      case "if": {
        const branch = statement.branches.find(({ test }) => this.#holds(test, scope));
        return this.#block(branch?.body ?? statement.otherwise, scope);
      }
      case "for": return this.#loop({ from: statement.from, to: statement.over.to }, () => {
        const over = this.#deciding(statement.over, () => this.#evaluate(statement.over, scope));
        if (over === null) this.#used([statement.over], scope, () => this.list(over));
        for (const item of this.iterate(over)) {
          this.#assign(statement.target, this.#counted(item, statement), scope);
          const exit = this.#block(statement.body, scope);
          if (exit?.kind === "break") return null;
          if (exit?.kind === "return") return exit;
        }
        return this.#block(statement.otherwise, scope);
      });
      case "while": return this.#loop({ from: statement.from, to: statement.test.to }, () => {
        while (this.#deciding(statement.test, () => this.#holds(statement.test, scope))) {
          this.#count();
          const exit = this.#block(statement.body, scope);
          if (exit?.kind === "break") return null;
          if (exit?.kind === "return") return exit;
        }
        return this.#block(statement.otherwise, scope);
      });
      case "with": return this.#with(statement.contexts, statement.body, scope);
      case "function": {
        const made = this.#function({ name: statement.name, parameters: statement.parameters, body: statement.body, ...(!this.#inLibrary && { head: headOf(statement) }) }, scope);
        let value: Value = made;
        for (const decorator of statement.decorators.toReversed()) value = this.call(this.#evaluate(decorator, scope), { positional: [value], named: new Map() });
        this.#set(statement.name, value, scope);
        return null;
      }
      case "class": return this.#class(statement, scope);
      case "return": return { kind: "return", value: statement.value ? this.#evaluate(statement.value, scope) : null, span: statement };
      case "break": case "continue": return { kind: statement.kind, span: statement };
      case "pass": case "global": return null;
      case "import": {
        const module = this.#module(statement.module);
        if (statement.as !== null) this.#set(statement.as, module, scope);
        else this.#set(statement.module.split(".")[0]!, this.#module(statement.module.split(".")[0]!), scope);
        return null;
      }
      case "import from": {
        const module = this.#module(statement.module);
        for (const { name, as, ...span } of statement.names) {
          this.#set(as, this.#at(span, () => module.attributes.get(name) ?? this.#options.modules.get(`${statement.module}.${name}`) ?? this.attribute(module, name)), scope);
        }
        return null;
      }
      case "assert": {
        if (this.truth(this.#evaluate(statement.test, scope))) return null;
        throw new Refusal({ kind: "assertion", message: statement.message ? str(this.#evaluate(statement.message, scope)) : null });
      }
      case "raise": {
        const error = this.#evaluate(statement.error, scope);
        const raised = error instanceof ErrorType ? this.call(error, { positional: [], named: new Map() }) : error;
        if (!(raised instanceof RaisedError)) throw new Refusal({ kind: "value", callee: "raise", reason: "exceptions must derive from BaseException" });
        throw new Refusal({ kind: "raised", error: raised.typeName, text: raised.text() });
      }
      default: return statement satisfies never;
    }
  }

  /** Executes a loop. What leaves all loops leaves the outermost one, also those of functions that call each other. */
  #loop(head: Span, work: () => Exit): Exit {
    this.#loops.push({ head: this.#inLibrary ? null : head, from: this.#work });
    try {
      return work();
    } catch (caught) {
      if (caught instanceof LeaveLoops && this.#loops.length === 1) return null;
      throw caught;
    } finally {
      this.#loops.pop();
    }
  }

  /** Does the work of an expression that decides how often a loop is executed. */
  #deciding<T>(node: Expression, work: () => T): T {
    try {
      return work();
    } catch (caught) {
      const isOwn = caught instanceof PythonProblem && caught.problem.kind === "unknown-values" && !this.#inLibrary && caught.span.from >= node.from && caught.span.to <= node.to;
      if (isOwn && caught.problem.kind === "unknown-values") throw new PythonProblem({ ...caught.problem, decides: "loop" }, caught.span);
      throw caught;
    }
  }

  /** Does work with the values of expressions. If it is refused because one of them is None, the error says why it is. */
  #used<T>(nodes: readonly Expression[], scope: Scope, work: () => T, also: () => PythonFunction | null = () => null): T {
    try {
      return work();
    } catch (caught) {
      throw this.#inLibrary ? caught : this.#nones.explained(caught, nodes, scope, also);
    }
  }

  /** Assigns the value of an expression. */
  #assigned(target: Expression, node: Expression, value: Value, scope: Scope): void {
    const isTuple = target.kind === "tuple" || target.kind === "list";
    const isPaired = isTuple && node.kind === "tuple" && node.items.length === target.items.length;
    const given = (isPaired ? target.items : [target]).map((to, i) => ({ to, by: this.#nones.functionOf(isPaired ? node.items[i]! : node, scope) })); // before the names change
    if (isTuple && value === null) this.#at(target, () => this.#used([node], scope, () => this.list(value)));
    this.#assign(target, value, scope);
    for (const { to, by } of given) {
      if (to.kind === "name" && by) this.#nones.noteName(this.#scopeOf(to.name, scope), to.name, by);
    }
  }

  /** Returns whether the condition of a statement is true. */
  #holds(test: Expression, scope: Scope): boolean {
    return this.#at(test, () => this.truth(this.#value(test, scope)));
  }

  #counted(item: Value, { target, from }: Extract<Statement, { kind: "for" }>): Value {
    const { onCount } = this.#options;
    const counted = (value: Value, to: Expression | undefined) => (typeof value === "bigint" && to?.kind === "name" ? onCount!({ name: to.name, from }, value) : value);
    if (!onCount || this.#inLibrary) return item;
    return item instanceof Tuple && target.kind === "tuple" ? new Tuple(item.items.map((one, i) => counted(one, target.items[i]))) : counted(item, target);
  }

  #module(name: string): Module {
    const { modules } = this.#options;
    const found = this.#sources.get(name) ?? modules.get(name);
    if (!found) throw new Refusal({ kind: "unknown-module", name, nearest: nearest(name, modules.keys()) });
    return found;
  }

  #with(contexts: Extract<Statement, { kind: "with" }>["contexts"], body: Block, scope: Scope): Exit {
    const [first, ...rest] = contexts;
    if (!first) return this.#block(body, scope);
    const context = this.#evaluate(first.value, scope);
    if (!(context instanceof PythonObject) || !context.enter || !context.exit) throw new Refusal({ kind: "operator", operator: "with", left: typeName(context), right: null });
    const value = context.enter(this);
    try {
      if (first.target) this.#assign(first.target, value, scope);
      return this.#with(rest, body, scope);
    } finally {
      context.exit(this);
    }
  }

  #class({ name, bases, body }: Extract<Statement, { kind: "class" }>, scope: Scope): Exit {
    const over = bases.map((base) => {
      const value = this.#evaluate(base, scope);
      if (!(value instanceof Class)) throw new PythonProblem({ kind: "value", callee: name, reason: `${typeName(value)} is no class.` }, base);
      return value;
    });
    const inner: Scope = { ...scopeIn(scope, null), isClass: true };
    const exit = this.#block(body, inner);
    if (exit) throw new PythonProblem({ kind: "outside", what: exit.kind }, exit.span);
    const made = new Class(name, over, inner.values);
    for (const value of inner.values.values()) if (value instanceof PythonFunction) value.owner = made;
    this.#set(name, made, scope);
    return null;
  }

  #function(definition: PythonFunction["definition"], scope: Scope): PythonFunction {
    const defaults = new Map<string, Value>();
    for (const { name, default: otherwise } of definition.parameters) if (otherwise) defaults.set(name, this.#evaluate(otherwise, scope));
    // Functions do not see the names of a class around them.
    const around = scope.isClass && scope.around ? scope.around : scope;
    const own = "kind" in definition.body ? new Set<string>() : assignedNames(definition.body);
    return new PythonFunction(definition, defaults, around, new Set([...own, ...definition.parameters.map(({ name }) => name)]));
  }

  /** Returns the scope in which a name is assigned: "global" takes it out of the function's own. */
  #scopeOf(name: string, scope: Scope): Scope {
    return scope.own !== null && !scope.own.has(name) ? this.globals : scope;
  }

  #set(name: string, value: Value, scope: Scope): void {
    const to = this.#scopeOf(name, scope);
    to.values.set(name, value);
    this.#nones.noteAssignment(to, name, value, this.#inLibrary ? null : this.#span);
    if (!this.#inLibrary) this.#options.onName?.(name, value);
  }

  /** A name or an attribute has a value. */
  #named(target: Expression, value: Value): void {
    if (!this.#inLibrary && (target.kind === "name" || target.kind === "attribute")) this.#options.onName?.(target.name, value);
  }

  #assign(target: Expression, value: Value, scope: Scope): void {
    switch (target.kind) {
      case "name": return this.#set(target.name, value, scope);
      case "tuple": case "list": return this.#at(target, () => this.#unpack(target.items, value, scope));
      case "attribute": {
        const object = this.#evaluate(target.object, scope);
        return this.#at(target, () => {
          if (!(object instanceof PythonObject) || !object.setAttribute) throw new Refusal({ kind: "not-assignable", what: `${typeName(object)}.${target.name}` });
          object.setAttribute(target.name, value);
          if (object instanceof Instance) this.#nones.noteAssignment(object, target.name, value, this.#inLibrary ? null : target);
          this.#named(target, value);
        });
      }
      case "subscript": {
        const [object, index] = [this.#evaluate(target.object, scope), this.#evaluate(target.index, scope)];
        return this.#at(target, () => {
          if (!(object instanceof PythonObject) || !object.setItem) throw new Refusal({ kind: "not-assignable", what: `${typeName(object)}[…]` });
          object.setItem(index, value, this);
          if (object instanceof Dictionary) this.#keyed(index, value);
        });
      }
      default: throw new PythonProblem({ kind: "not-assignable", what: target.kind }, target);
    }
  }

  #unpack(targets: readonly Expression[], value: Value, scope: Scope): void {
    const items = this.list(value);
    const star = targets.findIndex(({ kind }) => kind === "starred");
    if (star < 0 ? items.length !== targets.length : items.length < targets.length - 1) throw new Refusal({ kind: "unpacking", wanted: targets.length, found: items.length });
    const extra = items.length - targets.length;
    targets.forEach((target, i) => {
      if (target.kind === "starred") this.#assign(target.value, new List(items.slice(i, i + extra + 1)), scope);
      else this.#assign(target, items[star >= 0 && i > star ? i + extra : i]!, scope);
    });
  }

  #evaluate(node: Expression, scope: Scope): Value {
    return this.#at(node, () => this.#value(node, scope));
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
        const operand = this.#evaluate(node.operand, scope);
        return this.#used([node.operand], scope, () => unary(node.operator, operand, this));
      }
      case "binary": {
        const [left, right] = [this.#evaluate(node.left, scope), this.#evaluate(node.right, scope)];
        return this.#used([node.left, node.right], scope, () => binary(node.operator, left, right, this));
      }
      case "logical": {
        const left = this.#evaluate(node.left, scope);
        return this.truth(left) === (node.operator === "or") ? left : this.#evaluate(node.right, scope);
      }
      case "comparison": {
        let left = this.#evaluate(node.first, scope);
        let result: Value = true;
        for (const { operator, operand } of node.rest) {
          const right = this.#evaluate(operand, scope);
          result = compare(operator, left, right, this);
          if (node.rest.length > 1 && !this.truth(result)) return result;
          left = right;
        }
        return result;
      }
      case "conditional": return this.#evaluate(this.truth(this.#evaluate(node.test, scope)) ? node.then : node.otherwise, scope);
      case "attribute": {
        const object = this.#evaluate(node.object, scope);
        return this.#at(node.nameSpan, () => this.#used([node.object], scope, () => this.attribute(object, node.name)));
      }
      case "call": return this.#call(node, scope);
      case "subscript": {
        const [object, index] = [this.#evaluate(node.object, scope), this.#evaluate(node.index, scope)];
        if (typeof object === "string") return textAt(object, index);
        return this.#used([node.object, node.index], scope, () => {
          if (!(object instanceof PythonObject) || !object.getItem) throw new Refusal({ kind: "no-index", type: typeName(object) });
          return object.getItem(index, this);
        });
      }
      case "slice": {
        const [start, stop, step] = [node.start, node.stop, node.step].map((bound) => (bound ? this.#evaluate(bound, scope) : null));
        return new Slice(start!, stop!, step!);
      }
      case "lambda": return this.#function({ name: "<lambda>", parameters: node.parameters, body: node.body }, scope);
      case "comprehension": {
        const values = this.#comprehended(node.clauses, scopeIn(scope, null), (inner) => this.#evaluate(node.element, inner));
        return node.result === "list" ? new List([...this.#bounded(values)]) : new PythonIterator(values);
      }
      case "dictionary comprehension": {
        const made = new Dictionary();
        const entries = this.#comprehended(node.clauses, scopeIn(scope, null), (inner) => {
          made.set(this.#evaluate(node.key, inner), this.#evaluate(node.element, inner));
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

  *#comprehended([clause, ...rest]: readonly ComprehensionClause[], scope: Scope, element: (scope: Scope) => Value): Generator<Value> {
    if (!clause) {
      yield element(scope);
      return;
    }
    for (const item of this.iterate(this.#evaluate(clause.over, scope))) {
      this.#assign(clause.target, item, scope);
      if (clause.conditions.every((condition) => this.truth(this.#evaluate(condition, scope)))) yield* this.#comprehended(rest, scope, element);
    }
  }

  #name(name: string, scope: Scope): Value {
    if (!this.#inLibrary) this.#options.onRead?.(name);
    for (let at: Scope | null = scope; at; at = at.around) {
      const value = at.values.get(name);
      if (value !== undefined) return value;
      if (at.own?.has(name)) throw new Refusal({ kind: "unset-name", name });
    }
    const builtin = builtins.functions.get(name);
    if (builtin !== undefined) return builtin;
    throw new Refusal({ kind: "unknown-name", name, nearest: nearest(name, [...this.#namesIn(scope), ...builtins.functions.keys()]) });
  }

  #namesIn(scope: Scope): readonly string[] {
    const names: string[] = [];
    for (let at: Scope | null = scope; at; at = at.around) names.push(...at.values.keys(), ...(at.own ?? []));
    return names.filter((name) => name !== OWNER);
  }

  #items(nodes: readonly Expression[], scope: Scope): Value[] {
    return nodes.flatMap((node) => (node.kind === "starred" ? this.#at(node, () => this.list(this.#evaluate(node.value, scope))) : [this.#evaluate(node, scope)]));
  }

  #dictionary(entries: Extract<Expression, { kind: "dictionary" }>["entries"], scope: Scope): Dictionary {
    const made = new Dictionary();
    for (const { key, value } of entries) {
      if (key) {
        const [by, one] = [this.#evaluate(key, scope), this.#evaluate(value, scope)];
        made.set(by, one);
        this.#keyed(by, one);
      } else for (const [name, one] of this.#unpackedDictionary(this.#evaluate(value, scope))) made.set(name, one);
    }
    return made;
  }

  #keyed(key: Value, value: Value): void {
    if (!this.#inLibrary && typeof key === "string") this.#options.onKey?.(key, value);
  }

  #unpackedDictionary(value: Value): Dictionary["entries"] {
    if (!(value instanceof Dictionary)) throw new Refusal({ kind: "operator", operator: "**", left: typeName(value), right: null });
    return value.entries;
  }

  #call(node: Extract<Expression, { kind: "call" }>, scope: Scope): Value {
    const { callee, arguments: given } = node;
    if (callee.kind === "name" && callee.name === "super") return this.#super(scope, this.#arguments(given, scope).positional);
    const called = this.#evaluate(callee, scope);
    const values = this.#arguments(given, scope);
    this.#withoutReturn = null;
    const value = this.#used([callee, ...given.map((one) => one.value)], scope, () => this.call(called, values), () => this.#withoutReturn);
    this.#nones.noteCall(node, value === null ? this.#withoutReturn : null);
    if (!this.#inLibrary && (callee.kind === "name" || callee.kind === "attribute")) this.#options.onCall?.(callee.name, value, called);
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
      const value = this.#evaluate(node, scope);
      if (unpack === "*") positional.push(...this.#at(node, () => this.list(value)));
      else if (unpack === "**") for (const [key, one] of this.#at(node, () => this.#unpackedDictionary(value))) add(str(key), one);
      else if (name === null) positional.push(value);
      else add(name, value);
    }
    return { positional, named };
  }

  #formatted(parts: readonly (string | Replacement)[], scope: Scope): string {
    const text = parts.map((part) => {
      if (typeof part === "string") return part;
      const value = this.#evaluate(part.value, scope);
      const converted = part.conversion === "r" ? repr(value) : part.conversion === "s" ? str(value) : value;
      return formatted(converted, this.#formatted(part.format, scope));
    }).join("");
    refuseTooMany(text.length);
    return text;
  }
}

/** The class of a method's definition is in its scope under this name, which no program can write. */
const OWNER = "super()";

const headOf = ({ name, from }: Extract<Statement, { kind: "function" }>): Span => ({ from, to: from + "def ".length + name.length });

function extended(list: List, by: readonly Value[]): List {
  refuseTooMany(list.items.length + by.length);
  list.items.push(...by);
  return list;
}

function textAt(text: string, index: Value): string {
  if (index instanceof Slice) return index.indices(text.length).map((i) => text[i]!).join("");
  const at = asInteger(index, "str");
  if (at < -text.length || at >= text.length) throw new Refusal({ kind: "bad-index", index: String(at), length: text.length });
  return text.at(at)!;
}
