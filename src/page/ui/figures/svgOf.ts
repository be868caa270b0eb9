/**
 * Writes a displayed panel as SVG: text stays text, lines and curves stay lines, pictures become embedded images. Boxes, borders and
 * backgrounds are copied as far as this page's panels use them; shadows are not.
 */
import { pngAddress } from "../../../core/png/writePng";
import { drawnOn } from "../latent/paintCodes";
import { pixelsOn } from "../pictures/pixelsOn";
import { chartSvg } from "./chartSvg";
import { SvgPen } from "./svgPen";
import { escaped, number, tag, type Attributes } from "./xml";

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A panel as SVG elements. */
export interface PanelSvg {
  /** SVG elements, in CSS pixels. */
  readonly content: string;
  /** The area that they cover. */
  readonly box: Box;
}

/** Style properties of inline SVG elements to copy, because the file has no style sheets. */
const LOOKS = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "opacity", "font-family",
  "font-size", "font-style", "font-weight", "text-anchor", "dominant-baseline", "paint-order", "vector-effect",
] as const;
/** Initial values in the SVG specification, which need not be written. */
const USUAL: Readonly<Partial<Record<(typeof LOOKS)[number], string>>> = {
  fill: "rgb(0, 0, 0)", "fill-opacity": "1", stroke: "none", "stroke-width": "1px", "stroke-dasharray": "none", "stroke-linecap": "butt", "stroke-linejoin": "miter",
  "stroke-opacity": "1", opacity: "1", "font-style": "normal", "font-weight": "400", "text-anchor": "start", "dominant-baseline": "auto", "paint-order": "normal",
  "vector-effect": "none",
};
const TEXT_LOOKS = new Set<string>(["font-family", "font-size", "font-style", "font-weight", "text-anchor", "dominant-baseline"]);
/** Elements that are not copied: texts for screen readers, and hints. */
const UNSEEN = ".visually-hidden, .katex-mathml, title, desc, script, style, input, textarea";

/** Draws the element in the current theme. It reads styles and positions: call it synchronously, before the page changes. */
export function svgOf(element: Element): PanelSvg {
  const writer = new Writer();
  const content = writer.element(element);
  const { left, top, right, bottom } = writer.box;
  return { content, box: left > right ? { left: 0, top: 0, right: 0, bottom: 0 } : { left, top, right, bottom } };
}

class Writer {
  box: Box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  private clips: Box[] = [];
  private named = 0;
  private readonly measure = document.createElement("canvas").getContext("2d")!;

  element(element: Element): string {
    if (element.matches(UNSEEN)) return "";
    const style = getComputedStyle(element);
    if (style.display === "none" || style.opacity === "0") return "";
    const seen = style.visibility === "visible";
    const box = element.getBoundingClientRect();
    const own = seen && style.display !== "contents" ? this.background(box, style) : "";
    const inner = !seen && element.children.length === 0 ? "" : this.inside(element, style, box, seen);
    const content = own + inner;
    return content === "" || style.opacity === "1" ? content : tag("g", { opacity: Number(style.opacity) }, content);
  }

  private inside(element: Element, style: CSSStyleDeclaration, box: DOMRect, seen: boolean): string {
    if (element instanceof HTMLCanvasElement) return seen ? this.canvas(element, style, box) : "";
    if (element instanceof SVGSVGElement) return seen ? this.svg(element, box) : "";
    if (element instanceof HTMLSelectElement) return seen ? this.written(element.selectedOptions[0]?.text ?? "", style, insetBy(box, style)) : "";
    if (style.overflow === "visible" || (element.scrollWidth <= element.clientWidth + 1 && element.scrollHeight <= element.clientHeight + 1)) return this.children(element, style, seen);
    this.clips.push(box);
    const content = this.children(element, style, seen);
    this.clips.pop();
    const id = `clip${++this.named}`;
    return content && tag("clipPath", { id }, tag("rect", place(box))) + tag("g", { "clip-path": `url(#${id})` }, content);
  }

