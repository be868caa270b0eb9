/**
 * The gradient of a ReLU from its result. Recorded, the derivative of y = max(x, 0) is step(x, 0), so that x would have to
 * be kept from the forward pass. But y has the same sign as x, and is kept anyway, for the next layer: step(y, 0) gives the
 * same numbers, and x can be dropped. Likewise for a leaky ReLU, y = x·step(x, slope) with slope > 0; with
 * slope 0, −∞ would give NaN.
 */
import { isWhole, whole } from "../ir/access";
import type { MapFunction } from "../ir/graph";
import { keyOfOperand, type Operand, type ValueId } from "../ir/tasks";
import type { Draft } from "./draft";

export interface ReluGradients {
  /** The arguments for a map; those of step(x, a) with a ReLU's result instead of x, if there is one. */
  argumentsOf(fn: MapFunction, args: readonly Operand[]): readonly Operand[];
  /** Tells of a map that was lowered. */
  note(fn: MapFunction, args: readonly Operand[], value: ValueId): void;
  /** A leaky ReLU's derivative, computed once more from the result; other operands as they are. */
  fromResult(operand: Operand): Operand;
}

export function createReluGradients(draft: Draft): ReluGradients {
  /** max(x, 0), by the key of x. */
  const relus = new Map<string, Operand>();
  /** step(x, slope), by its value. */
  const steps = new Map<ValueId, { readonly of: string; readonly slope: number }>();
  /** For the step(x, slope) in a leaky ReLU, the same value computed from the ReLU's result. Made when first asked for. */
  const again = new Map<ValueId, () => ValueId>();

  const noteLeakyRelu = (factor: Operand, other: Operand, result: Operand) => {
    if (factor.kind !== "value" || again.has(factor.value)) return;
    const { size, label } = draft.values[factor.value]!;
    const step = steps.get(factor.value);
    if (step?.of !== keyOfOperand(other) || !isWhole(factor.view, size)) return;
    let made: ValueId | undefined;
    again.set(factor.value, () => {
      if (made !== undefined) return made;
      made = draft.add({ size, label });
      draft.perform({ kind: "map", value: made, points: size, fn: "step", args: [result, { kind: "number", value: step.slope }] });
      return made;
    });
  };

  return {
    argumentsOf(fn, args) {
      if (fn !== "step") return args;
      const [x, ...rest] = args;
      return [relus.get(keyOfOperand(x!)) ?? x!, ...rest];
    },
    note(fn, args, value) {
      const [x, y] = args;
      const result: Operand = { kind: "value", value, view: whole(draft.values[value]!.size) };
      const zero = args.findIndex((arg) => arg.kind === "number" && arg.value === 0);
      if (fn === "max" && zero >= 0) relus.set(keyOfOperand(args[1 - zero]!), result);
      if (fn === "step" && y?.kind === "number" && y.value > 0) steps.set(value, { of: keyOfOperand(x!), slope: y.value });
      if (fn === "mul") {
        noteLeakyRelu(x!, y!, result);
        noteLeakyRelu(y!, x!, result);
      }
    },
    fromResult(operand) {
      const made = operand.kind === "value" ? again.get(operand.value) : undefined;
      return operand.kind === "value" && made ? { ...operand, value: made() } : operand;
    },
  };
}
