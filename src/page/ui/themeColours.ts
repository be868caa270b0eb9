/** Colours for canvases, which style sheets do not reach. */
import { useSyncExternalStore } from "react";
import { createListeners } from "../../core/listeners";
import { parseColour, type Rgb } from "./pictures/paint";

/** The colours that were read since the last change of theme, if changes are observed: to read one, the browser computes styles and layout of the whole page first. */
const known = new Map<string, string>();

/** Returns the value of a custom property of the page, "#rrggbb" in `theme.css`. */
export function cssColour(property: string): string {
  const colour = known.get(property) ?? (getComputedStyle(document.documentElement).getPropertyValue(property).trim() || "#888888");
  if (observed) known.set(property, colour);
  return colour;
}

export interface PictureColours {
  readonly paper: Rgb;
  readonly ink: Rgb;
}

/** Returns ink on paper in the light theme, white on black in the dark one. */
export function pictureColours(): PictureColours {
  const [r, g, b] = parseColour(cssColour("--paper"));
  const dark = r + g + b < 3 * 128;
  return dark ? { paper: [6, 6, 8], ink: [255, 255, 255] } : { paper: [255, 255, 255], ink: [20, 21, 26] };
}

let version = 0;
const listeners = createListeners();
let observed = false;

function changed() {
  version += 1;
  known.clear();
  listeners.call();
}

function observe(): void {
  if (observed) return;
  observed = true;
  new MutationObserver(changed).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  for (const preference of ["(prefers-contrast: more)", "(forced-colors: active)"]) matchMedia(preference).addEventListener("change", changed);
}

/** Calls the listener after every change of theme. Returns a function that unsubscribes. */
export function onThemeChange(listener: () => void): () => void {
  observe();
  return listeners.add(listener);
}

/** Returns a number that changes with the theme, as a dependency for effects that paint. */
export const useThemeVersion = (): number => useSyncExternalStore(onThemeChange, () => version, () => version);
