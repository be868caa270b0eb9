/** Draws the texts of a figure as paths, so that programs without the page's typefaces show them alike. */
import { create, type Font } from "fontkit";
import greek from "@fontsource/source-sans-3/files/source-sans-3-greek-400-normal.woff2?url";
import greekBold from "@fontsource/source-sans-3/files/source-sans-3-greek-600-normal.woff2?url";
import latin from "@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff2?url";
import latinBold from "@fontsource/source-sans-3/files/source-sans-3-latin-600-normal.woff2?url";
import serifItalic from "@fontsource/source-serif-4/files/source-serif-4-latin-400-italic.woff2?url";
import serif from "@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff2?url";
import { pageFaces, type Face } from "../../../ui/figures/fonts";
import { expectPixels } from "../../../ui/figures/png";
import { number } from "../../../ui/figures/xml";

/** The page's texts have variable typefaces, whose weights fontkit 2.0.4 does not read from WOFF2: these are the same with fixed weights. */
const TEXT_FACES: readonly Face[] = ([
  ["Source Sans 3 Variable", "400", false, latin], ["Source Sans 3 Variable", "400", false, greek],
  ["Source Sans 3 Variable", "600", false, latinBold], ["Source Sans 3 Variable", "600", false, greekBold],
  ["Source Serif 4 Variable", "400", false, serif], ["Source Serif 4 Variable", "400", true, serifItalic],
] as const).map(([family, weight, italic, file]) => ({ family, weight, italic, range: "", url: new URL(file, document.baseURI).href }));
/** From the weight 550 on, a text is bold. */
const isBold = (weight: string): boolean => weight === "bold" || Number(weight) >= 550;

/** Attributes of a text that its path does not have. */
const OF_TEXT = ["x", "y", "dy", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "textLength", "lengthAdjust", "dominant-baseline"] as const;

const fonts = new Map<string, Promise<Font | null>>();
/** Resolves to null if the file cannot be fetched or read. */
const fontOf = ({ url }: Face): Promise<Font | null> => {
  const font = fonts.get(url) ?? fetch(url).then((answer) => answer.arrayBuffer()).then((file) => create(new Uint8Array(file))).catch(() => null);
  fonts.set(url, font);
  return font;
};

/** The page's typefaces have accents only as letters of their own: these are drawn over the letter before them. */
const ACCENTS: Readonly<Record<string, string>> = { "\u0302": "ˆ", "\u0303": "˜" };

/** A part of a text in one font. */
interface Run {
  readonly font: Font;
  /** The accent of the run before. */
  readonly accent: boolean;
  text: string;
}

/** Returns the text split by fonts; null if no font has one of its letters. */
function runsOf(text: string, candidates: readonly Font[]): readonly Run[] | null {
  const runs: Run[] = [];
  for (const written of text) {
    const letter = ACCENTS[written] ?? written;
    const accent = letter !== written;
    const font = candidates.find((one) => one.hasGlyphForCodePoint(letter.codePointAt(0)!));
    if (!font) return null;
    const last = runs.at(-1);
    if (last?.font === font && !last.accent && !accent) last.text += letter;
    else runs.push({ font, accent, text: letter });
  }
  return runs;
}

/** Returns a number of an attribute; a length in em is in `size`s. */
function lengthIn(element: Element, name: string, size: number): number {
  const written = element.getAttribute(name) ?? "0";
  return parseFloat(written) * (written.endsWith("em") ? size : 1);
}

/** Returns the share of a text's width that lies before its position. */
const shareBefore = (text: Element): number => ({ middle: 0.5, end: 1 })[text.getAttribute("text-anchor") ?? ""] ?? 0;

