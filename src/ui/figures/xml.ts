/** Text of an SVG file: elements from names and attributes. */

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// XML 1.0 has no way to write most control characters, nor half of a surrogate pair.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export const escaped = (text: string): string => text.replace(FORBIDDEN, "").replace(/[&<>"]/g, (one) => ENTITIES[one]!);

/** At most three decimals; what is not a number is 0. */
export const number = (value: number): string => String(Number((Number.isFinite(value) ? value : 0).toFixed(3)) || 0);

export type Attributes = Readonly<Record<string, string | number | null | undefined>>;

/** `content`: XML already. Attributes that are null or undefined are left out. */
export function tag(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? number(value) : escaped(value!)}"`).join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}
