/** Converts statements of Lezer's tree. */
import type { SyntaxNode } from "@lezer/common";
import { childrenOf, spanOf, split, type Source } from "./nodes";
import { ExpressionParser } from "./parseExpressions";
import { PythonProblem } from "./problem";
import type { BinaryOperator, Block, Expression, Span, Statement } from "./syntax";

export class StatementParser {
  readonly #source: Source;
  readonly #expressions: ExpressionParser;

  constructor(source: Source) {
    this.#source = source;
    this.#expressions = new ExpressionParser(source);
  }

  block(nodes: readonly SyntaxNode[]): Block {
    return nodes.flatMap((node) => (node.name === "StatementGroup" ? this.block(childrenOf(node).filter(({ name }) => name !== ";")) : [this.#statement(node)]));
  }

  #statement(node: SyntaxNode, decorators: readonly Expression[] = []): Statement {
    const { from, to } = node;
    const children = childrenOf(node);
    switch (node.name) {
      case "ExpressionStatement": return { kind: "expression", value: this.#expressions.listed(children), from, to };
      case "AssignStatement": {
        const parts = split(children.filter(({ name }) => name !== "TypeDef"), "AssignOp").map((part) => this.#expressions.listed(part));
        if (parts.length < 2) this.#source.unsupported(node, this.#source.text(node)); // a declaration without a value
        return { kind: "assign", targets: parts.slice(0, -1), value: parts.at(-1)!, from, to };
      }
      case "UpdateStatement": {
        const at = children.findIndex(({ name }) => name === "UpdateOp");
        const operator = this.#source.text(children[at]!).slice(0, -1) as BinaryOperator;
        return { kind: "update", target: this.#expressions.listed(children.slice(0, at)), operator, value: this.#expressions.listed(children.slice(at + 1)), from, to };
      }
      case "ReturnStatement": return { kind: "return", value: children.length > 1 ? this.#expressions.listed(children.slice(1)) : null, from, to };
      case "PassStatement": return { kind: "pass", from, to };
      case "BreakStatement": return { kind: "break", from, to };
      case "ContinueStatement": return { kind: "continue", from, to };
      case "AssertStatement": {
        const [test, message] = split(children.slice(1), ",").map((part) => this.#expressions.ranked(part));
        return { kind: "assert", test: test!, message: message ?? null, from, to };
      }
      case "RaiseStatement": {
        const [error, ...more] = split(children.slice(1), "from");
        if (!error || more.length > 0) this.#source.unsupported(node);
        return { kind: "raise", error: this.#expressions.listed(error), from, to };
      }
      case "ScopeStatement":
        if (children[0]!.name === "nonlocal") this.#source.unsupported(node, "nonlocal");
        return { kind: "global", names: children.filter(({ name }) => name === "VariableName").map((name) => this.#source.text(name)), from, to };
      case "IfStatement": return this.#if(node, children);
      case "WhileStatement": return { kind: "while", test: this.#expressions.ranked(children.slice(1, children.findIndex(isBody))), ...this.#loopBodies(children), from, to };
      case "ForStatement": {
        const [within, body] = [children.findIndex(({ name }) => name === "in"), children.findIndex(isBody)];
        if (children[0]!.name === "async") this.#source.unsupported(node, "async");
        return { kind: "for", target: this.#expressions.listed(children.slice(1, within)), over: this.#expressions.listed(children.slice(within + 1, body)), ...this.#loopBodies(children), from, to };
      }
      case "WithStatement": return this.#with(node, children);
      case "FunctionDefinition": return this.#function(node, children, decorators);
      case "ClassDefinition": return this.#class(node, children, decorators);
      case "DecoratedStatement": {
        const found = children.filter(({ name }) => name === "Decorator").map((decorator) => this.#decorator(decorator));
        return this.#statement(children.at(-1)!, found);
      }
      case "ImportStatement": return this.#import(node, children);
      case "PrintStatement": throw new PythonProblem({ kind: "syntax", fault: "print", what: "" }, node);
      default: return this.#source.unsupported(node);
    }
  }

  #body(nodes: readonly SyntaxNode[]): Block {
    const body = nodes.find(isBody);
    return body ? this.block(childrenOf(body).slice(1)) : [];
  }

  #loopBodies(children: readonly SyntaxNode[]): { readonly body: Block; readonly otherwise: Block } {
    const otherwise = children.findIndex(({ name }) => name === "else");
    return { body: this.#body(children), otherwise: otherwise < 0 ? [] : this.#body(children.slice(otherwise)) };
  }

  #if({ from, to }: Span, children: readonly SyntaxNode[]): Statement {
    const starts = children.flatMap(({ name }, i) => (["if", "elif"].includes(name) ? [i] : []));
    const otherwise = children.findIndex(({ name }) => name === "else");
    return {
      kind: "if",
      branches: starts.map((start) => {
        const rest = children.slice(start + 1);
        return { test: this.#expressions.ranked(rest.slice(0, rest.findIndex(isBody))), body: this.#body(rest) };
      }),
      otherwise: otherwise < 0 ? [] : this.#body(children.slice(otherwise)), from, to,
    };
  }

  #with(node: SyntaxNode, children: readonly SyntaxNode[]): Statement {
    if (children[0]!.name === "async") this.#source.unsupported(node, "async");
    const parts = split(children.slice(1, children.findIndex(isBody)), ",");
    const contexts = parts.map((part) => {
      const as = part.findIndex(({ name }) => name === "as");
      return { value: this.#expressions.ranked(as < 0 ? part : part.slice(0, as)), target: as < 0 ? null : this.#expressions.ranked(part.slice(as + 1)) };
    });
    return { kind: "with", contexts, body: this.#body(children), from: node.from, to: node.to };
  }

  #function(node: SyntaxNode, children: readonly SyntaxNode[], decorators: readonly Expression[]): Statement {
    if (children[0]!.name === "async") this.#source.unsupported(node, "async");
    const name = children.find((child) => child.name === "VariableName")!;
    const parameters = this.#expressions.parameters(children.find((child) => child.name === "ParamList")!);
    return { kind: "function", name: this.#source.text(name), parameters, body: this.#body(children), decorators, from: node.from, to: node.to };
  }

  #class(node: SyntaxNode, children: readonly SyntaxNode[], decorators: readonly Expression[]): Statement {
    if (decorators.length > 0) this.#source.unsupported(node, "@");
    const list = children.find(({ name }) => name === "ArgList");
    const bases = list ? this.#expressions.arguments(list) : [];
    const odd = bases.find(({ name, unpack }) => name !== null || unpack !== "");
    if (odd) throw new PythonProblem({ kind: "unsupported", what: this.#source.text(odd) }, odd);
    return { kind: "class", name: this.#source.text(children[1]!), bases: bases.map(({ value }) => value), body: this.#body(children), from: node.from, to: node.to };
  }

  /** Lezer writes a decorator without expressions: names with dots, and perhaps arguments. */
  #decorator(node: SyntaxNode): Expression {
    const [, first, ...rest] = childrenOf(node);
    let value: Expression = { kind: "name", name: this.#source.text(first!), from: first!.from, to: first!.to };
    for (const part of rest) {
      const { from } = first!;
      if (part.name === "ArgList") value = { kind: "call", callee: value, arguments: this.#expressions.arguments(part), from, to: part.to };
      else if (part.name !== ".") value = { kind: "attribute", object: value, name: this.#source.text(part), nameSpan: part, from, to: part.to };
    }
    return value;
  }

  #import(node: SyntaxNode, children: readonly SyntaxNode[]): Statement {
    const { from, to } = node;
    if (children[0]!.name === "import") {
      const parts = split(children.slice(1), ",");
      if (parts.length > 1) this.#source.unsupported(node); // each on a line of its own
      const [part] = parts;
      const as = part!.findIndex(({ name }) => name === "as");
      return { kind: "import", module: this.#source.text(spanOf(as < 0 ? part! : part!.slice(0, as))), as: as < 0 ? null : this.#source.text(part!.at(-1)!), from, to };
    }
    const at = children.findIndex(({ name }) => name === "import");
    const names = split(children.slice(at + 1).filter(({ name }) => name !== "(" && name !== ")"), ",");
    const module = this.#source.text(spanOf(children.slice(1, at)));
    if (module.startsWith(".") || names.some(([first]) => first!.name === "*")) this.#source.unsupported(node);
    return {
      kind: "import from", module, from, to,
      names: names.map((part) => ({ name: this.#source.text(part[0]!), as: this.#source.text(part.at(-1)!), from: part[0]!.from, to: part[0]!.to })),
    };
  }
}

const isBody = ({ name }: SyntaxNode): boolean => name === "Body";
