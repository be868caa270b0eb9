/** Writes colours and pictures of a figure in the way that every program reads. */
import { pixelsAt, pngAddress } from "../../../../core/png/writePng";
import { enlarged } from "../../../ui/figures/png";
import { rgbaOf } from "./colour";

const COLOURS = ["fill", "stroke", "stop-color"] as const;

/** Makes the figure plain: for programs that do not know all of SVG. Pictures stay as they are. */
export function makePlain(figure: Element): void {
  coloursAsRgb(figure);
  strokesFirst(figure);
}

/** Writes each colour, such as color(srgb …) or rgba(…), as #rrggbb with an opacity of its own. A colour that is not understood stays as it is. */
function coloursAsRgb(figure: Element): void {
  for (const element of figure.querySelectorAll("*")) for (const name of COLOURS) {
    const colour = rgbaOf(element.getAttribute(name) ?? "none");
    if (!colour) continue;
    const { rgb, alpha } = colour;
    element.setAttribute(name, `#${rgb.map((part) => part.toString(16).padStart(2, "0")).join("")}`);
    const opacity = `${name.replace("-color", "")}-opacity`;
    if (alpha < 1) element.setAttribute(opacity, String(Number((Number(element.getAttribute(opacity) ?? 1) * alpha).toFixed(3))));
  }
}

/** Draws strokes that lie below their fill as shapes of their own, as not every program knows `paint-order`. */
function strokesFirst(figure: Element): void {
  for (const element of figure.querySelectorAll('[paint-order^="stroke"]')) {
    element.removeAttribute("paint-order");
    const stroke = element.cloneNode(true) as Element;
    stroke.setAttribute("fill", "none");
    element.setAttribute("stroke", "none");
    element.before(stroke);
  }
}

/** Pixels of an enlarged picture per CSS pixel. */
const PICTURE_SCALE = 2;
/** The maximum side of an enlarged picture: in WebKit, svg2pdf.js 2.8.1 does not read addresses with millions of characters. */
const MOST_PIXELS = 1200;

/** Enlarges pictures without smoothing, as PDF has no attribute against it. */
export function enlargePictures(figure: Element): void {
  for (const element of figure.querySelectorAll('image[image-rendering="pixelated"]')) {
    const picture = pixelsAt(element.getAttribute("href") ?? "");
    const wanted = Math.ceil((PICTURE_SCALE * Number(element.getAttribute("width"))) / picture.width);
    const factor = Math.max(1, Math.min(wanted, Math.floor(MOST_PIXELS / Math.max(picture.width, picture.height))));
    element.setAttribute("href", pngAddress(enlarged(picture, factor)));
  }
}
