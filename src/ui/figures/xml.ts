/** Writes SVG elements from names and attributes. */

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// XML 1.0 cannot represent most control characters or unpaired surrogates.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Returns the text escaped for XML. */
export const escaped = (text: string): string => text.replace(FORBIDDEN, "").replace(/[&<>"]/g, (one) => ENTITIES[one]!);

/** At most three decimals; a value that is not finite becomes 0. */
export const number = (value: number): string => String(Number((Number.isFinite(value) ? value : 0).toFixed(3)) || 0);

export type Attributes = Readonly<Record<string, string | number | null | undefined>>;

/** `content` is XML and is not escaped. Attributes that are null or undefined are left out. */
export function tag(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? number(value) : escaped(value!)}"`).join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}
