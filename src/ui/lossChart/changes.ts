/** Texts for changes of settings during a run, for the chart. */
import { settingText } from "../numbers";

const GREEK: Readonly<Record<string, string>> = { beta: "β", eta: "η", gamma: "γ", lambda: "λ", sigma: "σ" };

/** Returns a formula's symbol as plain text for a canvas: `\eta_D/\eta_G` becomes ηD/ηG. */
export const plainSymbol = (tex: string): string =>
  tex.replace(/\\tilde\s*/g, "").replace(/\\([a-z]+)/g, (_, name: string) => GREEK[name] ?? name).replace(/[_{}\\\s]/g, "");

/** Returns a setting's value as text. */
export const valueText = (value: number | string): string => (typeof value === "number" ? settingText(value) : value);