  private children(element: Element, style: CSSStyleDeclaration, seen: boolean): string {
    return this.before(element) + Array.from(element.childNodes, (node) =>
      node instanceof Element ? this.element(node) : node instanceof Text && seen ? this.text(node, style) : "").join("");
  }

  /** Text of the element's `::before`. */
  private before(element: Element): string {
    const style = getComputedStyle(element, "::before");
    const [, text = ""] = /^"(.+)"$/.exec(style.content) ?? [];
    const [first] = element.getClientRects();
    if (text.trim() === "" || !first || style.display === "none") return "";
    return this.written(text, style, first);
  }

  /** Text without a layout box of its own, such as generated content: drawn at its natural width, at the left of a box. */
  private written(text: string, style: CSSStyleDeclaration, { left, top, height }: DOMRect): string {
    this.measure.font = fontOf(style);
    return this.line(text, style, new DOMRect(left, top, this.measure.measureText(text).width, height));
  }

  /** A text node, line by line. */
  private text(node: Text, style: CSSStyleDeclaration): string {
    const text = node.data;
    if (text.trim() === "") return "";
    const range = document.createRange();
    range.setStart(node, text.length - text.trimStart().length);
    range.setEnd(node, text.trimEnd().length);
    const rects = range.getClientRects();
    if (rects.length === 1) return this.line(text, style, rects[0]!);
    const lines: { text: string; box: DOMRect }[] = [];
    for (let i = 0; i < text.length; i++) {
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const box = range.getBoundingClientRect();
      if (box.width === 0) continue;
      const last = lines.at(-1);
      if (last && Math.abs(last.box.top - box.top) < 0.5 * box.height) {
        last.text += text[i];
        last.box = new DOMRect(last.box.left, last.box.top, box.right - last.box.left, last.box.height);
      } else lines.push({ text: text[i]!, box });
    }
    return lines.map((line) => this.line(line.text, style, line.box)).join("");
  }

  /** Stretched to the measured width, in case the fonts are missing. */
  private line(written: string, style: CSSStyleDeclaration, box: DOMRect): string {
    const text = written.replace(/\s+/g, " ").trim();
    if (text === "" || box.width === 0) return "";
    this.measure.font = fontOf(style);
    const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = this.measure.measureText(text);
    this.grow(box);
    if (style.writingMode.startsWith("vertical")) {
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      return tag("text", { ...fontAttributes(style), fill: style.color, "text-anchor": "middle", dy: "0.35em", transform: `translate(${number(x)} ${number(y)}) rotate(-90)` }, escaped(text));
    }
    return tag("text", {
      x: box.left, y: box.top + (box.height * up) / (up + down), ...fontAttributes(style), fill: style.color, textLength: [...text].length > 1 ? box.width : null,
      lengthAdjust: [...text].length > 1 ? "spacingAndGlyphs" : null,
    }, escaped(style.textTransform === "uppercase" ? text.toUpperCase() : text));
  }

  private background(box: DOMRect, style: CSSStyleDeclaration): string {
    const radius = Math.min(parseFloat(style.borderTopLeftRadius) || 0, box.width / 2, box.height / 2) || null;
    const parts: string[] = [];
    if (!isClear(style.backgroundColor) && box.width > 0 && box.height > 0) parts.push(tag("rect", { ...place(box), rx: radius, fill: style.backgroundColor }));
    parts.push(this.gradient(box, style));
    const sides = (["Top", "Right", "Bottom", "Left"] as const).map((side) => ({
      width: style[`border${side}Style`] === "none" ? 0 : parseFloat(style[`border${side}Width`]), colour: style[`border${side}Color`],
      dashed: /dashed|dotted/.test(style[`border${side}Style`]),
    }));
    const [top, right, bottom, left] = sides as [Side, Side, Side, Side];
    const shown = sides.filter(({ width, colour }) => width > 0 && !isClear(colour));
    if (shown.length === 4 && sides.every(({ width, colour }) => width === top.width && colour === top.colour)) {
      const half = top.width / 2;
      parts.push(tag("rect", { ...place(new DOMRect(box.left + half, box.top + half, box.width - top.width, box.height - top.width)), rx: radius, fill: "none", ...lineOf(top) }));
    } else if (shown.length > 0) {
      const edge = (side: Side, d: string) => (shown.includes(side) ? tag("path", { d, ...lineOf(side) }) : "");
      parts.push(
        edge(top, `M${number(box.left)},${number(box.top + top.width / 2)}h${number(box.width)}`), edge(bottom, `M${number(box.left)},${number(box.bottom - bottom.width / 2)}h${number(box.width)}`),
        edge(left, `M${number(box.left + left.width / 2)},${number(box.top)}v${number(box.height)}`), edge(right, `M${number(box.right - right.width / 2)},${number(box.top)}v${number(box.height)}`),
      );
    }
    const content = parts.join("");
    if (content !== "") this.grow(box);
    return content;
  }

