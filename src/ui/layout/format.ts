/** How the shell writes numbers: grouped counts, settings without needless zeros, few digits where they change. */
const grouped = new Intl.NumberFormat("en");

export const count = (value: number): string => grouped.format(value);

/** 0.001, 12.5, 128: at most six decimals, never an exponent. */
export const setting = (value: number | string): string =>
  typeof value === "string" ? value : value.toFixed(6).replace(/\.?0+$/, "").replace("-", "−");

/** Three digits that do not jump about: 0.42, 9.8, 128. */
export function milliseconds(value: number): string {
  return value >= 100 ? count(Math.round(value)) : value.toFixed(value >= 9.95 ? 1 : 2);
}

/** A deviation in percent, two digits of it. */
export function percent(share: number): string {
  const value = 100 * share;
  return Number.isFinite(value) && value < 1000 ? `${Number(value.toPrecision(2))}\u00a0%` : "> 1000\u00a0%";
}

/** N of "1 part in N", one digit and zeros, rounded down; no more than single precision can tell. */
export function onePartIn(share: number): string {
  const parts = Math.min(1 / share, 1e7);
  const unit = 10 ** Math.floor(Math.log10(parts) + 1e-9);
  return count(Math.floor(parts / unit + 1e-9) * unit);
}

export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
