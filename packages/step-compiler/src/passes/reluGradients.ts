/**
 * Computes the gradient of a ReLU from its result. As recorded, the derivative of y = max(x, 0) is step(x, 0), which needs x
 * from the forward pass. But y has the same sign as x, and the next layer stores y anyway: step(y, 0) gives the same numbers,
 * and x can be dropped. The same holds for a leaky ReLU, y = x·step(x, slope) with slope > 0; with slope 0, −∞ would give NaN.
 */
import { isWhole, whole } from "../ir/access";
import type { MapFunction } from "../ir/graph";
import { keyOfOperand, type Operand, type ValueId } from "../ir/tasks";
import type { Draft } from "./draft";

export type ReluGradients = ReturnType<typeof createReluGradients>;

/** Creates the table of ReLUs that one draft contains. */
export function createReluGradients(draft: Draft) {
  /** The result of max(x, 0), by the key of x. */
  const relus = new Map<string, Operand>();
  /** The argument and slope of step(x, slope), by its value. */
  const steps = new Map<ValueId, { readonly of: string; readonly slope: number }>();
  /** Recomputes step(x, slope) of a leaky ReLU from the ReLU's result, when first needed. */
  const recomputed = new Map<ValueId, () => ValueId>();

  const noteLeakyRelu = (factor: Operand, other: Operand, result: Operand) => {
    if (factor.kind !== "value" || recomputed.has(factor.value)) return;
    const { size, label } = draft.values[factor.value]!;
    const step = steps.get(factor.value);
    if (step?.of !== keyOfOperand(other) || !isWhole(factor.view, size)) return;
    let made: ValueId | undefined;
    recomputed.set(factor.value, () => {
      if (made !== undefined) return made;
      made = draft.add({ size, label });
      draft.perform({ kind: "map", value: made, points: size, fn: "step", args: [result, { kind: "number", value: step.slope }] });
      return made;
    });
  };

  return {
    /** Returns the arguments of a map; in step(x, a), a ReLU's result replaces x if there is one. */
    argumentsOf(fn: MapFunction, args: readonly Operand[]): readonly Operand[] {
      if (fn !== "step") return args;
      const [x, ...rest] = args;
      return [relus.get(keyOfOperand(x!)) ?? x!, ...rest];
    },
    /** Registers a map that was lowered. */
    register(fn: MapFunction, args: readonly Operand[], value: ValueId) {
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
    /** Returns a leaky ReLU's derivative, recomputed from the result; other operands unchanged. */
    fromResult(operand: Operand): Operand {
      const made = operand.kind === "value" ? recomputed.get(operand.value) : undefined;
      return operand.kind === "value" && made ? { ...operand, value: made() } : operand;
    },
  };
}
