/** Embeds the typefaces of a figure, because an SVG file cannot use the page's. Font files come from the page's own folder. */
import { escaped } from "./xml";

interface Face {
  readonly css: string;
  readonly url: string;
}

const first = (family: string) => family.replace(/^["']|["'].*$|,.*$/g, "").trim();

/** Whether a `unicode-range` contains one of the characters; an empty range contains all. */
export function covers(range: string, text: string): boolean {
  if (range === "") return true;
  const spans = range.split(",").map((part) => {
    const [, from = "0", to = from] = /U\+([0-9A-F]+)(?:-([0-9A-F]+))?/i.exec(part.trim()) ?? [];
    return [parseInt(from, 16), parseInt(to, 16)] as const;
  });
  return [...text].some((letter) => spans.some(([from, to]) => letter.codePointAt(0)! >= from && letter.codePointAt(0)! <= to));
}

function facesFor(svg: string): readonly Face[] {
  const families = new Set([...svg.matchAll(/font-family="(?:&quot;)?([^"&,]+)/g)].map(([, family]) => family!.trim()));
  const text = svg.replace(/<[^>]*>/g, "");
  return [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].flatMap((rule) => {
    if (!(rule instanceof CSSFontFaceRule) || !families.has(first(rule.style.getPropertyValue("font-family")))) return [];
    if (!covers(rule.style.getPropertyValue("unicode-range"), text)) return [];
    const [, url] = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue("src")) ?? [];
    const italic = rule.style.getPropertyValue("font-style") === "italic";
    if (url === undefined || (italic && !/font-style="italic"/.test(svg))) return [];
    const says = (name: string) => (rule.style.getPropertyValue(name) ? `${name}:${rule.style.getPropertyValue(name)};` : "");
    return [{ css: ["font-family", "font-style", "font-weight", "unicode-range"].map(says).join(""), url: new URL(url, sheet.href ?? document.baseURI).href }];
  }));
}

async function asData(url: string): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `data:font/woff2;base64,${btoa(text)}`;
}

/** Returns a style element with the fonts that the figure uses. A font that cannot be fetched is left out, and the next one in the list is used. */
export async function fontsFor(svg: string): Promise<string> {
  const faces = await Promise.all(facesFor(svg).map(async ({ css, url }) =>
    asData(url).then((data) => `@font-face{${css}src:url("${data}") format("woff2")}`, () => "")));
  const style = faces.join("");
  return style === "" ? "" : `<style>${escaped(style)}</style>`;
}
