/** The image whose hidden part is filled in (inpainting): a test image or the reader's drawing, and its visible pixels. */
import { centred, FAINT } from "../../core/data/centring";
import { FIELD, inkOf, tidyStroke, type Stroke } from "../../core/data/drawing";
import type { Given } from "../../core/latent/pictures";
import { PIXELS, SIDE } from "../../core/run/runConfig";

export interface FillIn {
  readonly source: "test" | "drawing";
  /** Number of the test image. */
  readonly image: number;
  readonly strokes: readonly Stroke[];
  /** [784]: the drawing as the model's input, centred and scaled; null while there is none. */
  readonly drawn: Float32Array | null;
  /** [784]: 1 where a pixel is visible. */
  readonly visible: Uint8Array;
  /** How often the reader asked for other fill-ins. */
  readonly draw: number;
}

/** The number of MNIST's test images. */
export const TEST_IMAGES = 10_000;

/** Masks that a button sets. */
export const QUICK_MASKS = ["lower-half", "right-half", "everything"] as const;
export type QuickMask = (typeof QUICK_MASKS)[number];

/** Returns this mask, [784]: 1 where a pixel is visible. */
export function quickMask(which: QuickMask): Uint8Array {
  return Uint8Array.from({ length: PIXELS }, (_, i) => {
    const row = Math.floor(i / SIDE), column = i % SIDE;
    const hidden = (which === "lower-half" && row >= SIDE / 2) || (which === "right-half" && column >= SIDE / 2);
    return hidden ? 0 : 1;
  });
}

/** Returns the mask [784] in which every pixel is visible. */
export const allVisible = (): Uint8Array => new Uint8Array(PIXELS).fill(1);

export const freshFillIn: FillIn = {
  source: "test", image: 0, strokes: [], drawn: null, visible: quickMask("lower-half"), draw: 0,
};

/** Returns the input of models that complete images: the drawing, or the test image while nothing is drawn. */
export const givenOf = ({ source, drawn, image }: FillIn): Given => (source === "drawing" && drawn ? drawn : image);

/** Returns the fields of a drawing with these lines. `drawn` is null if they leave no ink, as a line can be outside the field. */
export function drawnWith(lines: readonly Stroke[]): Pick<FillIn, "strokes" | "drawn"> {
  const strokes = lines.map(tidyStroke);
  const ink = inkOf(strokes, FIELD);
  return { strokes, drawn: ink.some((value) => value > FAINT) ? centred(ink, FIELD) : null };
}
