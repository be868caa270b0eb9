/** Binds the arguments of a call to a function's parameters, as Python does. */
import type { ProblemKind } from "./problem";
import type { Parameter } from "./syntax";
import { Dictionary, Tuple } from "./sequences";
import { Refusal, type Arguments, type Counter, type Value } from "./values";

/** Returns each parameter's value. Throws a `Refusal` if arguments are missing, given twice, unexpected or too many. */
export function bound(
  callee: string, parameters: readonly Parameter[], defaults: ReadonlyMap<string, Value>, { positional, named }: Arguments, counter: Counter,
): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  const refuse = (wrong: Extract<ProblemKind, { kind: "arguments" }>["wrong"], name: string) => new Refusal({ kind: "arguments", callee, wrong, name });
  const places = parameters.filter(({ collects, keywordOnly }) => collects === "" && !keywordOnly);
  places.forEach(({ name }, i) => { if (i < positional.length) values.set(name, positional[i]!); });
  const rest = parameters.find(({ collects }) => collects === "*");
  if (rest) values.set(rest.name, new Tuple(positional.slice(places.length)));
  else if (positional.length > places.length) throw refuse("too-many", String(places.length));
  const more = parameters.find(({ collects }) => collects === "**");
  const others = new Dictionary();
  const own = new Set(parameters.flatMap(({ name, collects }) => (collects === "" ? [name] : [])));
  for (const [name, value] of named) {
    if (values.has(name) && name !== rest?.name) throw refuse("twice", name);
    if (own.has(name)) values.set(name, value);
    else if (more) others.set(name, value, counter);
    else throw refuse("unexpected", name);
  }
  if (more) values.set(more.name, others);
  for (const { name } of parameters) {
    const otherwise = defaults.get(name);
    if (values.has(name)) continue;
    if (otherwise === undefined) throw refuse("missing", name);
    values.set(name, otherwise);
  }
  return values;
}
