/**
 * The values of a program. None is null, an int is a bigint, a float a number, a bool a boolean, a str a string; everything else is a
 * `PythonObject`. What a library adds (tensors, modules) are instances of `Class`, or subclasses of `PythonObject` of its own.
 */
import { withShortTexts, type ProblemKind } from "./problem";
import type { BinaryOperator, Block, ComparisonOperator, Expression, Parameter, Span, UnaryOperator } from "./syntax";

export type Value = null | boolean | bigint | number | string | PythonObject;

/** A function that a program defines. */
export interface FunctionValue {
  /** `head`: the place of its first words, `def NAME`; a lambda has none. */
  readonly definition: { readonly name: string; readonly parameters: readonly Parameter[]; readonly body: Block | Expression; readonly head?: Span };
  readonly defaults: ReadonlyMap<string, Value>;
  readonly scope: Scope;
  /** The names that it assigns. */
  readonly own: ReadonlySet<string>;
  /** The class whose body defines it, for `super()`. */
  readonly owner: PythonObject | null;
}

/** What objects can ask of the interpreter that executes a program. */
export interface Interpreter {
  /** The innermost expression or statement that is being evaluated. */
  readonly span: Span;
  /** `values`: those of the line. */
  print(line: string, values: readonly Value[]): void;
  /** Calls a function or another object. */
  call(callee: Value, given: Arguments): Value;
  callFunction(called: FunctionValue, given: Arguments): Value;
  /** Does `work` one level deeper, and counts it. Refuses it if that is too deep, or if the program does too much. */
  nested<T>(work: () => T): T;
  /** Counts pieces of work, such as the elements of a new list. Refuses a program that does too much. */
  count(pieces: number): void;
  /** Counts letters of a text, or numbers of a tensor: a hundred of them are a piece of work. */
  countInBulk(items: number): void;
  truth(value: Value): boolean;
  iterate(value: Value): Iterable<Value>;
  /** Returns all values of an iterable. */
  list(value: Value): Value[];
  /** Returns an attribute, or refuses the name. */
  attribute(object: Value, name: string): Value;
  findAttribute(object: Value, name: string): Value | undefined;
}

/** Counts work that is proportional to a length. Everything that does such work says so before it does it. */
export type Counter = Pick<Interpreter, "count" | "countInBulk">;

/** For keys and lists that the library itself has written, which are short. */
export const UNCOUNTED: Counter = { count: () => undefined, countInBulk: () => undefined };

/** A problem whose place is not known yet: the interpreter adds the innermost expression that it evaluates. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly problem: ProblemKind;

  constructor(problem: ProblemKind) {
    super(problem.kind);
    this.problem = withShortTexts(problem);
  }
}

/** A library has seen enough of a program's loops: the program continues after the outermost one. */
export class LeaveLoops extends Error {
  override readonly name = "LeaveLoops";
}

/** An object. A method that is absent, or that returns undefined, is an operation that the object does not support. */
export abstract class PythonObject {
  /** The name of its type, as Python's error messages have it. */
  abstract readonly typeName: string;
  /** As an attribute of a class it is a method: an instance passes itself as the first argument. */
  readonly isMethod: boolean = false;
  getAttribute?(name: string, interpreter: Interpreter): Value | undefined;
  setAttribute?(name: string, value: Value): void;
  /** Returns the names of its attributes, for suggestions. */
  attributeNames?(): Iterable<string>;
  call?(given: Arguments, interpreter: Interpreter): Value;
  unary?(operator: UnaryOperator, interpreter: Interpreter): Value | undefined;
  /** `isRight`: the object is the right operand. */
  binary?(operator: BinaryOperator, other: Value, isRight: boolean, interpreter: Interpreter): Value | undefined;
  /** Changes the object itself: `a += b`. Returns false if it cannot; then the result of `binary` is assigned. */
  update?(operator: BinaryOperator, other: Value, interpreter: Interpreter): boolean;
  compare?(operator: ComparisonOperator, other: Value, isRight: boolean, interpreter: Interpreter): Value | undefined;
  getItem?(index: Value, interpreter: Interpreter): Value;
  setItem?(index: Value, value: Value, interpreter: Interpreter): void;
  iterate?(interpreter: Interpreter): Iterable<Value>;
  length?(interpreter: Interpreter): number;
  truth?(interpreter: Interpreter): boolean;
  /** Its type, such as "Tensor [3]", if its numbers are known in training only. */
  get unknown(): string | undefined { return undefined; }
  /** Returns the number that it is, for what needs to know it. */
  number?(): number | bigint | boolean;
  /** It is a number that nothing needs to know yet: returns what `work` makes of it. */
  mapped?(work: (value: Value) => Value): Value;
  enter?(interpreter: Interpreter): Value;
  exit?(interpreter: Interpreter): void;
  /** Returns its text as `repr` has it. */
  text?(counter: Counter): string;
  /** Returns its text in an f-string with this format specification. */
  format?(specification: string): string;
}

