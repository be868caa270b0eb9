/**
 * How each loss column and each network role looks, the same in formula, legend, chart and diagram: a colour by
 * the name of its custom property (`theme.css` gives the values), and a dash and a marker for eyes that do not
 * tell the colours apart.
 */
import type { LossColumn, Role } from "../core/model";
import { CLASSES } from "../core/runConfig";

export type Marker = "diamond" | "circle" | "square" | "triangle" | "cross";

export interface Mark {
  /** Name of a CSS custom property. */
  readonly colour: string;
  /** Lengths of ink and gap in CSS pixels; empty: a solid line. */
  readonly dash: readonly number[];
  readonly marker: Marker;
}

const TERM_MARKS: readonly Mark[] = [
  { colour: "--term-1", dash: [6, 3], marker: "circle" },
  { colour: "--term-2", dash: [2, 2], marker: "square" },
  { colour: "--term-3", dash: [9, 3, 2, 3], marker: "triangle" },
  { colour: "--term-4", dash: [4, 2, 1, 2, 1, 2], marker: "cross" },
];

/** A model's first total is solid ink; further ones are ink with long dashes. */
const TOTAL_DASHES: readonly (readonly number[])[] = [[], [14, 4]];

/** The mark of every loss column: terms by their order within the model, whatever the model is. */
export function marksOf(columns: readonly Pick<LossColumn, "id" | "kind">[]): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  let terms = 0;
  let totals = 0;
  for (const { id, kind } of columns) {
    marks.set(id, kind === "term"
      ? TERM_MARKS[terms++ % TERM_MARKS.length]!
      : { colour: "--term-total", dash: TOTAL_DASHES[totals++ % TOTAL_DASHES.length]!, marker: "diamond" });
  }
  return marks;
}

export const roleColour = (role: Role | "data" | "latent"): string => `--role-${role}`;

export const CLASS_COLOURS: readonly string[] = Array.from({ length: CLASSES }, (_, k) => `--class-${k}`);