  /** A single gradient from left to right or from top to bottom, not repeated: used for scales and single-colour bars. */
  private gradient(box: DOMRect, { backgroundImage: image, backgroundRepeat, backgroundSize, backgroundPosition }: CSSStyleDeclaration): string {
    if (!/^linear-gradient\((?!.*gradient)/.test(image)) return "";
    const stops = image.match(/(rgba?|color)\([^)]*\)/g) ?? [];
    const size = /^([\d.]+)px ([\d.]+)px$/.exec(backgroundSize);
    if (stops.length < 2 || box.width === 0 || (size && backgroundRepeat !== "no-repeat")) return "";
    const [width, height] = size ? [Number(size[1]), Number(size[2])] : [box.width, box.height];
    const [across = "0%", up = "0%"] = backgroundPosition.match(/calc\([^)]*\)|\S+/g) ?? [];
    const area = { x: box.left + offset(across, box.width - width), y: box.top + offset(up, box.height - height), width, height };
    if (new Set(stops).size === 1) return tag("rect", { ...area, fill: stops[0]! });
    const id = `scale${++this.named}`;
    const rightwards = /90deg|to right/.test(image);
    return tag("linearGradient", { id, x2: rightwards ? 1 : 0, y2: rightwards ? 0 : 1 }, stops.map((colour, i) => tag("stop", { offset: i / (stops.length - 1), "stop-color": colour })).join(""))
      + tag("rect", { ...area, fill: `url(#${id})` });
  }

  private canvas(canvas: HTMLCanvasElement, style: CSSStyleDeclaration, box: DOMRect): string {
    const inner = insetBy(box, style);
    if (inner.width === 0 || inner.height === 0 || canvas.width === 0 || canvas.height === 0) return "";
    const draw = drawnOn.get(canvas);
    const pen = new SvgPen();
    if (draw) draw(pen);
    const shapes = draw ? pen.drawn.join("") : chartSvg(canvas, { width: inner.width, height: inner.height, font: getComputedStyle(document.body).fontFamily });
    const image = shapes === null ? pixelsOn.get(canvas)?.() : null;
    if (!shapes && !image) return "";
    this.grow(box);
    if (shapes) return tag("g", { transform: `translate(${number(inner.left)} ${number(inner.top)})` }, shapes);
    return tag("image", {
      ...place(inner), preserveAspectRatio: "none", href: pngAddress(image!),
      // The pixels are the model's output and stay visible when enlarged.
      "image-rendering": "pixelated", style: "image-rendering:pixelated",
    });
  }

  private svg(svg: SVGSVGElement, box: DOMRect): string {
    if (box.width === 0 || box.height === 0) return "";
    const unit = svg.viewBox.baseVal && svg.hasAttribute("viewBox") ? svg.viewBox.baseVal.width / box.width : 1;
    const content = Array.from(svg.children, (child) => this.shape(child, svg.getAttribute("preserveAspectRatio") === "none" ? null : unit)).join("");
    if (content === "") return "";
    this.grow(box);
    return tag("svg", {
      ...place(box), viewBox: svg.getAttribute("viewBox") ?? `0 0 ${number(box.width)} ${number(box.height)}`,
      preserveAspectRatio: svg.getAttribute("preserveAspectRatio"), overflow: getComputedStyle(svg).overflow === "visible" ? "visible" : null,
    }, content);
  }

  /**
   * An element within an inline SVG, with its computed style. `unit`: drawing units per CSS pixel, which converts the widths of non-scaling
   * strokes for programs that do not support them; null if it differs between the two directions.
   */
  private shape(element: Element, unit: number | null): string {
    if (element.matches(UNSEEN)) return "";
    const style = getComputedStyle(element);
    if (style.display === "none" || style.visibility !== "visible" || style.opacity === "0") return "";
    const isText = element instanceof SVGTextContentElement;
    const drawn = element instanceof SVGGeometryElement || isText;
    const looks: Record<string, string> = {};
    for (const look of LOOKS) {
      const value = style.getPropertyValue(look);
      if (value !== "" && value !== USUAL[look] && (drawn ? isText || !TEXT_LOOKS.has(look) : look === "opacity")) looks[look] = value;
    }
    if (unit !== null && looks["vector-effect"] === "non-scaling-stroke") {
      delete looks["vector-effect"];
      looks["stroke-width"] = (parseFloat(style.strokeWidth) * unit).toPrecision(4);
    }
    const kept = Array.from(element.attributes).filter(({ name }) => !/^(class|style|id|aria-.*|role|tabindex|data-.*)$/.test(name) && !(name in looks)).map(({ name, value }) => [name, value] as const);
    const content = Array.from(element.childNodes, (node) => (node instanceof Element ? this.shape(node, unit) : escaped(node.textContent ?? ""))).join("");
    return tag(element.tagName, { ...Object.fromEntries(kept), ...looks }, content);
  }

  private grow({ left, top, right, bottom }: Box): void {
    const seen = this.clips.reduce((box, clip) => ({
      left: Math.max(box.left, clip.left), top: Math.max(box.top, clip.top), right: Math.min(box.right, clip.right), bottom: Math.min(box.bottom, clip.bottom),
    }), { left, top, right, bottom });
    if (seen.left > seen.right || seen.top > seen.bottom) return;
    this.box = {
      left: Math.min(this.box.left, seen.left), top: Math.min(this.box.top, seen.top),
      right: Math.max(this.box.right, seen.right), bottom: Math.max(this.box.bottom, seen.bottom),
    };
  }
}

