import type { Theme } from "../../state/store";

export const systemTheme = () => matchMedia("(prefers-color-scheme: dark)");

export const isDark = (theme: Theme): boolean => (theme === "system" ? systemTheme().matches : theme === "dark");
