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

export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
