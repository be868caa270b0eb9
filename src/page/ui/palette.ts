/**
 * The look of loss columns and network roles, the same in formula, legend, chart and diagram: a colour as the name of a custom property
 * (`theme.css` has the values), a dash and a marker, so that colours are not needed to tell them apart.
 */
import type { LossColumn } from "../../core/model/model";
import type { Role } from "../../core/model/network";
import { CLASSES } from "../../core/run/runConfig";

export type Marker =
  | "circle" | "square" | "triangle" | "cross" | "valley" | "plus" | "star" | "bar"
  | "diamond" | "hourglass" | "bow";

/** The look of a loss column. */
export interface Mark {
  /** Name of a CSS custom property. */
  readonly colour: string;
  /** Lengths of dashes and gaps in CSS pixels; empty: a solid line. */
  readonly dash: readonly number[];
  readonly marker: Marker;
}

const TERM_MARKS: readonly Mark[] = [
  { colour: "--term-1", dash: [6, 3], marker: "circle" },
  { colour: "--term-2", dash: [2, 2], marker: "square" },
  { colour: "--term-3", dash: [9, 3, 2, 3], marker: "triangle" },
  { colour: "--term-4", dash: [4, 2, 1, 2, 1, 2], marker: "cross" },
  { colour: "--term-5", dash: [12, 2], marker: "valley" },
  { colour: "--term-6", dash: [1, 3], marker: "plus" },
  { colour: "--term-1", dash: [8, 2, 2, 2, 2, 2], marker: "star" },
  { colour: "--term-3", dash: [3, 5], marker: "bar" },
];

/** The custom properties of the colours of terms. */
export const TERM_COLOURS: readonly string[] = [...new Set(TERM_MARKS.map(({ colour }) => colour))];

/** Totals are drawn in ink: a model's first one solid, further ones dashed. */
const TOTAL_MARKS: readonly Mark[] = [
  { colour: "--term-total", dash: [], marker: "diamond" },
  { colour: "--term-total", dash: [14, 4], marker: "hourglass" },
  { colour: "--term-total", dash: [14, 3, 3, 3], marker: "bow" },
];

/** Returns the mark of every loss column: terms by their order within the model. */
export function marksOf(columns: readonly Pick<LossColumn, "id" | "kind">[]): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  let terms = 0;
  let totals = 0;
  for (const { id, kind } of columns) {
    marks.set(id, kind === "term"
      ? TERM_MARKS[terms++ % TERM_MARKS.length]!
      : TOTAL_MARKS[totals++ % TOTAL_MARKS.length]!);
  }
  return marks;
}

/** With this many columns, formula and legend are condensed: the formula has the numbers and the legend the names, both in small type. */
const MANY_COLUMNS = 6;
/** Returns whether a formula with these columns is condensed. */
export const isDense = (columns: readonly unknown[]): boolean => columns.length >= MANY_COLUMNS;

/** Roles that share the colour of another. */
const SHARED_COLOURS: Readonly<Partial<Record<Role | "data" | "latent", string>>> = { critic: "discriminator", prior: "latent" };
/** Returns the custom property of a role's colour. */
export const roleColour = (role: Role | "data" | "latent"): string => `--role-${SHARED_COLOURS[role] ?? role}`;

/** The custom properties of the classes' colours. */
export const CLASS_COLOURS: readonly string[] = Array.from({ length: CLASSES }, (_, k) => `--class-${k}`);
