/** The state of one execution of a program: its position, its limits, and the callbacks that observe it. */
import { Module } from "./classes";
import type { PythonFunction } from "./functions";
import { nearest } from "./nearest";
import { NoneSources } from "./noneSources";
import { PythonProblem } from "./problem";
import { refusalOf } from "./refusals";
import { Tuple } from "./sequences";
import type { Expression, Span, Statement } from "./syntax";
import { TimeLimit } from "./timeLimit";
import { LeaveLoops, MAX_CALLS, MAX_WORK, Refusal, type Scope, type Value } from "./values";

/** A name to which the `for` statement at this place gives integers. */
export interface CountedName {
  readonly name: string;
  readonly from: number;
}

export interface InterpreterOptions {
  /** The modules that a program can import, by their full names: "torch.nn". */
  readonly modules: ReadonlyMap<string, Module>;
  /** Absent: each call of the interpreter has its own. */
  readonly limit?: TimeLimit;
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

/** The number of letters, or of numbers of a tensor, that count as one piece of work. */
const IN_BULK = 100;
/** Pieces of work between two looks at the clock, which takes as long as one piece. */
const BETWEEN_LOOKS = 64;

/** Why a block ended before its end. */
export type Exit = { readonly kind: "break" | "continue"; readonly span: Span } | { readonly kind: "return"; readonly value: Value; readonly span: Span } | null;

/** A loop that is being executed. `from`: the work before it. */
interface Running {
  /** Null: a library executes it. */
  readonly head: Span | null;
  readonly from: number;
}

export class Execution {
  readonly options: InterpreterOptions;
  readonly globals: Scope = { values: new Map(), around: null, own: null };
  /** The scopes of the program and of the functions that are being executed, outermost first. */
  readonly frames: Scope[] = [this.globals];
  readonly nones = new NoneSources();
  /** The function that was executed last, if it ended without `return`; otherwise null. */
  withoutReturn: PythonFunction | null = null;
  readonly #sources = new Map<string, Module>();
  readonly #limit: TimeLimit;
  #work = 0;
  /** The work at which the clock is looked at next. */
  #look = 0;
  #calls = 0;
  /** Loops within loops, also across calls. */
  readonly #loops: Running[] = [];
  #span: Span = { from: 0, to: 0 };
  #inLibrary = false;

  constructor(options: InterpreterOptions) {
    this.options = options;
    this.#limit = options.limit ?? new TimeLimit();
  }

  /** The pieces of work that were counted. */
  get work(): number { return this.#work; }
  get limit(): TimeLimit { return this.#limit; }

  /** The innermost expression or statement that is being executed. */
  get span(): Span { return this.#span; }
  /** It executes code of a library, which has no place in the program. */
  get inLibrary(): boolean { return this.#inLibrary; }

  /** Does the work of a function or module with this scope around it. */
  within<T>(scope: Scope, work: () => T): T {
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

  /** Does `work` one level deeper. Refuses it if that is too deep. */
  nested<T>(work: () => T): T {
    if (this.#calls >= MAX_CALLS) throw new Refusal({ kind: "too-much", of: "depth", limit: MAX_CALLS });
    this.#calls++;
    try {
      return work();
    } finally {
      this.#calls--;
    }
  }

  /** Counts pieces of work. Refuses a program that does too much. */
  count(pieces = 1): void {
    this.#work += pieces;
    if (this.#work >= this.#look) {
      this.#look = this.#work + BETWEEN_LOOKS;
      this.#limit.expect();
    }
    if (this.#work <= MAX_WORK) return;
    const longest = this.#loops.findLast(({ head, from }) => head && this.#work - from > MAX_WORK / 2);
    if (longest?.head) throw new PythonProblem({ kind: "too-much", of: "loop", limit: MAX_WORK }, longest.head);
    throw new Refusal({ kind: "too-much", of: "work", limit: MAX_WORK });
  }

  /** Counts letters of a text, or numbers of a tensor. */
  countInBulk(items: number): void {
    this.count(Math.ceil(items / IN_BULK));
  }

  /** Does the work of a node, whose place a refusal gets unless it comes from deeper. */
  at<T>(span: Span, work: () => T): T {
    if (this.#inLibrary) {
      this.count();
      return work();
    }
    const before = this.#span;
    this.#span = span;
    try {
      this.count();
      return work();
    } catch (caught) {
      const refusal = refusalOf(caught);
      throw refusal ? new PythonProblem(refusal.problem, span) : caught;
    } finally {
      this.#span = before;
    }
  }

  /** Executes a loop. What leaves all loops leaves the outermost one, also those of functions that call each other. */
  loop(head: Span, work: () => Exit): Exit {
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
  deciding<T>(node: Expression, work: () => T): T {
    try {
      return work();
    } catch (caught) {
      const isOwn = caught instanceof PythonProblem && caught.problem.kind === "unknown-values" && !this.#inLibrary && caught.span.from >= node.from && caught.span.to <= node.to;
      if (isOwn && caught.problem.kind === "unknown-values") throw new PythonProblem({ ...caught.problem, decides: "loop" }, caught.span);
      throw caught;
    }
  }

  /** Does work with the values of expressions. If it is refused because one of them is None, the error says why it is. */
  used<T>(nodes: readonly Expression[], scope: Scope, work: () => T, also: () => PythonFunction | null = () => null): T {
    try {
      return work();
    } catch (caught) {
      throw this.#inLibrary ? caught : this.nones.explained(caught, nodes, scope, also);
    }
  }

  /** Returns what the target of a `for` statement gets for an item. */
  counted(item: Value, { target, from }: Extract<Statement, { kind: "for" }>): Value {
    const { onCount } = this.options;
    const counted = (value: Value, to: Expression | undefined) => (typeof value === "bigint" && to?.kind === "name" ? onCount!({ name: to.name, from }, value) : value);
    if (!onCount || this.#inLibrary) return item;
    return item instanceof Tuple && target.kind === "tuple" ? new Tuple(item.items.map((one, i) => counted(one, target.items[i]))) : counted(item, target);
  }

  /** Tells the value of an assignment or of an expression that is a statement, and its place. */
  noteValue(value: Value, span: Span): void {
    if (!this.#inLibrary) this.options.onValue?.(value, span);
  }

  /** Tells that a name or an attribute has got a value. */
  noteName(name: string, value: Value): void {
    if (!this.#inLibrary) this.options.onName?.(name, value);
  }

  /** Tells that a key of a dictionary has got a value. */
  noteKey(key: Value, value: Value): void {
    if (!this.#inLibrary && typeof key === "string") this.options.onKey?.(key, value);
  }

  /** Returns a module, or refuses its name. */
  module(name: string): Module {
    const { modules } = this.options;
    const found = this.#sources.get(name) ?? modules.get(name);
    if (!found) throw new Refusal({ kind: "unknown-module", name, nearest: nearest(name, modules.keys()) });
    return found;
  }

  /** Adds a library's module that is written in Python. */
  addModule(name: string, values: Map<string, Value>): void {
    this.#sources.set(name, new Module(name, values));
  }
}
