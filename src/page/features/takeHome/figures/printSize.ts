/** Sizes of figures on paper. */
import type { Figure } from "../../../ui/figures/compose";

export const MM_PER_INCH = 25.4;
/** Millimetres of a CSS pixel, and points. */
const MM_PER_PIXEL = MM_PER_INCH / 96;
const POINTS_PER_PIXEL = 72 / 96;

/** What the reader chose; null: as it follows from the other one, or from the size on the page. */
export interface ChosenSize {
  /** The figure's width in millimetres. */
  readonly mm: number | null;
  /** The size of its text in points. */
  readonly pt: number | null;
}

/** The accepted values. */
export const SIZE_LIMITS = { mm: { min: 10, max: 1000 }, pt: { min: 3, max: 72 } } as const;

/** A figure's size on paper; `pt` is null if it has no text. */
export interface PrintSize {
  readonly mm: number;
  readonly heightMm: number;
  readonly pt: number | null;
}

/** Returns the size of a figure with this width, or with text of this size if no width was chosen. */
export function printSize({ width, height, textSize }: Omit<Figure, "svg">, { mm: wanted, pt }: ChosenSize): PrintSize {
  const natural = width * MM_PER_PIXEL;
  const mm = wanted ?? (pt === null || textSize === null ? natural : natural * (pt / (textSize * POINTS_PER_PIXEL)));
  return { mm, heightMm: (mm * height) / width, pt: textSize === null ? null : textSize * POINTS_PER_PIXEL * (mm / natural) };
}

/** The minimum width, in the text's size: a chart has about 5 at the left and right of its curves. */
const MIN_LAYOUT = 10;

/**
 * Returns the width in CSS pixels for which a panel must be laid out to have both sizes; null if one is not chosen. A panel is not laid out for less
 * than its minimum: it is scaled instead, and its text gets smaller than was chosen.
 */
export function layoutWidth({ textSize }: Pick<Figure, "textSize">, { mm, pt }: ChosenSize): number | null {
  return mm === null || pt === null || textSize === null ? null : Math.max(MIN_LAYOUT * textSize, (mm / MM_PER_PIXEL) * ((textSize * POINTS_PER_PIXEL) / pt));
}
