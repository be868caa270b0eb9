import { parseStrictly } from "./checkpoint/json";

/** The object that a stored text is; {} where there is none, or the text is damaged. Nothing in it has been checked. */
export function storedObject(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const found: unknown = parseStrictly(text ?? "{}");
    return typeof found === "object" && found !== null && !Array.isArray(found) ? { ...found } : {};
  } catch {
    return {};
  }
}
