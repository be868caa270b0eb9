/** Embeds the typefaces of a figure, because an SVG file cannot use the page's. Font files come from the page's own folder. */
import { base64 } from "../../../core/png/writePng";
import { escaped } from "./xml";

/** A typeface of the page, in one file. */
export interface Face {
  readonly family: string;
  readonly weight: string;
  readonly italic: boolean;
  readonly range: string;
  readonly url: string;
}

const nameOf = (family: string) => family.replace(/["']/g, "").trim();

/** Returns whether a `unicode-range` contains one of the characters; an empty range contains all. */
export function covers(range: string, text: string): boolean {
  if (range === "") return true;
  const spans = range.split(",").map((part) => {
    const [, from = "0", to = from] = /U\+([0-9A-F]+)(?:-([0-9A-F]+))?/i.exec(part.trim()) ?? [];
    return [parseInt(from, 16), parseInt(to, 16)] as const;
  });
  return [...text].some((letter) => spans.some(([from, to]) => letter.codePointAt(0)! >= from && letter.codePointAt(0)! <= to));
}

/** Returns the typefaces that the page's style sheets declare. */
export const pageFaces = (): readonly Face[] => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].flatMap((rule) => {
  if (!(rule instanceof CSSFontFaceRule)) return [];
  const says = (name: string) => rule.style.getPropertyValue(name);
  const [, url] = /url\("?([^")]+)"?\)/.exec(says("src")) ?? [];
  return url === undefined ? [] : [{
    family: nameOf(says("font-family")), weight: says("font-weight"), italic: says("font-style") === "italic", range: says("unicode-range"), url: new URL(url, sheet.href ?? document.baseURI).href,
  }];
}));

function facesFor(svg: string): readonly Face[] {
  const families = new Set([...svg.matchAll(/font-family="(?:&quot;)?([^"&,]+)/g)].map(([, family]) => nameOf(family!)));
  const text = svg.replace(/<[^>]*>/g, "");
  return pageFaces().filter(({ family, italic, range }) => families.has(family) && covers(range, text) && (!italic || /font-style="italic"/.test(svg)));
}

async function asData(url: string): Promise<string> {
  return `data:font/woff2;base64,${base64(new Uint8Array(await (await fetch(url)).arrayBuffer()))}`;
}

/** Returns a style element with the fonts that the figure uses. A font that cannot be fetched is left out, and the next one in the list is used. */
export async function fontsFor(svg: string): Promise<string> {
  const faces = await Promise.all(facesFor(svg).map(async ({ family, weight, italic, range, url }) => {
    const says = { "font-family": `"${family}"`, "font-style": italic ? "italic" : "", "font-weight": weight, "unicode-range": range };
    const css = Object.entries(says).map(([name, value]) => (value === "" ? "" : `${name}:${value};`)).join("");
    return asData(url).then((data) => `@font-face{${css}src:url("${data}") format("woff2")}`, () => "");
  }));
  const style = faces.join("");
  return style === "" ? "" : `<style>${escaped(style)}</style>`;
}
