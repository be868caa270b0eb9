/** The summands of a loss and their factors. */
import { numberOf, scheduleOf, type Node, type Schedule } from "./graph";

/** A summand of a loss: factor · node. */
export interface Summand {
  readonly node: Node;
  /** That of the recorded step. */
  readonly factor: number;
  readonly factorAt: Schedule;
  /** A number is written in front of it, even if it is 1. */
  readonly isScaled: boolean;
}

const ONE: Omit<Summand, "node"> = { factor: 1, factorAt: () => 1, isScaled: false };

/**
 * Returns the summands of a loss, down to those that have a name other than that of the whole, and these without factors of what has a name or that
 * depend on the step.
 */
export function summandsOf(node: Node, names: ReadonlyMap<Node, string>, of = ONE, whole: Node = node): readonly Summand[] {
  const { operation, inputs: [a, b] } = node;
  const within = (one: Node, by = of) => summandsOf(one, names, by, whole);
  const times = (by: number, byAt: Schedule = () => by): typeof of => ({ factor: by * of.factor, factorAt: (step) => byAt(step) * of.factorAt(step), isScaled: true });
  const isOpen = node === whole || !names.has(node) || names.get(node) === names.get(whole); // loss = loss + more
  if (operation === "add" && isOpen) return [...within(a!), ...within(b!)];
  if (operation === "sub" && isOpen) return [...within(a!), ...within(b!, { ...times(-1), isScaled: of.isScaled })];
  if (operation === "mul") {
    for (const [by, other] of [[a!, b!], [b!, a!]] as const) {
      const [number, schedule] = [numberOf(by), scheduleOf(by)];
      if (number !== null && (schedule || isOpen || names.has(other))) return within(other, times(number, schedule ?? undefined));
    }
  }
  return [{ ...of, node }];
}
