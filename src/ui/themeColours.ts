/** Colours for canvases, which style sheets do not reach. */
import { useSyncExternalStore } from "react";
import { parseColour, type Rgb } from "./pictures/paint";

/** Returns the value of a custom property of the page, "#rrggbb" in `theme.css`. */
export function cssColour(property: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(property).trim() || "#888888";
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
const listeners = new Set<() => void>();
let stop: (() => void) | null = null;

function changed() {
  version += 1;
  listeners.forEach((listen) => listen());
}

function start(): () => void {
  const root = new MutationObserver(changed);
  root.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => root.disconnect();
}

/** Calls the listener after every change of theme. Returns a function that unsubscribes. */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  stop ??= start();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = null;
  };
}

/** Returns a number that changes with the theme, as a dependency for effects that paint. */
export const useThemeVersion = (): number => useSyncExternalStore(onThemeChange, () => version, () => version);
