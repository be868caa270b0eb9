/** The syntax tree of the supported subset of Python. Every node has its range in the source: `from` inclusive, `to` exclusive, in characters. */

export interface Span {
  readonly from: number;
  readonly to: number;
}

export type UnaryOperator = "-" | "+" | "~" | "not";
export type BinaryOperator = "+" | "-" | "*" | "/" | "//" | "%" | "**" | "@" | "&" | "|" | "^" | "<<" | ">>";
export type ComparisonOperator = "<" | "<=" | ">" | ">=" | "==" | "!=" | "in" | "not in" | "is" | "is not";

export interface Argument extends Span {
  /** The keyword; null: by position. */
  readonly name: string | null;
  /** `*` and `**` unpack the value. */
  readonly unpack: "" | "*" | "**";
  readonly value: Expression;
}

export interface Parameter extends Span {
  readonly name: string;
  /** `*` and `**` collect the remaining arguments. */
  readonly collects: "" | "*" | "**";
  readonly keywordOnly: boolean;
  readonly default: Expression | null;
}

export interface ComprehensionClause {
  readonly target: Expression;
  readonly over: Expression;
  readonly conditions: readonly Expression[];
}

export type Expression = Span & (
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "int" | "float"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "none" }
  | { readonly kind: "ellipsis" }
  /** An f-string: texts and replacements in turns. */
  | { readonly kind: "formatted"; readonly parts: readonly (string | Replacement)[] }
  | { readonly kind: "tuple" | "list"; readonly items: readonly Expression[] }
  /** A key of null unpacks the value. */
  | { readonly kind: "dictionary"; readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[] }
  | { readonly kind: "starred"; readonly value: Expression }
  | { readonly kind: "unary"; readonly operator: UnaryOperator; readonly operand: Expression }
  | { readonly kind: "binary"; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "logical"; readonly operator: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "comparison"; readonly first: Expression; readonly rest: readonly { readonly operator: ComparisonOperator; readonly operand: Expression }[] }
  | { readonly kind: "conditional"; readonly test: Expression; readonly then: Expression; readonly otherwise: Expression }
  | { readonly kind: "attribute"; readonly object: Expression; readonly name: string; readonly nameSpan: Span }
  | { readonly kind: "call"; readonly callee: Expression; readonly arguments: readonly Argument[] }
  /** Several indices are a tuple. */
  | { readonly kind: "subscript"; readonly object: Expression; readonly index: Expression }
  | { readonly kind: "slice"; readonly start: Expression | null; readonly stop: Expression | null; readonly step: Expression | null }
  | { readonly kind: "lambda"; readonly parameters: readonly Parameter[]; readonly body: Expression }
  | { readonly kind: "comprehension"; readonly result: "list" | "generator"; readonly element: Expression; readonly clauses: readonly ComprehensionClause[] }
  | { readonly kind: "dictionary comprehension"; readonly key: Expression; readonly element: Expression; readonly clauses: readonly ComprehensionClause[] }
);

/** A part of an f-string in braces. */
export interface Replacement {
  readonly value: Expression;
  readonly conversion: "" | "r" | "s";
  /** The format specification, which may have replacements itself. */
  readonly format: readonly (string | Replacement)[];
}

export type Statement = Span & (
  | { readonly kind: "expression"; readonly value: Expression }
  | { readonly kind: "assign"; readonly targets: readonly Expression[]; readonly value: Expression }
  | { readonly kind: "update"; readonly target: Expression; readonly operator: BinaryOperator; readonly value: Expression }
  | { readonly kind: "for"; readonly target: Expression; readonly over: Expression; readonly body: Block; readonly otherwise: Block }
  | { readonly kind: "while"; readonly test: Expression; readonly body: Block; readonly otherwise: Block }
  | { readonly kind: "if"; readonly branches: readonly { readonly test: Expression; readonly body: Block }[]; readonly otherwise: Block }
  | { readonly kind: "with"; readonly contexts: readonly { readonly value: Expression; readonly target: Expression | null }[]; readonly body: Block }
  | { readonly kind: "function"; readonly name: string; readonly parameters: readonly Parameter[]; readonly body: Block; readonly decorators: readonly Expression[] }
  | { readonly kind: "class"; readonly name: string; readonly bases: readonly Expression[]; readonly body: Block }
  | { readonly kind: "return"; readonly value: Expression | null }
  | { readonly kind: "pass" | "break" | "continue" }
  | { readonly kind: "import"; readonly module: string; readonly as: string | null }
  | { readonly kind: "import from"; readonly module: string; readonly names: readonly (Span & { readonly name: string; readonly as: string })[] }
  | { readonly kind: "assert"; readonly test: Expression; readonly message: Expression | null }
  | { readonly kind: "raise"; readonly error: Expression }
  | { readonly kind: "global"; readonly names: readonly string[] }
);

export type Block = readonly Statement[];