/** Returns the path of a text; null if its typeface is not the page's own, such as that of Chinese texts. */
async function outlineOf(text: Element, faces: readonly Face[]): Promise<Element | null> {
  const written = (text.textContent ?? "").trim();
  if (written === "" || text.children.length > 0) return null;
  const is = (name: string) => text.getAttribute(name);
  const families = (is("font-family") ?? "").split(",").map((family) => family.replace(/["']/g, "").trim());
  const bold = isBold(is("font-weight") ?? "400");
  const suitable = families.flatMap((family) => faces.filter((face) => face.family === family && isBold(face.weight) === bold && face.italic === (is("font-style") === "italic")));
  const runs = runsOf(written, (await Promise.all(suitable.map(fontOf))).filter((font) => font !== null));
  if (!runs) return null;
  const size = parseFloat(is("font-size") ?? "16");
  const laidOut = runs.map(({ font, accent, text: part }) => ({ layout: font.layout(part), accent, scale: size / font.unitsPerEm }));
  const natural = laidOut.reduce((sum, { layout, accent, scale }) => sum + (accent ? 0 : layout.advanceWidth * scale), 0);
  const stretch = is("textLength") === null || natural === 0 ? 1 : Number(is("textLength")) / natural;
  let x = lengthIn(text, "x", size) - shareBefore(text) * natural * stretch;
  const y = lengthIn(text, "y", size) + lengthIn(text, "dy", size);
  const parts: string[] = [];
  /** The width of the letter that an accent is over. */
  let under = 0;
  for (const { layout: { glyphs, positions }, accent, scale } of laidOut) {
    glyphs.forEach((glyph, i) => {
      const { xOffset, yOffset, xAdvance } = positions[i]!;
      const across = scale * stretch;
      const back = accent ? (under + xAdvance * across) / 2 : 0;
      parts.push(glyph.path.transform(across, 0, 0, -scale, x - back + xOffset * across, y - yOffset * scale).toSVG());
      if (accent) return;
      under = xAdvance * across;
      x += under;
    });
  }
  const path = document.createElementNS(text.namespaceURI, "path");
  for (const { name, value } of text.attributes) if (!(OF_TEXT as readonly string[]).includes(name)) path.setAttribute(name, value);
  path.setAttribute("d", parts.join(""));
  path.setAttribute("aria-label", written);
  return path;
}

/** Pixels of a picture per CSS pixel. */
const PICTURE_SCALE = 8;

/** Resolves to a text as a picture, drawn in the reader's typefaces. Rejects with HiddenPixels if it cannot be read. */
async function pictureOf(text: Element): Promise<Element> {
  await expectPixels();
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d")!;
  const size = parseFloat(text.getAttribute("font-size") ?? "16");
  const written = (text.textContent ?? "").trim();
  const font = `${text.getAttribute("font-style") ?? "normal"} ${text.getAttribute("font-weight") ?? "400"} ${size}px ${text.getAttribute("font-family") ?? "sans-serif"}`;
  pen.font = font;
  const { width: natural, fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = pen.measureText(written);
  canvas.width = Math.max(1, Math.ceil(natural * PICTURE_SCALE));
  canvas.height = Math.ceil((up + down) * PICTURE_SCALE);
  pen.scale(PICTURE_SCALE, PICTURE_SCALE);
  pen.font = font;
  pen.fillStyle = text.getAttribute("fill") ?? "#000";
  pen.fillText(written, 0, up);
  const width = Number(text.getAttribute("textLength") ?? natural);
  const picture = document.createElementNS(text.namespaceURI, "image");
  const place = {
    x: lengthIn(text, "x", size) - shareBefore(text) * width, y: lengthIn(text, "y", size) + lengthIn(text, "dy", size) - up, width, height: up + down,
  };
  for (const [name, value] of Object.entries(place)) picture.setAttribute(name, number(value));
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("href", canvas.toDataURL("image/png"));
  for (const name of ["transform", "opacity"]) if (text.hasAttribute(name)) picture.setAttribute(name, text.getAttribute(name)!);
  return picture;
}

/**
 * Replaces the texts of a figure by paths, which carry them as labels. A text whose typeface is not the page's own stays a text, or becomes a
 * picture if `pictures` is true. Rejects with HiddenPixels if the browser hides those of pictures.
 */
export async function outline(figure: Element, pictures: boolean): Promise<void> {
  const faces = [...pageFaces().filter(({ weight }) => !weight.includes(" ")), ...TEXT_FACES]; // without variable typefaces
  for (const text of figure.querySelectorAll("text")) {
    const drawn = await outlineOf(text, faces) ?? (pictures ? await pictureOf(text) : null);
    if (drawn) text.replaceWith(drawn);
  }
}
