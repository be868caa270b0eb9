/** Writes a figure as a PDF file with one page of its size. */
import { jsPDF } from "jspdf";
import { svg2pdf } from "svg2pdf.js";
import { enlargePictures, makePlain } from "./plain";
import { outline } from "./outlines";
import type { Figure, Words } from "../../../ui/figures/compose";
import { elementOf } from "../../../ui/figures/xml";

/** Returns a figure as a PDF file with one page. `mm`: the width in millimetres. The words are in the file's metadata. */
export async function pdfOf({ svg, width, height }: Figure, mm: number, { title, lines }: Words): Promise<ArrayBuffer> {
  const size = [mm, (mm * height) / width] as const;
  const element = elementOf(svg);
  await outline(element, true);
  makePlain(element);
  enlargePictures(element);
  const pdf = new jsPDF({ unit: "mm", format: [...size], orientation: size[0] > size[1] ? "landscape" : "portrait", compress: true, putOnlyUsedFonts: true });
  pdf.setDocumentProperties({ title, subject: lines.slice(0, -1).join("\n"), keywords: lines.at(-1) ?? "", creator: "ELBO Room" });
  await svg2pdf(element, pdf, { x: 0, y: 0, width: size[0], height: size[1] });
  return pdf.output("arraybuffer");
}