/** The offset of a background within the free space: "50%", "3px", "calc(100% - 1.5px)". */
function offset(written: string, free: number): number {
  const [share = 0] = /-?[\d.]+(?=%)/.exec(written)?.map(Number) ?? [];
  const [, sign = "", pixels = 0] = /([-+]?)\s*([\d.]+)px/.exec(written) ?? [];
  return (free * share) / 100 + (sign === "-" ? -1 : 1) * Number(pixels);
}

interface Side {
  readonly width: number;
  readonly colour: string;
  readonly dashed: boolean;
}

const lineOf = ({ width, colour, dashed }: Side): Attributes => ({ stroke: colour, "stroke-width": width, "stroke-dasharray": dashed ? `${number(2 * width)} ${number(2 * width)}` : null });
const place = ({ left, top, right, bottom }: Box): Attributes => ({ x: left, y: top, width: right - left, height: bottom - top });
const isClear = (colour: string): boolean => colour === "transparent" || /^rgba\(.*, 0\)$/.test(colour) || /\/ 0\)$/.test(colour);
const fontOf = ({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): string => `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
const fontAttributes = ({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): Attributes => ({
  "font-family": fontFamily, "font-size": parseFloat(fontSize), "font-weight": fontWeight === "400" ? null : fontWeight, "font-style": fontStyle === "normal" ? null : fontStyle,
});

/** The content box, inside borders and padding. */
function insetBy(box: DOMRect, style: CSSStyleDeclaration): DOMRect {
  const side = (name: "Top" | "Right" | "Bottom" | "Left") => (parseFloat(style[`border${name}Width`]) || 0) + (parseFloat(style[`padding${name}`]) || 0);
  const [top, right, bottom, left] = [side("Top"), side("Right"), side("Bottom"), side("Left")];
  return new DOMRect(box.left + left, box.top + top, Math.max(0, box.width - left - right), Math.max(0, box.height - top - bottom));
}
