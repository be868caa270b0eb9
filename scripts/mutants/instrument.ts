/**
 * Puts all mutants of a source file into it at once, each behind a condition: `a < b` becomes `($m(7) ? a <= b : a < b)`. So a file is loaded once,
 * and a mutant is switched on by its number while tests run. It skips sentences and thrown errors (wording is no
 * behaviour), regular expressions, endless loops, and code outside of functions, because it is evaluated only once.
 */
import ts from "typescript";

export interface Mutant {
  readonly line: number;
  readonly column: number;
  readonly from: string;
  readonly to: string;
}

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"], "**": ["*"], "<<": [">>"], ">>": ["<<"], ">>>": ["<<"], "&": ["|"], "|": ["&"], "^": ["&"],
  "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"], "===": ["!=="], "!==": ["==="], "&&": ["||"], "||": ["&&"], "??": ["&&"],
  "+=": ["-="], "-=": ["+="], "*=": ["/="], "/=": ["*="],
};
const METHODS = new Map(Object.entries({
  every: "some", some: "every", min: "max", max: "min", floor: "ceil", ceil: "floor", startsWith: "endsWith", endsWith: "startsWith",
  filter: "", slice: "", subarray: "", sort: "", toSorted: "", reverse: "", toReversed: "", trim: "", flat: "",
}));

const isSentence = (text: string) => /[a-z…,:] [a-z…(]/i.test(text);

/** Returns the source with mutants that `$m(number)` switches, numbered from `first`. `outside`: the number of skipped mutants outside of functions. */
export function instrument(source: string, first: number): { readonly code: string; readonly mutants: readonly Mutant[]; readonly outside: number } {
  const file = ts.createSourceFile("source.ts", source, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  let outside = 0;

  function add(node: ts.Node, to: string, from = node.getText()): number {
    const { line, character } = file.getLineAndCharacterOfPosition(node.getStart());
    return first + mutants.push({ line: line + 1, column: character + 1, from, to }) - 1;
  }

  /** Expressions that mutants put in place of this one. */
  function alternatives(node: ts.Node): readonly string[] {
    const text = (one: ts.Node) => one.getText();
    if (ts.isBinaryExpression(node)) {
      const sum = node.operatorToken.kind === ts.SyntaxKind.PlusToken && [node.left, node.right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side));
      return sum ? [] : (OPERATORS[text(node.operatorToken)] ?? []).map((to) => `${to.endsWith("=") && !/^[<>=!]/.test(to) ? text(node.left) : `(${text(node.left)})`} ${to} (${text(node.right)})`);
    }
    if (ts.isPrefixUnaryExpression(node)) {
      if (node.operator === ts.SyntaxKind.ExclamationToken) return [text(node.operand)];
      if (node.operator === ts.SyntaxKind.MinusToken) return [text(node.operand)];
      return [];
    }
    if (ts.isStringLiteralLike(node)) return isSentence(node.text) ? [] : [node.text === "" ? '"changed"' : '""'];
    if (ts.isTemplateExpression(node)) return isSentence(text(node)) ? [] : ['""'];
    if (ts.isArrayLiteralExpression(node) && node.elements.length > 0) return ["[]"];
    if (ts.isObjectLiteralExpression(node) && node.properties.length > 0) return ["{}"];
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression, name } = node.expression;
      const other = METHODS.get(text(name));
      if (other === undefined || (other === "" && text(expression) === "Math")) return [];
      return [other === "" ? text(expression) : `${text(expression)}.${other}(${node.arguments.map(text).join(", ")})`];
    }
    return [];
  }

  const isTest = (node: ts.Node) => (ts.isIfStatement(node.parent) || ts.isConditionalExpression(node.parent)) &&
    node === (ts.isIfStatement(node.parent) ? node.parent.expression : node.parent.condition);
  const isLoopTest = (node: ts.Node) => (ts.isWhileStatement(node.parent) && node === node.parent.expression) || (ts.isForStatement(node.parent) && node === node.parent.condition);

  /** Returns whether a node cannot be replaced: part of an optional chain such as `a?.b.c(d)`, a target of an assignment, or a name. */
  function fixed(node: ts.Node): boolean {
    const { parent } = node;
    if (ts.isOptionalChain(node) && ts.isOptionalChain(parent) && parent.expression === node) return true;
    if (ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) return true;
    if (ts.isPropertyAssignment(parent) && parent.name === node) return true;
    if ((ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.initializer === node) return true;
    return ts.isTaggedTemplateExpression(parent) || (ts.isExpressionStatement(parent) && ts.isStringLiteral(node)) || ts.isPropertySignature(parent) || ts.isEnumMember(parent) ||
      (ts.isMethodDeclaration(parent) && parent.name === node) || (ts.isPropertyDeclaration(parent) && parent.name === node);
  }

  /** Returns whether a node creates an error, whose message is wording, too. */
  const isError = (node: ts.Node) => ts.isNewExpression(node) && (/Error$/.test(node.expression.getText()) || ts.isThrowStatement(node.parent) ||
    (ts.isCallExpression(node.parent) && node.parent.expression.getText() === "reject"));

  /** Returns whether a node is inside a function, so that it is evaluated while tests run. */
  function isInside(node: ts.Node): boolean {
    const { parent } = node;
    if (parent === undefined) return false;
    if (ts.isPropertyDeclaration(parent) && parent.initializer === node) return !parent.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
    return ts.isFunctionLike(parent) || isInside(parent);
  }

  function emit(node: ts.Node): string {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      return node.getText();
    }
    let [code, from] = ["", node.getStart()];
    if (isError(node)) return node.getText();
    ts.forEachChild(node, (child) => {
      code += source.slice(from, child.getStart()) + emit(child);
      from = child.end;
    });
    code += source.slice(from, node.end);
    if (node.parent === undefined) return code;

    if (ts.isBlock(node) && node.statements.length > 0) {
      const owner = node.parent;
      if (ts.isConstructorDeclaration(owner)) return code;
      if (ts.isFunctionLike(owner)) return `{ if ($m(${add(node, "{}", "body")})) return; ${code.slice(1)}`;
      return ts.isIfStatement(owner) || ts.isForOfStatement(owner) ? `{ if (!$m(${add(node, "{}", "block")})) ${code} }` : code;
    }
    if (!ts.isExpression(node) && !ts.isTemplateExpression(node) || fixed(node)) return code;
    const choices = [
      ...alternatives(node), ...(isTest(node) ? ["true", "false"] : isLoopTest(node) ? ["false"] : []),
      ...(ts.isArrowFunction(node.parent) && node.parent.body === node && !ts.isBlock(node) ? ["undefined"] : []),
    ].filter((choice) => choice !== node.getText());
    if (!isInside(node)) {
      outside += choices.length;
      return code;
    }
    return choices.length === 0 ? code : `(${choices.map((to) => `$m(${add(node, to)}) ? (${to}) : `).join("")}(${code}))`;
  }

  return { code: source.slice(0, file.getStart()) + emit(file), mutants, outside };
}
