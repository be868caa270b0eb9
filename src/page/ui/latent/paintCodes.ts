/** Paints the codes of the latent map: posterior means of test images, with a colour and a name for each class. */
import type { Range } from "../../../core/latent/range";
import { CLASSES } from "../../../core/run/runConfig";
import { quoted } from "../../../core/wellFormed";
import type { PictureOf } from "../../state/frames";
import { CLASS_COLOURS } from "../palette";
import { cssColour } from "../themeColours";
import { mediansByClass, pointOnMap } from "./coordinates";
import { placeLabels, type Box } from "./labels";

/** How codes are painted. */
export interface CodesView {
  readonly range: Range;
  /** With one latent dimension, points are spread vertically by class. */
  readonly strip: boolean;
  /** The highlighted classes, if any; the others are faded. */
  readonly lit: readonly number[];
  /** Returns the name of a class. */
  readonly nameOf: (k: number) => string;
  /** Boxes of other text on the map, in CSS pixels, which class labels avoid. */
  readonly written: readonly Box[];
}

/** Points have this radius on a map of `USUAL_WIDTH` CSS pixels; larger maps have somewhat larger points. */
const RADIUS = 2.1;
const USUAL_WIDTH = 370;
/** Longer names of classes are cut. */
const MOST_LETTERS = 14;
/** The width of a digit with the room around it, as a share of its height; of a letter, and of a wide one such as a Chinese character. */
const DIGIT_WIDTH = 0.8, LETTER_WIDTH = 0.58, WIDE_WIDTH = 1;
const widthOf = (name: string) =>
  (name.length === 1 ? DIGIT_WIDTH : [...name].reduce((sum, letter) => sum + (letter > "\u2e80" ? WIDE_WIDTH : LETTER_WIDTH), 0));
/** The lower part of a strip is reserved for the images. */
const STRIP_SHARE = 0.82;

/** The drawing operations that are used: those of a canvas, or of an SVG figure. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  "globalAlpha" | "fillStyle" | "strokeStyle" | "lineWidth" | "lineJoin" | "font" | "textAlign" | "textBaseline" | "beginPath" | "moveTo" | "arc" | "fill" | "stroke" |
  "strokeText" | "fillText"
>;

/** For each canvas, a function that draws its content again, in CSS pixels and the current theme's colours. */
export const drawnOn = new WeakMap<Element, (pen: Pen) => void>();

/** Clears the canvas and paints the codes on it; `codes` null leaves it empty. `size`: CSS pixels. */
export function paintCodes(canvas: HTMLCanvasElement, codes: PictureOf<"codes"> | null, view: CodesView): void {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const scale = devicePixelRatio || 1;
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  const { fontFamily: font } = getComputedStyle(canvas);
  const draw = (pen: Pen) => codes && drawCodes(pen, codes, view, { width, height, font });
  drawnOn.set(canvas, draw);
  draw(context);
}

interface Field {
  readonly width: number;
  readonly height: number;
  readonly font: string;
}

function drawCodes(context: Pen, { points, labels }: PictureOf<"codes">, { range, strip, lit, nameOf, written }: CodesView, { width, height, font }: Field): void {
  if (points.length === 0) return;
  const growth = Math.max(1, width / USUAL_WIDTH) ** 0.8;
  const radius = RADIUS * growth;
  const paper = cssColour("--paper");

  for (let k = 0; k < CLASSES; k++) {
    if (!lit.includes(k)) dots(k, lit.length === 0 ? 0.9 : 0.14);
  }
  lit.forEach((k) => dots(k, 1));

  const size = Math.round((strip ? 12 : 15) * growth);
  const anchors = mediansByClass(points, labels, CLASSES).flatMap((median, k) => {
    if (!median || (lit.length > 0 && !lit.includes(k))) return [];
    const { left, top } = pointOnMap(median[0], strip ? 0 : median[1], range);
    const name = quoted(nameOf(k), MOST_LETTERS);
    return [{ id: name, width: widthOf(name) * size, x: left * width, y: strip ? rowOf(k) : top * height }];
  });
  // If all classes overlap in one place, their labels would only hide it.
  const apart = anchors.length < 2 || [anchors.map(({ x }) => x), anchors.map(({ y }) => y)]
    .some((places) => Math.max(...places) - Math.min(...places) > size);
  if (!apart) return;
  context.font = `700 ${size}px ${font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const { id, x, y } of placeLabels(anchors, { width: DIGIT_WIDTH * size, height: size }, { width, height }, written)) {
    context.lineWidth = 4;
    context.strokeStyle = paper;
    context.fillStyle = cssColour("--ink");
    context.strokeText(id, x, y);
    context.fillText(id, x, y);
  }

  function rowOf(k: number) {
    return ((k + 0.5) / CLASSES) * STRIP_SHARE * height;
  }
  function dots(k: number, alpha: number) {
    context.globalAlpha = alpha;
    context.fillStyle = cssColour(CLASS_COLOURS[k]!);
    context.strokeStyle = paper;
    context.lineWidth = 0.6;
    context.beginPath();
    for (let i = 0; i < labels.length; i++) {
      if (labels[i] !== k) continue;
      const { left, top } = pointOnMap(points[2 * i]!, points[2 * i + 1]!, range);
      if (left < 0 || left > 1 || (!strip && (top < 0 || top > 1))) continue;
      const [x, y] = [left * width, strip ? rowOf(k) : top * height];
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
    }
    context.fill();
    context.stroke();
    context.globalAlpha = 1;
  }
}
