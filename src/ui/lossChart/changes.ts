/** What was changed in mid-run, as the chart says it. */
import { settingText } from "../numbers";

const GREEK: Readonly<Record<string, string>> = { beta: "β", eta: "η", gamma: "γ", lambda: "λ", sigma: "σ" };

/** A symbol on a canvas, which has no formulas: `\eta_D/\eta_G` becomes ηD/ηG. */
export const plainSymbol = (tex: string): string =>
  tex.replace(/\\tilde\s*/g, "").replace(/\\([a-z]+)/g, (_, name: string) => GREEK[name] ?? name).replace(/[_{}\\\s]/g, "");

export const valueText = (value: number | string): string => (typeof value === "number" ? settingText(value) : value);
