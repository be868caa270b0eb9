/** Composes a figure as an SVG file: the drawing on a background, a title above, and lines below that say where it comes from. */
import type { PanelSvg } from "./svgOf";
import { escaped, number, tag } from "./xml";

/** The title of a figure and the lines below it. */
export interface Words {
  readonly title: string;
  /** Experiment, seed and step; the link. */
  readonly lines: readonly string[];
}

interface Look {
  readonly paper: string;
  readonly ink: string;
  readonly font: string;
}

/** A figure as SVG text with its size in CSS pixels. */
export interface Figure {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** The size of most of its letters; null if it has none. Title and lines do not count. */
  readonly textSize: number | null;
}

const MARGIN = 12;
/** Both margins beside a drawing, in CSS pixels. */
export const FRAME = 2 * MARGIN;
/** Minimum width of a figure with words, in CSS pixels. */
const MIN_WIDTH = 280;
const TITLE = { size: 18, height: 28 };
const LINE = { size: 11, height: 15 };

/** Breaks text into lines no wider than `most`; a link may break anywhere. `widthOf` measures a text. */
export function wrapped(text: string, most: number, widthOf: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/(?<=[\s&])/)) {
    if (line !== "" && widthOf((line + word).trimEnd()) > most) {
      lines.push(line.trimEnd());
      line = "";
    }
    for (const letter of word) {
      if (line !== "" && widthOf(line + letter.trim()) > most) {
        lines.push(line.trimEnd());
        line = "";
      }
      line += letter;
    }
  }
  return line.trim() === "" ? lines : [...lines, line.trimEnd()];
}

/** Returns a panel's drawing as a figure on paper, with a title and lines of text. `shown`: title and lines are drawn. They are in the file's metadata in any case. */
export function compose({ content, box }: PanelSvg, { paper, ink, font }: Look, words: Words, shown: boolean): Figure {
  const pen = document.createElement("canvas").getContext("2d")!;
  pen.font = `${LINE.size}px ${font}`;
  const width = Math.ceil(Math.max(shown ? MIN_WIDTH : 0, box.right - box.left)) + FRAME;
  const lines = shown ? words.lines.flatMap((line) => wrapped(line, width - FRAME, (text) => pen.measureText(text).width)) : [];
  const above = MARGIN + (shown ? TITLE.height : 0);
  const below = MARGIN + (shown ? 8 + lines.length * LINE.height : 0);
  const height = Math.ceil(above + box.bottom - box.top + below);
  const [left, top] = [box.left - MARGIN, box.top - above];
  const text = (y: number, size: number, weight: number, written: string) => tag("text", {
    x: box.left, y, "font-family": font, "font-size": size, "font-weight": weight, fill: ink, opacity: weight === 400 ? 0.75 : null,
  }, escaped(written));
  return {
    width, height, textSize: textSizeIn(content),
    svg: tag("svg", {
      xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: [left, top, width, height].map(number).join(" "),
    }, [
      tag("title", {}, escaped(words.title)), tag("desc", {}, escaped(words.lines.join("\n"))),
      tag("rect", { x: left, y: top, width, height, fill: paper }),
      shown ? text(top + MARGIN + TITLE.size, TITLE.size, 650, words.title) : "",
      content,
      ...lines.map((line, i) => text(box.bottom + 8 + (i + 1) * LINE.height, LINE.size, 400, line)),
    ].join("")),
  };
}

function textSizeIn(content: string): number | null {
  const letters = new Map<number, number>();
  for (const [, size, text = ""] of content.matchAll(/<text [^>]*font-size="([\d.]+)(?:px)?"[^>]*>([^<]*)/g)) letters.set(Number(size), (letters.get(Number(size)) ?? 0) + text.length);
  return [...letters].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
