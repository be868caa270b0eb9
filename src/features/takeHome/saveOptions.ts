/** The options last used for saving, stored in this browser. */
import { readText, writeText } from "../../core/browser/browserTexts";
import type { FigureTheme } from "../../ui/figures/figures";

export const SCALES = [1, 2, 3, 4] as const;
export const FORMATS = ["svg", "png", "csv", "zip", "tex", "webm", "gif", "html", "json", "safetensors", "py"] as const;
export type Format = (typeof FORMATS)[number];

/** Thrown if the browser cannot encode WebM. */
export class NoEncoder extends Error {}

/** Options for saving. */
export interface SaveOptions {
  readonly format: Format;
  /** For PNG: image pixels per CSS pixel. */
  readonly scale: number;
  readonly theme: FigureTheme;
  /** Whether figures show the title and the lines about their origin. */
  readonly words: boolean;
}

/** The options before the reader has chosen any. */
export const DEFAULT_OPTIONS: SaveOptions = { format: "svg", scale: 2, theme: "light", words: true };
const KEY = "elbo-room.take-home";

/** Returns the stored options; invalid ones have their default. */
export function readOptions(written: string | null): SaveOptions {
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(written ?? "null");
  } catch {
    // Nothing valid is stored.
  }
  const { format, scale, theme, words }: Partial<Record<keyof SaveOptions, unknown>> = typeof parsed === "object" && parsed !== null ? parsed : {};
  return {
    format: FORMATS.find((one) => one === format) ?? DEFAULT_OPTIONS.format,
    scale: SCALES.find((one) => one === scale) ?? DEFAULT_OPTIONS.scale,
    theme: theme === "dark" ? "dark" : "light",
    words: words !== false,
  };
}

/** Returns the options stored in this browser. */
export const storedOptions = (): SaveOptions => readOptions(readText(KEY));

/** Stores the options in this browser. */
export const storeOptions = (options: SaveOptions): void => void writeText(KEY, JSON.stringify(options));
