/** The nodes of Lezer's tree, and the text that they stand for. */
import type { SyntaxNode } from "@lezer/common";
import { PythonProblem } from "./problem";
import type { Span } from "./syntax";

/** Returns the children of a node, without comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name !== "Comment") children.push(child);
  return children;
}

/** Splits at nodes with this name. A separator at the end adds no part. */
export function split(nodes: readonly SyntaxNode[], at: string): SyntaxNode[][] {
  const parts: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === at) parts.push([]);
    else parts.at(-1)!.push(node);
  }
  if (parts.at(-1)!.length === 0) parts.pop();
  return parts;
}

/** Returns the place of several nodes. */
export const spanOf = (nodes: readonly SyntaxNode[]): Span => ({ from: nodes[0]!.from, to: nodes.at(-1)!.to });

/** Statements that are not supported, of which the first word is marked: their last line may be far away. */
const COMPOUND = ["TryStatement", "MatchStatement", "FunctionDefinition", "ClassDefinition", "ForStatement", "WithStatement"];

/** What Python calls the parts that are not supported. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  TryStatement: "try", DeleteStatement: "del", YieldStatement: "yield", YieldExpression: "yield", AwaitExpression: "await",
  MatchStatement: "match", SetExpression: "{…}", SetComprehensionExpression: "{… for …}", NamedExpression: ":=", TypeDefinition: "type",
};

/** The text of a program. */
export class Source {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  text({ from, to }: Span): string {
    return this.#text.slice(from, to);
  }

  /** Refuses a node as not supported. */
  unsupported(node: SyntaxNode, what = UNSUPPORTED[node.name] ?? this.text(node)): never {
    const { from } = node;
    throw new PythonProblem({ kind: "unsupported", what }, COMPOUND.includes(node.name) ? { from, to: node.firstChild?.to ?? node.to } : node);
  }
}
