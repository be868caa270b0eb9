/** The numeric constants at the top of a program: what its reader can change without writing. */
import { parse } from "../python/parse";
import type { Expression, Span, Statement } from "../python/syntax";

/** `name = number`, assigned once, before the first definition or loop. `span`: the number in the source. */
export interface Constant {
  readonly name: string;
  readonly kind: "int" | "float";
  readonly value: number;
  readonly span: Span;
}

/** Larger numbers have no sliders. */
const LARGEST = 1e6;

const BEGINS_CODE: readonly Statement["kind"][] = ["function", "class", "for", "while", "if", "with"];

function numberIn(expression: Expression): Pick<Constant, "kind" | "value"> | null {
  if (expression.kind === "int" || expression.kind === "float") return { kind: expression.kind, value: expression.value };
  if (expression.kind !== "unary" || expression.operator !== "-") return null;
  const inner = numberIn(expression.operand);
  return inner && { ...inner, value: -inner.value };
}

/** Returns the constants in the order of the source. Throws a `PythonProblem` if it is no Python. */
export function constantsOf(source: string): readonly Constant[] {
  const tree = parse(source);
  const end = tree.findIndex(({ kind }) => BEGINS_CODE.includes(kind));
  const top = end < 0 ? tree : tree.slice(0, end);
  const assignedIn = (statement: Statement): readonly string[] =>
    (statement.kind === "assign" ? statement.targets : statement.kind === "update" ? [statement.target] : []).flatMap((target) => (target.kind === "name" ? [target.name] : []));
  const names = tree.flatMap(assignedIn);
  return top.flatMap((statement): Constant[] => {
    const [name, ...others] = assignedIn(statement);
    if (statement.kind !== "assign" || name === undefined || name.startsWith("__") || others.length > 0 || names.filter((one) => one === name).length > 1) return [];
    const number = numberIn(statement.value);
    return number && Math.abs(number.value) <= LARGEST ? [{ name, ...number, span: { from: statement.value.from, to: statement.value.to } }] : [];
  });
}

/** Returns a number as Python writes it. */
const written = ({ kind }: Constant, value: number): string => {
  const text = String(value);
  return kind === "float" && /^-?\d+$/.test(text) ? `${text}.0` : text;
};

/** Returns the source with other values of its constants, by name. Constants without one, and those with the same value, are not touched. */
export function withConstants(source: string, constants: readonly Constant[], values: Readonly<Record<string, number>>): string {
  return constants.toSorted((a, b) => b.span.from - a.span.from).reduce((text, constant) => {
    const value = Object.hasOwn(values, constant.name) ? values[constant.name] : undefined;
    return value === undefined || value === constant.value ? text : text.slice(0, constant.span.from) + written(constant, value) + text.slice(constant.span.to);
  }, source);
}
