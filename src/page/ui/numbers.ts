/** Formats numbers: a true minus sign, grouped counts, and as many digits as a live value can carry. */
import type { Language } from "../../core/language";
import { readOwnId } from "../../core/data/ownId";
import type { Texts } from "../i18n";

/** A value that rounds to 0 has no sign. */
const minus = (text: string): string => text.replace(/^-(?=[0.]*$)/, "").replace(/^-/, "−");

/** From this size on numbers have an exponent. */
const LARGE = 1e15;
/** Returns the text of a number of ordinary size; one that is larger or not finite reads as a loss does. */
const ofUsual = (value: number, text: (value: number) => string): string =>
  (Math.abs(value) < LARGE ? minus(text(value)) : lossText(value)); // NaN is not smaller
/** What stands in the place of a number that is not known, or that is none. */
const NONE = "–";
/** Returns a loss with three or four digits: 1,234 · 157.1 · 5.40 · 0.031. `null`: not known yet. */
export function lossText(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return NONE;
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (size >= NO_DECIMALS) return smallText(value);
  if (size >= 1000) return countText(Math.round(value));
  return minus(value.toFixed(size >= 9.995 ? 1 : size >= 0.0995 || size === 0 ? 2 : 3));
}

/** From this size on decimals say nothing. */
const NO_DECIMALS = 1e7;
/** Formats a number with so many decimals; a large one has an exponent, and none is a dash. */
export const decimalText = (value: number, decimals: number): string => (Math.abs(value) < NO_DECIMALS ? minus(value.toFixed(decimals)) : lossText(value)); // NaN is not smaller

/** Formats a weight with one to three decimals, a smaller one with two digits. */
export function weightText(value: number): string {
  if (Number.isNaN(value)) return "…"; // of a program's step that is not described yet
  if (value > 0 && value < 0.001) return smallText(value);
  return decimalText(value, 3).replace(/(\.\d+?)0{1,2}$/, "$1");
}

/** Formats a latent coordinate. */
export const coordinateText = (value: number): string => decimalText(value, 2);

interface Grouping {
  readonly separator: string;
  /** Numbers with fewer digits are not grouped. */
  readonly from: number;
}

/**
 * How a language groups digits. In Spanish a comma would be a decimal sign to some readers and a point to others: groups are separated by a space,
 * from five digits on, and the decimal point stays, as in code, links and settings (both as the Ortografía of the Real Academia Española, 2010, recommends).
 */
const GROUPINGS: Readonly<Record<Language, Grouping>> = { en: { separator: ",", from: 4 }, "zh-CN": { separator: ",", from: 4 }, es: { separator: "\u00a0", from: 5 } };

let grouping = GROUPINGS.en;

/** Sets the language in which counts are written, which is that of the page's texts. */
export function writeNumbersIn(language: Language): void {
  grouping = GROUPINGS[language];
}

/** Formats a count with grouped digits. `Intl` is not used, as loading its data would take some 10 ms when the page starts. */
export function countText(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-6) return smallText(value);
  return ofUsual(value, (usual) => {
    const [whole = "", ...decimals] = String(usual).split(".");
    const grouped = whole.replace(/\D/g, "").length < grouping.from ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, grouping.separator);
    return [grouped, ...decimals].join(".");
  });
}

/** More decimals than any axis needs. */
const MOST_DECIMALS = 8;

/** More characters do not fit beside an axis. */
const MOST_CHARACTERS = 6;

/**
 * Formats the ticks of an axis, all with the same number of decimals; on a log scale each with those that it needs. Large and small numbers that would not
 * fit are in thousands, millions or larger units, or have an exponent. `null`: no label.
 */
export function axisTexts(ticks: readonly (number | null)[], log: boolean): string[] {
  const texts = plainTexts(ticks, log);
  const isLong = (i: number) => texts[i]!.length > MOST_CHARACTERS && (Math.abs(ticks[i]!) >= 1e4 || (ticks[i] !== 0 && Math.abs(ticks[i]!) < 1e-3));
  if (log) return texts.map((text, i) => (isLong(i) ? shortTexts([ticks[i]!], log)[0]! : text));
  return texts.some((_, i) => isLong(i)) ? shortTexts(ticks, log) : texts;
}

const UNITS: Readonly<Record<number, string>> = { 3: "k", 6: "M", 9: "G" };

