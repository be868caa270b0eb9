/** The image whose hidden part is filled in: a test image or the reader's drawing, and which of its pixels are visible. */
import { centred, FAINT } from "../core/centring";
import { inkOf, tidyStroke, type Stroke } from "../core/drawing";
import { words } from "../core/philox";
import type { Given } from "../core/pictures";
import { PIXELS, SIDE } from "../core/runConfig";

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
/** Points on the drawing's field along each side; ten for each pixel of an image. */
const FIELD = 280;
/** Keeps the image drawn by chance apart from other draws for "sample". */
const IMAGE_LANE = 2;

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

/** After the last of so many images comes the first. */
export const neighbour = (image: number, by: 1 | -1, images = TEST_IMAGES): number => (image + by + images) % images;

/** Another image by chance, a function of the seed and of the one on show. */
export function byChance(seed: number, image: number, images = TEST_IMAGES): number {
  const [word] = words({ seed, purpose: "sample", step: image, lane: IMAGE_LANE }, 1);
  const other = Math.floor((word! / 2 ** 32) * images);
  return other === image ? neighbour(image, 1, images) : other;
}
