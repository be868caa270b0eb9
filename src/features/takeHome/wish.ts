/** What the reader chose last of how things are saved; this browser keeps it. */
import { readText, writeText } from "../../core/browser/browserTexts";
import type { FigureTheme } from "../../ui/figures/figures";

export const SCALES = [1, 2, 3, 4] as const;
export const FORMATS = ["svg", "png", "csv", "zip", "tex", "webm", "gif", "html", "json", "safetensors", "py"] as const;
export type Format = (typeof FORMATS)[number];

/** The browser writes no WebM. */
export class NoEncoder extends Error {}

export interface Wish {
  readonly format: Format;
  /** Of PNG: pixels for each CSS pixel. */
  readonly scale: number;
  readonly theme: FigureTheme;
  /** Title, and where it comes from, are drawn on figures. */
  readonly words: boolean;
}

export const FIRST_WISH: Wish = { format: "svg", scale: 2, theme: "light", words: true };
const KEY = "elbo-room.take-home";

/** What is not understood is as at first. */
export function readWish(written: string | null): Wish {
  let said: unknown = null;
  try {
    said = JSON.parse(written ?? "null");
  } catch {
    // Nothing is kept, then.
  }
  const { format, scale, theme, words }: Partial<Record<keyof Wish, unknown>> = typeof said === "object" && said !== null ? said : {};
  return {
    format: FORMATS.find((one) => one === format) ?? FIRST_WISH.format,
    scale: SCALES.find((one) => one === scale) ?? FIRST_WISH.scale,
    theme: theme === "dark" ? "dark" : "light",
    words: words !== false,
  };
}

export const keptWish = (): Wish => readWish(readText(KEY));

export const keepWish = (wish: Wish): void => void writeText(KEY, JSON.stringify(wish));
