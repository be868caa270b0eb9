/** Finds out before training between which bounds a tensor's numbers lie, and whether they leave the range outside which PyTorch's functions fail. */
import { numberOf, type Node, type Start } from "./graph";

/** Operations that only arrange the numbers of their first input. */
const ARRANGING = ["reshape", "transpose", "slice", "stopGradient", "identity"];

/** Returns whether these are the pixels of a batch, as they are or scaled. */
export function isGrey({ leaf, operation, inputs }: Node): boolean {
  if (leaf) return leaf.kind === "batch" && leaf.of === "images";
  if (["add", "sub", "mul", "div"].includes(operation)) return inputs.some((one) => numberOf(one) !== null) && inputs.some(isGrey);
  return ARRANGING.includes(operation) && isGrey(inputs[0]!);
}

function beginsWithBothSigns(start: Start): boolean {
  switch (start.kind) {
    case "constant": return false;
    case "normal": return Math.abs(start.mean) < start.deviation;
    case "uniform": return start.from < 0 && start.to > 0;
    default: return start satisfies never;
  }
}

/** Returns whether a node is a parameter that begins with numbers of both signs, or with zeros if they are allowed. */
function isBothSignedParameter({ leaf, operation, inputs }: Node, orZeros = false): boolean {
  if (leaf?.kind === "stored") return beginsWithBothSigns(leaf.stored.start) || (orZeros && leaf.stored.start.kind === "constant" && leaf.stored.start.value === 0);
  return ARRANGING.includes(operation) && isBothSignedParameter(inputs[0]!, orZeros);
}

/** Returns whether the numbers have both signs in the first step, as those of a last layer without activation or with tanh have. False if this is not known. */
export function hasBothSigns(node: Node): boolean {
  const { leaf, operation, inputs } = node;
  if (leaf) return isBothSignedParameter(node) || (leaf.kind === "draw" && leaf.draw.kind === "normal");
  switch (operation) {
    case "matMul": case "conv2d": case "convTranspose2d": return inputs.some((one) => isBothSignedParameter(one));
    case "add": return inputs.some((one, i) => hasBothSigns(one) && isBothSignedParameter(inputs[1 - i]!, true));
    case "mul": case "div": return hasBothSigns(inputs[0]!) ? numberOf(inputs[1]) !== null : operation === "mul" && numberOf(inputs[0]) !== null && hasBothSigns(inputs[1]!);
    case "neg": case "tanh": case "leakyRelu": return hasBothSigns(inputs[0]!);
    default: return ARRANGING.includes(operation) && hasBothSigns(inputs[0]!);
  }
}

/** Returns the bounds of the numbers that the last activation permits; null if it has none. */
export function boundsOf({ operation, inputs, leaf }: Node): readonly [low: number, high: number] | null {
  if (operation === "tanh") return [-1, 1];
  if (operation === "sigmoid" || (leaf?.kind === "batch" && leaf.of === "images")) return [0, 1];
  return ARRANGING.includes(operation) ? boundsOf(inputs[0]!) : null;
}
