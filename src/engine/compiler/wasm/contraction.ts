/** Matrix products as nested loops over single numbers: stands in until there is a fast way. */
import type { Contraction, StorageId } from "../plan";
import { f32, get, i32, repeatWhile, set, type Code, type Local, type ModuleWriter } from "./assembler";

export const scratchBytes = (_: Contraction): number => 0;

export function writeContraction(
  module: ModuleWriter, { left, right, out, parts }: Contraction, place: (storage: StorageId) => number,
  _scratch: { address: number; bytes: number }, _relaxed: boolean,
): number {
  return module.function([], (locals) => parts.map(({ rows, columns, inner, leftOffset, rightOffset, outOffset }) => {
    const at = { left: locals.add("i32"), right: locals.add("i32"), out: locals.add("i32") };
    const sum = locals.add("f32");
    const over = (axes: readonly { size: number; left?: number; right?: number; out?: number }[], body: Code): Code =>
      [...axes].reverse().reduce<Code>((inside, axis) => {
        const counter = locals.add("i32");
        const move = (local: Local, stride = 0): Code => set(local, i32.add(get(local), i32.const(4 * stride)));
        const all = (times: number): Code => [
          move(at.left, times * (axis.left ?? 0)), move(at.right, times * (axis.right ?? 0)), move(at.out, times * (axis.out ?? 0)),
        ];
        return [set(counter, i32.const(axis.size)), repeatWhile(get(counter), [
          inside, all(1), set(counter, i32.sub(get(counter), i32.const(1))),
        ]), all(-axis.size)];
      }, body);
    return [
      set(at.left, i32.const(place(left) + 4 * leftOffset)), set(at.right, i32.const(place(right) + 4 * rightOffset)),
      set(at.out, i32.const(place(out) + 4 * outOffset)),
      over(rows, over(columns, [
        set(sum, f32.const(0)),
        over(inner, set(sum, f32.add(get(sum), f32.mul(f32.load(get(at.left)), f32.load(get(at.right)))))),
        f32.store(get(at.out), get(sum)),
      ])),
    ];
  }));
}