/** The values that a call passes. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

export const NOTHING: Arguments = { positional: [], named: new Map() };

/** The names of a block. A name that is not found here is looked up in the scope around it. */
export interface Scope {
  readonly values: Map<string, Value>;
  readonly around: Scope | null;
  /** The names that the block assigns, which are never looked up around it; null: they are all looked up. */
  readonly own: ReadonlySet<string> | null;
  /** It is the body of a class, whose functions do not see its names. */
  readonly isClass?: true;
  /** It is a library's module: a refusal within it is one of the call in the program. */
  readonly isLibrary?: true;
}

/** A program that evaluates more expressions and statements, or makes more elements of lists, is refused. */
export const MAX_WORK = 1_000_000;
/** Calls within calls. */
export const MAX_CALLS = 60;
/** Longer sequences are refused. */
export const MAX_ELEMENTS = 100_000;

export function refuseTooMany(count: number): void {
  if (count > MAX_ELEMENTS) throw new Refusal({ kind: "too-much", of: "elements", limit: MAX_ELEMENTS });
}

/** Returns the name of a value's type. */
export function typeName(value: Value): string {
  if (value === null) return "None";
  if (value instanceof PythonObject) return value.typeName;
  return { bigint: "int", number: "float", boolean: "bool", string: "str" }[typeof value as "bigint" | "number" | "boolean" | "string"];
}

/** Applies a function of one number. */
export const ofNumber = (value: Value, work: (value: Value) => Value): Value => (value instanceof PythonObject && value.mapped ? value.mapped(work) : work(value));

/** Refuses a value whose numbers are known in training only. */
export function refuseUnknown(value: Value): void {
  if (value instanceof PythonObject && value.unknown !== undefined) throw new Refusal({ kind: "unknown-values", type: value.unknown });
}

/** Returns the value as an integer, or refuses it for `callee`. */
export function asInteger(value: Value, callee: string): number {
  if (value instanceof PythonObject && value.number) return asInteger(value.number(), callee);
  if (typeof value === "boolean") return Number(value);
  refuseUnknown(value);
  if (typeof value !== "bigint") throw new Refusal({ kind: "value", callee, reason: `${typeName(value)} is no int.` });
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Refusal({ kind: "value", callee, reason: `${value} is too large.` });
  return number;
}

/** Returns the value as a number, or refuses it for `callee`. */
export function asNumber(value: Value, callee: string): number {
  if (value instanceof PythonObject && value.number) return asNumber(value.number(), callee);
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return Number(value);
  refuseUnknown(value);
  throw new Refusal({ kind: "value", callee, reason: `${typeName(value)} is no number.` });
}

/** Returns the value as a text, or refuses it for `callee`. */
export function asText(value: Value, callee: string): string {
  if (typeof value === "string") return value;
  throw new Refusal({ kind: "value", callee, reason: `${typeName(value)} is no str.` });
}

/** Returns the place of an index in a sequence of this length; negative ones count from the end. */
export function indexIn(length: number, index: Value, of: PythonObject): number {
  const at = asInteger(index, of.typeName);
  if (at < -length || at >= length) throw new Refusal({ kind: "bad-index", index: String(at), length });
  return at < 0 ? at + length : at;
}
