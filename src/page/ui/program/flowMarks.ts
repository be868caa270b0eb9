/** The gradients of a program's lines as marks beside them. */
import type { GradientFlow } from "../../../torchSubset/program/gradientFlow";
import { numberText } from "./numberText";

/** What the editor shows of the gradient of a line, counted from 0. */
export interface FlowMark {
  readonly line: number;
  readonly text: string;
  /** The length of its bar, from 0 to `LONGEST_BAR`. */
  readonly length: number;
}

export const LONGEST_BAR = 10;

/** Decades that a bar spans. */
const DECADES = 7;

/** Returns one mark for the values of each line, and one for its parameters; its bar is that of the largest of several tensors. */
export function flowMarksOf(lines: GradientFlow["lines"]): readonly FlowMark[] {
  const groups = new Map<string, typeof lines[number][]>();
  for (const one of lines) groups.set(`${one.line} ${one.of}`, [...groups.get(`${one.line} ${one.of}`) ?? [], one]);
  const largest = (some: typeof lines) => Math.max(0, ...some.map(({ size }) => (Number.isFinite(size) ? size : 0)));
  const most = largest(lines);
  return [...groups.values()].map((some): FlowMark => {
    const { line, of } = some[0]!;
    const share = 1 + Math.log10(largest(some) / most) / DECADES;
    return { line, text: `${of === "value" ? "∇" : "∇w"} ${some.map(({ size }) => numberText(size)).join(", ")}`, length: Number.isFinite(share) ? Math.max(0, Math.round(LONGEST_BAR * share)) : 0 };
  });
}
