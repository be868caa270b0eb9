/** The summands of a loss, their factors and their names. */
import { constantOf, numberOf, scheduleOf, type Node, type Schedule } from "./graph";
import { refuseTraining } from "./refuseTraining";

/** What a program calls its tensors. */
export interface TensorNames {
  /** The variable or attribute that got each first. */
  readonly variables: Map<Node, string>;
  /** The key under which it is in a dictionary. */
  readonly keys: Map<Node, string>;
  /** The function that returned it. */
  readonly calls: Map<Node, string>;
}

/** A summand of a loss: factor · node. */
export interface Summand {
  readonly node: Node;
  /** Its name in the program, or that of the tensor whose sum or mean it is, or its negative: "-log_prob"; null if neither has one. */
  readonly written: string | null;
  /** The factor of the recorded step. */
  readonly factor: number;
  readonly factorAt: Schedule;
  /** A number is written in front of it, even if it is 1. */
  readonly isScaled: boolean;
}

type Factor = Pick<Summand, "factor" | "factorAt" | "isScaled">;

/** A loss with more summands is refused: `loss = loss + loss` doubles their number each time. */
const MAX_SUMMANDS = 1000;

const ONE: Factor = { factor: 1, factorAt: () => 1, isScaled: false };

/** Returns the name of the tensor whose sum or mean a term is, with a minus if it is its negative; null if that has none. */
function nameWithin(term: Node, { variables, calls }: TensorNames): string | null {
  let sign = "";
  for (let node = term; ["sum", "mean", "neg", "reshape", "identity"].includes(node.operation); ) {
    if (node.operation === "neg") sign = sign === "" ? "-" : "";
    node = node.inputs[0]!;
    const name = variables.get(node) ?? calls.get(node);
    if (name !== undefined) return `${sign}${name}`;
  }
  return null;
}

/**
 * Returns the summands of a loss, down to those that have a name other than that of the whole, and these without factors of what has a name or that
 * depend on the step. A summand that is 0 is left out. Throws a `PythonProblem` if there are too many.
 */
export function summandsOf(node: Node, names: TensorNames): readonly Summand[] {
  const { variables, keys, calls } = names;
  const isNamed = (one: Node): boolean => variables.has(one) || keys.has(one);
  const known = new Map<Node, boolean>();
  /** Returns whether something within a multiple of a node has a name. */
  const hasNames = (one: Node): boolean => {
    const found = known.get(one) ?? (isNamed(one) || (["add", "sub", "mul", "div"].includes(one.operation) && one.inputs.some((input) => input.shape.length === 0 && hasNames(input))));
    known.set(one, found);
    return found;
  };
  let count = 0;

  /** `whole`: the sum that is taken apart. `called`: the name of the function that returned the node, or a multiple of it. */
  const within = (one: Node, of: Factor, whole: Node, called: string | null): readonly Summand[] => {
    const { operation, inputs: [a, b] } = one;
    const call = calls.get(one) ?? called;
    const times = (by: number, byAt: Schedule = () => by): Factor => ({ factor: by * of.factor, factorAt: (step) => byAt(step) * of.factorAt(step), isScaled: true });
    const isOpen = one === whole || !isNamed(one) || (!keys.has(one) && variables.get(one) === variables.get(whole)); // loss = loss + more
    const part = (input: Node, by = of) => (constantOf(input) === 0 ? [] : within(input, by, whole, null));
    if (operation === "add" && isOpen) return [...part(a!), ...part(b!)];
    if (operation === "sub" && isOpen) return [...part(a!), ...part(b!, { ...times(-1), isScaled: of.isScaled })];
    const multiple = (other: Node, by: number, byAt?: Schedule) => within(other, times(by, byAt), one === whole ? other : whole, call);
    if (operation === "mul") {
      for (const [by, other] of [[a!, b!], [b!, a!]] as const) {
        const [number, schedule] = [numberOf(by), scheduleOf(by)];
        if (number !== null && (schedule || isOpen || isNamed(other))) return multiple(other, number, schedule ?? undefined);
      }
    }
    if (operation === "div") {
      const [number, schedule] = [numberOf(b), scheduleOf(b)];
      if (number !== null && (schedule || isNamed(a!) || (isOpen && hasNames(a!)))) return multiple(a!, 1 / number, schedule ? (step) => 1 / schedule(step) : undefined);
    }
    if (++count > MAX_SUMMANDS) throw refuseTraining("summands", { value: MAX_SUMMANDS, span: node.span });
    return [{ ...of, node: one, written: keys.get(one) ?? variables.get(one) ?? call ?? nameWithin(one, names) }];
  };
  return within(node, ONE, node, null);
}
