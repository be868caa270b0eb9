/** The path of a parameter's gradient as marks beside the lines of a program: whole where it exists, broken from its end to the loss. */

export type Stroke = "whole" | "broken";

export interface PathMark {
  /** Counted from 0. */
  readonly line: number;
  /** A value on the path, the one where it ends, or the loss; null: none is in this line. */
  readonly at: "value" | "end" | "loss" | null;
  /** The strokes in the upper and the lower half of the line. */
  readonly above: Stroke | null;
  readonly below: Stroke | null;
}

/** Returns the marks. `path`: the lines of its values, its end last; `loss`: the line of the loss, null if it is not drawn. */
export function pathMarksOf(path: readonly number[], loss: number | null): readonly PathMark[] {
  const end = path.at(-1);
  if (end === undefined) return [];
  const [first, last] = [Math.min(...path), Math.max(...path)];
  const [top, bottom] = loss === null ? [end, end] : [Math.min(end, loss), Math.max(end, loss)];
  const stroke = (from: number, to: number): Stroke | null => (from >= first && to <= last ? "whole" : from >= top && to <= bottom ? "broken" : null);
  const begin = Math.min(first, top);
  return Array.from({ length: Math.max(last, bottom) - begin + 1 }, (_, i): PathMark => {
    const line = begin + i;
    return { line, at: line === end ? "end" : line === loss ? "loss" : path.includes(line) ? "value" : null, above: stroke(line - 1, line), below: stroke(line, line + 1) };
  });
}
