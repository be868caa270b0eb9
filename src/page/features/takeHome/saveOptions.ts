/** The options last used for saving, stored in this browser. */
import { readText, writeText } from "../../../core/browser/browserTexts";
import type { FigureTheme } from "../../ui/figures/figures";
import { SIZE_LIMITS, type ChosenSize } from "./figures/printSize";

export const SCALES = [1, 2, 3, 4] as const;
/** Resolutions of figures in pixels, in dots per inch: journals ask for 300, and for 600 if there are lines. */
export const RESOLUTIONS = [96, 300, 600] as const;
export const FORMATS = ["svg", "pdf", "png", "csv", "zip", "tex", "webm", "mp4", "gif", "html", "json", "safetensors", "py", "bib"] as const;
export type Format = (typeof FORMATS)[number];

/** Thrown if the browser cannot encode the video. */
export class NoEncoder extends Error {}

/** Options for saving. */
export interface SaveOptions extends ChosenSize {
  readonly format: Format;
  /** For films and single pictures: pixels of the file per pixel. */
  readonly scale: number;
  /** For PNG. */
  readonly dpi: number;
  /** For SVG: texts are drawn as paths. */
  readonly outlines: boolean;
  readonly theme: FigureTheme;
  /** Whether figures show the title and the lines about their origin. */
  readonly words: boolean;
}

/** The options before the reader has chosen any. */
export const DEFAULT_OPTIONS: SaveOptions = { format: "svg", scale: 2, dpi: 300, outlines: true, mm: null, pt: null, theme: "light", words: true };
const KEY = "elbo-room.take-home";

/** Returns whether a width or a size of text is accepted. */
export const isWithin = (value: unknown, of: keyof ChosenSize): value is number => typeof value === "number" && value >= SIZE_LIMITS[of].min && value <= SIZE_LIMITS[of].max;

/** Returns the stored options; invalid ones have their default. */
export function readOptions(written: string | null): SaveOptions {
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(written ?? "null");
  } catch {
    // Nothing valid is stored.
  }
  const { format, scale, dpi, outlines, mm, pt, theme, words }: Partial<Record<keyof SaveOptions, unknown>> = typeof parsed === "object" && parsed !== null ? parsed : {};
  return {
    format: FORMATS.find((one) => one === format) ?? DEFAULT_OPTIONS.format,
    scale: SCALES.find((one) => one === scale) ?? DEFAULT_OPTIONS.scale,
    dpi: RESOLUTIONS.find((one) => one === dpi) ?? DEFAULT_OPTIONS.dpi,
    outlines: outlines !== false,
    mm: isWithin(mm, "mm") ? mm : null,
    pt: isWithin(pt, "pt") ? pt : null,
    theme: theme === "dark" ? "dark" : "light",
    words: words !== false,
  };
}

/** Returns the options stored in this browser. */
export const storedOptions = (): SaveOptions => readOptions(readText(KEY));

/** Stores the options in this browser. */
export const storeOptions = (options: SaveOptions): void => void writeText(KEY, JSON.stringify(options));
