import type { Theme } from "../../state/store";

/** Returns the media query for the system's dark theme. */
export const systemTheme = () => matchMedia("(prefers-color-scheme: dark)");

/** Returns whether a theme, or the system's, is dark. */
export const isDark = (theme: Theme): boolean => (theme === "system" ? systemTheme().matches : theme === "dark");
