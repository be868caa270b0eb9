/** The image whose hidden part is filled in: a test image or the reader's drawing, and which of its pixels are visible. */
import { centred, FAINT } from "../core/data/centring";
import { FIELD, inkOf, tidyStroke, type Stroke } from "../core/data/drawing";
import type { Given } from "../core/latent/pictures";
import { PIXELS, SIDE } from "../core/run/runConfig";

export interface FillIn {
  readonly source: "test" | "drawing";
  /** Number of the test image. */
  readonly image: number;
  readonly strokes: readonly Stroke[];
  /** [784], the drawing as models are given it: centred and scaled; null while there is none. */
  readonly drawn: Float32Array | null;
  /** [784]: 1 where a pixel is visible. */
  readonly visible: Uint8Array;
  /** How often other fill-ins were asked for. */
  readonly draw: number;
}

/** MNIST's. */
export const TEST_IMAGES = 10_000;

/** Parts that are hidden at a press. */
export const QUICK_MASKS = ["lower-half", "right-half", "everything"] as const;
export type QuickMask = (typeof QUICK_MASKS)[number];

export function quickMask(which: QuickMask): Uint8Array {
  return Uint8Array.from({ length: PIXELS }, (_, i) => {
    const row = Math.floor(i / SIDE), column = i % SIDE;
    const hidden = (which === "lower-half" && row >= SIDE / 2) || (which === "right-half" && column >= SIDE / 2);
    return hidden ? 0 : 1;
  });
}

export const everything = (): Uint8Array => new Uint8Array(PIXELS).fill(1);

export const freshFillIn: FillIn = {
  source: "test", image: 0, strokes: [], drawn: null, visible: quickMask("lower-half"), draw: 0,
};

/** What completing models complete. While nothing is drawn, the test image. */
export const givenOf = ({ source, drawn, image }: FillIn): Given => (source === "drawing" && drawn ? drawn : image);

/** A line can lie beside the field altogether, and leave nothing on it. */
export function drawnWith(lines: readonly Stroke[]): Pick<FillIn, "strokes" | "drawn"> {
  const strokes = lines.map(tidyStroke);
  const ink = inkOf(strokes, FIELD);
  return { strokes, drawn: ink.some((value) => value > FAINT) ? centred(ink, FIELD) : null };
}
