import { parseStrictly } from "./checkpoint/json";

/** Parses a stored text to an object with unchecked values. Returns {} if there is no text, it is damaged, or it is not an object. */
export function storedObject(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const found: unknown = parseStrictly(text ?? "{}");
    return typeof found === "object" && found !== null && !Array.isArray(found) ? { ...found } : {};
  } catch {
    return {};
  }
}
