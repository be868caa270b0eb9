/** The initial values of parameters and buffers, read from the values that a program gives them. */
import { Refusal } from "../python/values";
import { constantOf, type Node, type Start } from "./graph";
import { knownNumbers } from "./known";

/** Returns x·by + plus of a distribution. */
function scaled(start: Start, by: number, plus: number): Start {
  switch (start.kind) {
    case "constant": return { kind: "constant", value: start.value * by + plus };
    case "normal": return { kind: "normal", mean: start.mean * by + plus, deviation: start.deviation * Math.abs(by) };
    case "uniform": return { kind: "uniform", from: Math.min(start.from * by, start.to * by) + plus, to: Math.max(start.from * by, start.to * by) + plus };
    default: return start satisfies never;
  }
}

/** Returns the distribution of a node. Throws a `Refusal` of `callee` if it is another one than the engine can draw from. */
export function startOf(node: Node, callee: string): Start {
  const { leaf, operation, inputs } = node;
  if (leaf?.kind === "stored") return leaf.stored.start;
  if (leaf?.kind === "draw" && leaf.draw.kind === "normal") return { kind: "normal", mean: 0, deviation: 1 };
  if (leaf?.kind === "draw" && leaf.draw.kind === "uniform") return { kind: "uniform", from: 0, to: 1 };
  const numbers = knownNumbers(node);
  if (numbers?.every((one) => one === numbers[0])) return { kind: "constant", value: numbers[0] ?? 0 };
  if (operation === "identity" || operation === "stopGradient") return startOf(inputs[0]!, callee);
  const at = inputs.findIndex((one) => constantOf(one) !== null);
  const number = constantOf(inputs[at]);
  if (number !== null && inputs.length === 2) {
    const inner = inputs[1 - at]!;
    if (operation === "mul") return scaled(startOf(inner, callee), number, 0);
    if (operation === "add") return scaled(startOf(inner, callee), 1, number);
    if (at === 1 && operation === "sub") return scaled(startOf(inner, callee), 1, -number);
    if (at === 1 && operation === "div") return scaled(startOf(inner, callee), 1 / number, 0);
  }
  throw new Refusal({ kind: "value", callee, reason: "Its first value is a number, torch.randn, torch.rand, torch.zeros or torch.ones, times or plus a number." });
}
