/** The signatures of a library's functions, and which value each parameter of a call gets. */
import { Tuple } from "./sequences";
import { Refusal, type Arguments, type Value } from "./values";

/** A parameter of a builtin. */
interface SignatureParameter {
  readonly name: string;
  /** Absent: it must be given. */
  readonly default?: Value;
  readonly keywordOnly: boolean;
}

export interface Signature {
  readonly parameters: readonly SignatureParameter[];
  /** All further positional arguments are one tuple at the end. */
  readonly collects: boolean;
}

/**
 * Returns a signature. A name alone must be given; a pair has a default value. "*" begins the parameters that are given by name only, and "*values" collects
 * all further values.
 */
export function signature(...written: readonly (string | readonly [name: string, otherwise: Value])[]): Signature {
  const star = written.findIndex((one) => typeof one === "string" && one.startsWith("*"));
  const parameters = written.flatMap((one, i): SignatureParameter[] => {
    if (i === star) return [];
    const keywordOnly = star >= 0 && i > star;
    return [typeof one === "string" ? { name: one, keywordOnly } : { name: one[0], default: one[1], keywordOnly }];
  });
  return { parameters, collects: star >= 0 && written[star] !== "*" };
}

/** Returns the values of a builtin's parameters in their order; collected values are a tuple at the end. */
export function bind(callee: string, { parameters, collects }: Signature, { positional, named }: Arguments): readonly Value[] {
  const places = parameters.filter(({ keywordOnly }) => !keywordOnly).length;
  if (positional.length > places && !collects) throw new Refusal({ kind: "arguments", callee, wrong: "too-many", name: String(places) });
  for (const name of named.keys()) {
    const at = parameters.findIndex((one) => one.name === name);
    if (at < 0) throw new Refusal({ kind: "arguments", callee, wrong: "unexpected", name });
    if (at < positional.length && !parameters[at]!.keywordOnly) throw new Refusal({ kind: "arguments", callee, wrong: "twice", name });
  }
  let place = 0;
  const values = parameters.map(({ name, keywordOnly, ...one }) => {
    const given = keywordOnly ? undefined : positional[place++];
    const value = given === undefined ? named.get(name) : given;
    if (value !== undefined) return value;
    if (one.default === undefined) throw new Refusal({ kind: "arguments", callee, wrong: "missing", name });
    return one.default;
  });
  return collects ? [...values, new Tuple(positional.slice(places))] : values;
}
