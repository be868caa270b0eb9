/** Converts expressions of Lezer's tree. It gives `not` a higher rank than Python does, so operators are ranked here (Python's language reference, §6.17). */
import type { SyntaxNode } from "@lezer/common";
import { childrenOf, spanOf, split, type Source } from "./nodes";
import { PythonProblem } from "./problem";
import { unquoted, type Unquoted } from "./strings";
import type { Argument, BinaryOperator, ComparisonOperator, ComprehensionClause, Expression, Parameter, Replacement, Span, UnaryOperator } from "./syntax";

const RANKS: Readonly<Record<string, number>> = {
  or: 1, and: 2, not: 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "==": 4, "!=": 4, in: 4, "not in": 4, is: 4, "is not": 4,
  "|": 5, "^": 6, "&": 7, "<<": 8, ">>": 8, "+": 9, "-": 9, "*": 10, "/": 10, "//": 10, "%": 10, "@": 10, unary: 11, "**": 12,
};
const COMPARISON = 4;

type Token = { readonly operator: string; readonly span: Span } | { readonly operand: Expression };

/** Lezer reads the float `5.` as an attribute without a name. */
export const isPointAfterNumber = (node: SyntaxNode | null): boolean =>
  node?.name === "MemberExpression" && node.firstChild?.name === "Number" && node.lastChild?.type.isError === true && node.lastChild.from === node.lastChild.to;

