/** Names and numbers as Python writes them. */
import type { Hyperparameter, Hyperparameters, HyperparameterValue, HyperparameterValues } from "../../core/model/hyperparameters";

/** Returns an id in snake case: "feature-reconstruction", "logVar" → feature_reconstruction, log_var. */
export const snakeCase = (id: string): string => id.replace(/-/g, "_").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Returns an id as the name of a Python class: "velocityField" → VelocityField. */
export const className = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1);

const KEYWORDS: Readonly<Record<string, string>> = { lambda: "lambda_", batch: "batch_size" };

/** Returns the Python name of a setting. */
export const settingName = (id: string): string => KEYWORDS[id] ?? snakeCase(id);

/** Writes a number or text as Python. */
export const literal = (value: number | string): string => (typeof value === "string" ? JSON.stringify(value) : String(value));

/** Writes a float, also if it is an integer: PyTorch refuses the integer 0 as one of Adam's betas. */
export const float = (value: number): string => (Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(1) : String(value));

/** Writes the value of a setting. */
export const settingValue = (spec: Hyperparameter | undefined, value: HyperparameterValue): string =>
  (spec?.kind === "real" ? float(Number(value)) : literal(value));

const ROUNDING = 1e-9;
const near = (a: number, b: number) => Math.abs(a - b) < ROUNDING * Math.max(1, Math.abs(a), Math.abs(b));

/**
 * Writes a number that depends on settings with their names: "2 * hidden", "latent + 10". It changes each setting to find out;
 * a number that is no sum of multiples of settings is written as it is.
 */
export function inTermsOfSettings(value: (h: HyperparameterValues) => number, h: HyperparameterValues, table: Hyperparameters): string {
  const now = value(h);
  const plus = (by: Readonly<Record<string, number>>) =>
    value({ ...h, ...Object.fromEntries(Object.entries(by).map(([id, more]) => [id, Number(h[id]) + more])) }) - now;
  const ids = Object.keys(table).filter((id) => table[id]!.kind !== "choice");
  const slopes = ids.map((id) => [id, plus({ [id]: 1 })] as const).filter(([, slope]) => !near(slope, 0));
  const linear = slopes.every(([id, slope]) => near(plus({ [id]: 2 }), 2 * slope))
    && near(plus(Object.fromEntries(slopes.map(([id]) => [id, 1]))), slopes.reduce((sum, [, slope]) => sum + slope, 0));
  const rest = now - slopes.reduce((sum, [id, slope]) => sum + slope * Number(h[id]), 0);
  if (!linear) return literal(now);
  const parts = slopes.map(([id, slope]) => (near(slope, 1) ? settingName(id) : `${Number(slope.toPrecision(9))} * ${settingName(id)}`));
  if (!near(rest, 0) || parts.length === 0) parts.push(literal(Number(rest.toPrecision(9))));
  return parts.join(" + ");
}

/** Returns whether Python reads this name in the text. */
export const mentions = (text: string, name: string): boolean => new RegExp(`(?<![\\w.])${name}(?!\\w)`).test(text);