/** Formats ticks in the unit of the largest one: 250k, 1.5M, 2e12. */
function shortTexts(ticks: readonly (number | null)[], log: boolean): string[] {
  const power = 3 * Math.floor(Math.log10(Math.max(...ticks.map((tick) => Math.abs(tick ?? 0)))) / 3 + 1e-9);
  const scaled = ticks.map((tick) => (tick === null ? null : tick / 10 ** power));
  return plainTexts(scaled, log).map((text, i) => (scaled[i] ? text + (UNITS[power] ?? minus(`e${power}`)) : text));
}

function plainTexts(ticks: readonly (number | null)[], log: boolean): string[] {
  /** Smaller differences are errors of rounding. */
  const nothing = 1e-9 * Math.max(...ticks.map((tick) => Math.abs(tick ?? 0)));
  const decimalsOf = (tick: number): number => {
    let decimals = 0;
    while (decimals < MOST_DECIMALS && Math.abs(tick - Number(tick.toFixed(decimals))) > (log ? 1e-9 * tick : nothing)) decimals++;
    return decimals;
  };
  const most = Math.max(0, ...ticks.map((tick) => decimalsOf(tick ?? 0)));
  return ticks.map((tick) => {
    if (tick === null) return "";
    const text = tick.toFixed(log ? decimalsOf(tick) : most);
    return minus(Math.abs(tick) < 1000 ? text : countText(Number(text)));
  });
}

/** Larger percentages have two digits and a power of ten. */
const LARGE_PERCENT = 1e5;

/** Formats a fraction as a percentage. */
export function percentText(share: number): string {
  if (Number.isNaN(share)) return NONE;
  const percent = 100 * share;
  return `${Math.abs(percent) < LARGE_PERCENT ? countText(Math.round(percent)) : smallText(percent)}\u00a0%`;
}

/** Formats a setting: 0.001, 12.5, 128; at most six decimals, never an exponent. */
export const settingText = (value: number | string): string =>
  typeof value === "string" ? value : ofUsual(value, (usual) => usual.toFixed(6).replace(/\.?0+$/, ""));

/** Formats a setting as `settingText` does, but with the texts of options and the names of own images. */
export const settingValueText = (value: number | string, { models }: Pick<Texts, "models">): string =>
  (typeof value === "string" ? models.options[value] ?? readOwnId(value)?.name : undefined) ?? settingText(value);

/** Formats a number of a document with six digits. A whole one has all of its own, and a very small or large one an exponent. */
export function documentText(value: number): string {
  if (Number.isNaN(value)) return NONE;
  const size = Math.abs(value);
  if (size >= LARGE || (size > 0 && size < 1e-6)) return smallText(value);
  return minus(String(Number.isInteger(value) ? value : Number(value.toPrecision(6))));
}

/** Formats milliseconds with up to three digits, so that the width is stable: 0.42, 9.8, 128. */
export function millisecondsText(value: number): string {
  return value >= 100 ? countText(Math.round(value)) : ofUsual(value, (usual) => usual.toFixed(usual >= 9.95 ? 1 : 2));
}

/** Formats a relative deviation as a percentage with two digits. */
export function deviationText(share: number): string {
  const value = 100 * share;
  return Number.isFinite(value) && value < 1000 ? `${smallText(value)}\u00a0%` : "> 1000\u00a0%";
}

/** Formats two digits of a size: 12, 0.031, 4.5 · 10⁻⁶. */
export function smallText(size: number): string {
  if (!Number.isFinite(size)) return lossText(size);
  if (size < 0) return `−${smallText(-size)}`;
  if (size === 0 || (size >= 1e-4 && size < 1e5)) return String(Number(size.toPrecision(2)));
  const [digits, exponent] = size.toExponential(1).split("e") as [string, string]; // exponential notation of a finite number always has both parts
  return `${digits} · 10${[...exponent.replace("+", "")].map((sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)])).join("")}`;
}

/** Formats N of "1 part in N": one digit and zeros, rounded down, at most the resolution of single precision. */
export function onePartIn(share: number): string {
  const parts = Math.max(1, Math.min(1 / Math.abs(share), 1e7));
  const unit = 10 ** Math.floor(Math.log10(parts) + 1e-9);
  return countText(Math.floor(parts / unit + 1e-9) * unit);
}

/** Formats bytes as megabytes with one decimal. */
export const megabytesText = (bytes: number): string => ofUsual(bytes / 1e6, (usual) => usual.toFixed(1));