export class ExpressionParser {
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  /** Converts the parameters of a function. */
  parameters(list: SyntaxNode): readonly Parameter[] {
    const parameters: Parameter[] = [];
    let keywordOnly = false;
    for (const all of split(childrenOf(list).filter(({ name }) => name !== "(" && name !== ")"), ",")) {
      const part = all.filter(({ name }) => name !== "TypeDef");
      const [first] = part;
      if (first!.name === "*" && part.length === 1) keywordOnly = true;
      else if (first!.name === "/") continue;
      else {
        const collects = first!.name === "*" || first!.name === "**" ? first!.name : "";
        const name = part[collects === "" ? 0 : 1]!;
        const equals = part.findIndex(({ name }) => name === "AssignOp");
        parameters.push({ name: this.#source.text(name), collects, keywordOnly, default: equals < 0 ? null : this.ranked(part.slice(equals + 1)), from: name.from, to: name.to });
        if (collects === "*") keywordOnly = true;
      }
    }
    return parameters;
  }

  /** Converts the arguments of a call, with their brackets. */
  arguments(list: SyntaxNode): readonly Argument[] {
    const inner = childrenOf(list).slice(1, -1);
    const clause = inner.findIndex(({ name }) => name === "for");
    if (clause >= 0) { // f(x for x in y)
      const value = this.#comprehension("generator", inner, spanOf(inner));
      return [{ name: null, unpack: "", value, from: value.from, to: value.to }];
    }
    return split(inner, ",").map((part): Argument => {
      const span = spanOf(part);
      const [first, second] = part;
      if (first!.name === "*" || first!.name === "**") return { name: null, unpack: first!.name, value: this.ranked(part.slice(1)), ...span };
      if (second?.name === "AssignOp" && this.#source.text(second) === "=") return { name: this.#source.text(first!), unpack: "", value: this.ranked(part.slice(2)), ...span };
      return { name: null, unpack: "", value: this.ranked(part), ...span };
    });
  }

  /** Converts expressions with commas between them: one, or a tuple. */
  listed(nodes: readonly SyntaxNode[]): Expression {
    const isTuple = nodes.some(({ name }) => name === ",");
    if (!isTuple && nodes[0]!.name !== "*") return this.ranked(nodes);
    return { kind: "tuple", items: split(nodes, ",").map((part) => this.#item(part)), ...spanOf(nodes) };
  }

  #item(part: readonly SyntaxNode[]): Expression {
    if (part[0]!.name !== "*") return this.ranked(part);
    return { kind: "starred", value: this.ranked(part.slice(1)), ...spanOf(part) };
  }

  /** Converts one expression. Collects its operators and operands in their order, and groups them by Python's ranks. */
  ranked(nodes: readonly SyntaxNode[]): Expression {
    const tokens = nodes.flatMap((node) => this.#tokens(node));
    let at = 0;
    const operatorAt = (i: number) => {
      const token = tokens[i];
      return token && "operator" in token ? token : null;
    };
    const parseFrom = (least: number): Expression => {
      let left = parseOperand();
      for (;;) {
        const found = operatorAt(at);
        const rank = found ? RANKS[found.operator]! : 0;
        if (!found || rank < least) return left;
        at++;
        const { operator } = found;
        const right = parseFrom(operator === "**" ? RANKS["unary"]! : rank + 1);
        const span = { from: left.from, to: right.to };
        if (operator === "and" || operator === "or") left = { kind: "logical", operator, left, right, ...span };
        else if (rank === COMPARISON) {
          const [first, rest] = left.kind === "comparison" && chained.has(left) ? [left.first, left.rest] : [left, []];
          left = { kind: "comparison", first, rest: [...rest, { operator: operator as ComparisonOperator, operand: right }], ...span };
          chained.add(left);
        } else left = { kind: "binary", operator: operator as BinaryOperator, left, right, ...span };
      }
    };
    /** Comparisons of this row: a < b < c is one comparison, and (a < b) < c is not. */
    const chained = new Set<Expression>();
    const parseOperand = (): Expression => {
      const token = tokens[at++]!;
      if ("operand" in token) return token.operand;
      const operator = token.operator as UnaryOperator;
      const operand = parseFrom(operator === "not" ? RANKS["not"]! : RANKS["unary"]!);
      return { kind: "unary", operator, operand, from: token.span.from, to: operand.to };
    };
    return parseFrom(1);
  }

  /** Returns the operators and operands of a node in the order of the source. */
  #tokens(node: SyntaxNode): readonly Token[] {
    if (node.name !== "BinaryExpression" && node.name !== "UnaryExpression") return [{ operand: this.#operand(node) }];
    const tokens: Token[] = [];
    const children = childrenOf(node);
    for (let i = 0; i < children.length; i++) {
      const child = children[i]!;
      const next = children[i + 1];
      const isOperator = ["ArithOp", "BitOp", "CompareOp", "and", "or", "not", "in", "is"].includes(child.name);
      if (!isOperator) tokens.push(...this.#tokens(child));
      else if ((child.name === "not" && next?.name === "in") || (child.name === "is" && next?.name === "not")) {
        tokens.push({ operator: `${child.name} ${next.name}`, span: { from: child.from, to: next.to } });
        i++;
      } else tokens.push({ operator: this.#source.text(child), span: child });
    }
    return tokens;
  }

  #operand(node: SyntaxNode): Expression {
    const { from, to } = node;
    const children = childrenOf(node);
    switch (node.name) {
      case "VariableName": return { kind: "name", name: this.#source.text(node), from, to };
      case "Number": return this.#number(node);
      case "String": return this.#string(node, unquoted(this.#source.text(node)));
      case "FormatString": return { kind: "formatted", parts: this.#formatParts(node), from, to };
      case "ContinuedString": return this.#continued(node, children);
      case "Boolean": return { kind: "boolean", value: this.#source.text(node) === "True", from, to };
      case "None": return { kind: "none", from, to };
      case "Ellipsis": return { kind: "ellipsis", from, to };
      case "ParenthesizedExpression": return { ...this.ranked(children.slice(1, -1)), from, to };
      case "TupleExpression": return { kind: "tuple", items: split(children.slice(1, -1), ",").map((part) => this.#item(part)), from, to };
      case "ArrayExpression": return { kind: "list", items: split(children.slice(1, -1), ",").map((part) => this.#item(part)), from, to };
      case "DictionaryExpression": return { kind: "dictionary", entries: split(children.slice(1, -1), ",").map((part) => this.#entry(part)), from, to };
      case "ComprehensionExpression": return this.#comprehension("generator", children.slice(1, -1), node);
      case "ArrayComprehensionExpression": return this.#comprehension("list", children.slice(1, -1), node);
      case "DictionaryComprehensionExpression": {
        const inner = children.slice(1, -1);
        const clauses = inner.findIndex(({ name }) => name === "for");
        const { key, value } = this.#entry(inner.slice(0, clauses));
        return { kind: "dictionary comprehension", key: key!, element: value, clauses: this.#clauses(inner.slice(clauses)), from, to };
      }
      case "ConditionalExpression": {
        const [at, otherwise] = [children.findIndex(({ name }) => name === "if"), children.findIndex(({ name }) => name === "else")];
        return { kind: "conditional", then: this.ranked(children.slice(0, at)), test: this.ranked(children.slice(at + 1, otherwise)), otherwise: this.ranked(children.slice(otherwise + 1)), from, to };
      }
      case "LambdaExpression": {
        const list = children.find(({ name }) => name === "ParamList");
        const colon = children.findIndex(({ name }) => name === ":");
        return { kind: "lambda", parameters: list ? this.parameters(list) : [], body: this.ranked(children.slice(colon + 1)), from, to };
      }
      case "CallExpression": return { kind: "call", callee: this.ranked(children.slice(0, -1)), arguments: this.arguments(children.at(-1)!), from, to };
      case "MemberExpression": return isPointAfterNumber(node) ? this.#number(node) : this.#member(node, children);
      default: return this.#source.unsupported(node);
    }
  }

  #number(node: SyntaxNode): Expression {
    const written = this.#source.text(node).replaceAll("_", "");
    if (/[jJ]$/.test(written)) this.#source.unsupported(node);
    const value = Number(written);
    const isInt = /^(0[xXoObB][\da-fA-F]+|\d+)$/.test(written);
    if (!Number.isFinite(value) || (isInt && !Number.isSafeInteger(value))) throw new PythonProblem({ kind: "too-large", number: this.#source.text(node) }, node);
    return { kind: isInt ? "int" : "float", value, from: node.from, to: node.to };
  }

  #string(node: SyntaxNode, { value, isBytes }: Unquoted): Expression {
    if (isBytes) this.#source.unsupported(node);
    return { kind: "string", value, from: node.from, to: node.to };
  }

  /** Adjacent strings are one. */
  #continued({ from, to }: Span, children: readonly SyntaxNode[]): Expression {
    const parts = children.flatMap((child) => {
      const part = this.#operand(child);
      return part.kind === "formatted" ? part.parts : part.kind === "string" ? [part.value] : [];
    });
    if (parts.every((part) => typeof part === "string")) return { kind: "string", value: parts.join(""), from, to };
    return { kind: "formatted", parts, from, to };
  }

  #formatParts(node: SyntaxNode): readonly (string | Replacement)[] {
    const written = this.#source.text(node);
    const [opening] = /^[a-zA-Z]*("""|'''|"|')/.exec(written)!;
    const quote = opening.replace(/^[a-zA-Z]*/, "");
    const isRaw = /r/i.test(opening.slice(0, opening.length - quote.length));
    return this.#replacements(node, node.from + opening.length, node.to - quote.length, (text) =>
      unquoted(`${isRaw ? "r" : ""}${quote}${text}${quote}`).value.replaceAll("{{", "{").replaceAll("}}", "}"));
  }

  #replacements(node: SyntaxNode, from: number, to: number, textOf: (written: string) => string): readonly (string | Replacement)[] {
    const parts: (string | Replacement)[] = [];
    let at = from;
    for (const child of childrenOf(node).filter(({ name }) => name === "FormatReplacement")) {
      if (child.from > at) parts.push(textOf(this.#source.text({ from: at, to: child.from })));
      parts.push(this.#replacement(child));
      at = child.to;
    }
    if (to > at) parts.push(textOf(this.#source.text({ from: at, to })));
    return parts;
  }

  #replacement(node: SyntaxNode): Replacement {
    const inner = childrenOf(node).slice(1, -1);
    const [conversion, format] = ["FormatConversion", "FormatSpec"].map((name) => inner.find((child) => child.name === name));
    if (inner.some(({ name }) => name === "FormatSelfDoc")) this.#source.unsupported(node);
    const kind = conversion ? this.#source.text(conversion).slice(1) : "";
    if (kind !== "" && kind !== "r" && kind !== "s") this.#source.unsupported(node);
    return {
      value: this.listed(inner.filter((child) => child !== conversion && child !== format)), conversion: kind,
      format: format ? this.#replacements(format, format.from + 1, format.to, (text) => text) : [],
    };
  }

  #entry(part: readonly SyntaxNode[]): { readonly key: Expression | null; readonly value: Expression } {
    if (part[0]!.name === "**") return { key: null, value: this.ranked(part.slice(1)) };
    const colon = part.findIndex(({ name }) => name === ":");
    return { key: this.ranked(part.slice(0, colon)), value: this.ranked(part.slice(colon + 1)) };
  }

  #comprehension(result: "list" | "generator", inner: readonly SyntaxNode[], { from, to }: Span): Expression {
    const clauses = inner.findIndex(({ name }) => name === "for");
    return { kind: "comprehension", result, element: this.ranked(inner.slice(0, clauses)), clauses: this.#clauses(inner.slice(clauses)), from, to };
  }

  #clauses(nodes: readonly SyntaxNode[]): readonly ComprehensionClause[] {
    if (nodes.some(({ name }) => name === "async")) this.#source.unsupported(nodes[0]!, "async");
    return split(nodes, "for").filter((part) => part.length > 0).map((part) => {
      const [within, ...ifs] = part.flatMap(({ name }, i) => (name === "in" || name === "if" ? [i] : []));
      const ends = [...ifs, part.length];
      return {
        target: this.listed(part.slice(0, within)), over: this.ranked(part.slice(within! + 1, ends[0])),
        conditions: ifs.map((start, i) => this.ranked(part.slice(start + 1, ends[i + 1]))),
      };
    });
  }

  #member({ from, to }: Span, children: readonly SyntaxNode[]): Expression {
    const at = children.findIndex(({ name }) => name === "." || name === "[");
    const object = this.ranked(children.slice(0, at));
    if (children[at]!.name === ".") {
      const name = children.at(-1)!;
      return { kind: "attribute", object, name: this.#source.text(name), nameSpan: { from: name.from, to: name.to }, from, to };
    }
    const inner = children.slice(at + 1, -1);
    const indices = split(inner, ",").map((part) => this.#index(part));
    const index: Expression = indices.length === 1 && !inner.some(({ name }) => name === ",") ? indices[0]! : { kind: "tuple", items: indices, ...spanOf(inner) };
    return { kind: "subscript", object, index, from, to };
  }

  /** An index or a slice. */
  #index(part: readonly SyntaxNode[]): Expression {
    const colons = part.flatMap(({ name }, i) => (name === ":" ? [i] : []));
    if (colons.length === 0) return this.#item(part);
    const bounds = [-1, ...colons].map((colon, i) => part.slice(colon + 1, colons[i] ?? part.length));
    const [start = null, stop = null, step = null] = bounds.map((bound) => (bound.length > 0 ? this.ranked(bound) : null));
    return { kind: "slice", start, stop, step, ...spanOf(part) };
  }
}
