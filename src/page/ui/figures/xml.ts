/** Writes SVG elements from names and attributes, and reads what it has written. */

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// XML 1.0 cannot represent most control characters or unpaired surrogates.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Returns the text escaped for XML. */
export const escaped = (text: string): string => text.replace(FORBIDDEN, "").replace(/[&<>"]/g, (one) => ENTITIES[one]!);

/** Returns a number as text with at most three decimals; a value that is not finite becomes 0. */
export const number = (value: number): string => String(Number((Number.isFinite(value) ? value : 0).toFixed(3)) || 0);

export type Attributes = Readonly<Record<string, string | number | null | undefined>>;

/** Returns an element as XML. `content` is XML and is not escaped. Attributes that are null or undefined are left out. */
export function tag(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? number(value) : escaped(value!)}"`).join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

const SVG = "http://www.w3.org/2000/svg";
const TOKENS = /<(\/?)([\w-]+)((?:\s[\w:-]+="[^"]*")*)(\/?)>|[^<]+/g;
const LETTERS: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(ENTITIES).map(([letter, entity]) => [entity, letter]));
const unescaped = (text: string) => text.replace(/&\w+;/g, (entity) => LETTERS[entity] ?? entity);

/** Returns the element of an SVG text that `tag` wrote. The page's content policy gives no text to a parser that could read a script in it. */
export function elementOf(written: string): SVGSVGElement {
  const root = document.createElementNS(SVG, "g");
  let parent: Element = root;
  for (const [text, end, name = "", attributes = "", closed] of written.matchAll(TOKENS)) {
    if (name === "") parent.append(unescaped(text));
    else if (end) parent = parent.parentElement ?? root;
    else {
      const element = document.createElementNS(SVG, name);
      for (const [, key = "", value = ""] of attributes.matchAll(/([\w:-]+)="([^"]*)"/g)) {
        if (key === "style") (element as SVGElement).style.cssText = unescaped(value); // the policy forbids the attribute itself
        else if (key !== "xmlns") element.setAttribute(key, unescaped(value));
      }
      parent.append(element);
      if (!closed) parent = element;
    }
  }
  return root.firstElementChild as SVGSVGElement;
}

/** Returns an element as the text of a file. */
export const writtenOf = (element: Element): string => new XMLSerializer().serializeToString(element);
