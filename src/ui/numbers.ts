/** Numbers as the instruments write them: a true minus sign, and as many digits as a live value can carry. */

/** Nothing is less than nothing: what rounds to 0 has no sign. */
const minus = (text: string): string => text.replace(/^-(?=[0.]*$)/, "").replace("-", "−");
const grouped = new Intl.NumberFormat("en");

/** About three or four digits: 1,234 · 157.1 · 5.40 · 0.031. `null`: not known yet. */
export function lossText(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (size >= 1000) return minus(size >= 1e7 ? value.toExponential(1) : grouped.format(Math.round(value)));
  return minus(value.toFixed(size >= 9.995 ? 1 : size >= 0.0995 || size === 0 ? 2 : 3));
}

/** A weight: at least one decimal, at most three. */
export function weightText(value: number): string {
  const text = value.toFixed(3).replace(/0{1,2}$/, "");
  return minus(text);
}

/** A latent coordinate. */
export const coordinateText = (value: number): string => minus(value.toFixed(2));

export const countText = (value: number): string => grouped.format(value);

/** A share of 1. */
export const percentText = (share: number): string => `${Math.round(100 * share)}\u00a0%`;
