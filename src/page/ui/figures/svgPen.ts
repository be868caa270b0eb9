/** Records canvas drawing as SVG. It supports only what the latent map uses, in CSS pixels. */
import type { Pen } from "../latent/paintCodes";
import { number, tag, escaped } from "./xml";

/** A `Pen` that writes SVG elements. */
export class SvgPen implements Pen {
  globalAlpha = 1;
  fillStyle: Pen["fillStyle"] = "#000";
  strokeStyle: Pen["strokeStyle"] = "#000";
  lineWidth = 1;
  lineJoin: CanvasLineJoin = "miter";
  font = "10px sans-serif";
  textAlign: CanvasTextAlign = "start";
  textBaseline: CanvasTextBaseline = "alphabetic";
  readonly drawn: string[] = [];
  private path = "";

  beginPath(): void {
    this.path = "";
  }
  moveTo(): void {
    // Only circles are drawn, and each one gives its position.
  }
  /** Only whole circles are supported. */
  arc(x: number, y: number, radius: number): void {
    const [left, across] = [number(x - radius), number(2 * radius)];
    this.path += `M${left},${number(y)}a${number(radius)},${number(radius)} 0 1 0 ${across},0a${number(radius)},${number(radius)} 0 1 0 -${across},0Z`;
  }
  fill(): void {
    if (this.path !== "") this.drawn.push(tag("path", { d: this.path, fill: String(this.fillStyle), opacity: this.opacity() }));
  }
  stroke(): void {
    if (this.path !== "") this.drawn.push(tag("path", { d: this.path, fill: "none", ...this.line(), opacity: this.opacity() }));
  }
  strokeText(text: string, x: number, y: number): void {
    this.text(text, x, y, { fill: "none", ...this.line() });
  }
  fillText(text: string, x: number, y: number): void {
    this.text(text, x, y, { fill: String(this.fillStyle) });
  }

  private opacity = () => (this.globalAlpha === 1 ? null : this.globalAlpha);
  private line = () => ({ stroke: String(this.strokeStyle), "stroke-width": this.lineWidth, "stroke-linejoin": this.lineJoin });
  private text(text: string, x: number, y: number, look: Readonly<Record<string, string | number>>): void {
    const [, weight = "400", size = "10", family = "sans-serif"] = /^(\d+ )?([\d.]+)px (.*)$/.exec(this.font) ?? [];
    this.drawn.push(tag("text", {
      x, y, "font-family": family, "font-size": Number(size), "font-weight": weight.trim(),
      // Not every program supports dominant-baseline: a digit's middle is about a third of its size above the baseline.
      dy: this.textBaseline === "middle" ? 0.35 * Number(size) : null, "text-anchor": this.textAlign === "center" ? "middle" : null, opacity: this.opacity(), ...look,
    }, escaped(text)));
  }
}
