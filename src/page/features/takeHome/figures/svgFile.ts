/** Writes a figure as an SVG file. */
import { makePlain } from "./plain";
import { withFonts } from "../../../ui/figures/figures";
import type { Figure } from "../../../ui/figures/compose";
import { elementOf, number, writtenOf } from "../../../ui/figures/xml";

/**
 * Returns a figure as the text of an SVG file. `mm`: the width in millimetres. `outlines`: texts are drawn as paths; otherwise the file contains
 * the page's typefaces, which few programs besides browsers use.
 */
export async function svgFile(figure: Figure, mm: number, outlines: boolean): Promise<string> {
  const { svg } = outlines ? figure : await withFonts(figure);
  const element = elementOf(svg);
  element.setAttribute("width", `${number(mm)}mm`);
  element.setAttribute("height", `${number((mm * figure.height) / figure.width)}mm`);
  if (outlines) await (await import("./outlines")).outline(element, false);
  makePlain(element);
  return writtenOf(element);
}
