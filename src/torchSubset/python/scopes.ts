/** Scopes, and which names a function assigns: Python looks those up nowhere else. */
import type { Block, Expression, Statement } from "./syntax";
import type { FunctionValue, Scope } from "./values";

/** The class of a method's definition is in its scope under this name, which no program can write. */
export const OWNER = "super()";

/** Returns an empty scope within another one. */
export const scopeIn = (around: Scope, own: ReadonlySet<string> | null): Scope => ({ values: new Map(), around, own });

const known = new WeakMap<Block | Expression, ReadonlySet<string>>();

/** Returns the names of a function's own: its parameters, and those that its body assigns. A loop may define it many times. */
export function ownNames({ parameters, body }: FunctionValue["definition"]): ReadonlySet<string> {
  const found = known.get(body) ?? new Set([..."kind" in body ? [] : assignedNames(body), ...parameters.map(({ name }) => name)]);
  known.set(body, found);
  return found;
}

/** Returns the names that a function's body assigns, without those that it declares global. */
function assignedNames(body: Block): ReadonlySet<string> {
  const [assigned, global] = [new Set<string>(), new Set<string>()];
  const target = (node: Expression): void => {
    if (node.kind === "name") assigned.add(node.name);
    else if (node.kind === "tuple" || node.kind === "list") node.items.forEach(target);
    else if (node.kind === "starred") target(node.value);
  };
  const block = (statements: Block) => statements.forEach(statement);
  const statement = (node: Statement): void => {
    switch (node.kind) {
      case "assign": return node.targets.forEach(target);
      case "update": return target(node.target);
      case "for": case "while":
        if (node.kind === "for") target(node.target);
        block(node.body);
        return block(node.otherwise);
      case "if":
        node.branches.forEach((branch) => block(branch.body));
        return block(node.otherwise);
      case "with":
        node.contexts.forEach((context) => context.target && target(context.target));
        return block(node.body);
      case "function": case "class": return void assigned.add(node.name);
      case "import": return void assigned.add(node.as ?? node.module.split(".")[0]!);
      case "import from": return node.names.forEach(({ as }) => assigned.add(as));
      case "global": return node.names.forEach((name) => global.add(name));
      default:
    }
  };
  block(body);
  return new Set([...assigned].filter((name) => !global.has(name)));
}
