/**
 * Texts for data that are points. Sentences about training, losses, measurements and codes hold for images and points alike; only the noun
 * differs and is replaced here, so that models state each thing once. Texts about images only are not shown.
 */
import type { Language, Texts } from ".";

/** Replacements, in this order. */
const NOUNS: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  en: [[/\b([Aa])n image\b/g, "$1 point"], [/\bimages\b/g, "points"], [/\bimage\b/g, "point"], [/\bdigits\b/g, "points"], [/\bdigit\b/g, "point"]],
  "zh-CN": [[/[张幅]图像/g, "个点"], [/奈特\/图像/g, "奈特/点"], [/图像|数字/g, "点"], [/^张$/g, "个"]],
};

const made = new WeakMap<Texts, Texts>();

/** Returns the texts with "point" instead of "image". The result is cached. */
export function textsOfPoints(texts: Texts, language: Language): Texts {
  const known = made.get(texts);
  if (known) return known;
  const reworded = <T>(part: T): T => withNouns(part, NOUNS[language]) as T;
  const { data } = texts.models.hyperparameters; // the options of data keep their names
  const { models, instruments, measurements, settings, shell } = texts;
  const points: Texts = {
    ...texts,
    models: {
      ...models, hyperparameters: { ...reworded(models.hyperparameters), ...(data && { data }) }, objectives: reworded(models.objectives), terms: reworded(models.terms),
      symbols: reworded(models.symbols), list: reworded(models.list),
    },
    instruments: { ...instruments, units: reworded(instruments.units), chart: reworded(instruments.chart), latent: reworded(instruments.latent) },
    measurements: reworded(measurements),
    settings: { ...settings, units: reworded(settings.units) },
    shell: { ...shell, status: reworded(shell.status) },
  };
  made.set(texts, points);
  return points;
}

const laterMade = new WeakMap<object, object>();

/** The same for texts that are loaded on demand. */
export function laterTextsOfPoints<T extends object>(texts: T, language: Language): T {
  const reworded = laterMade.get(texts) ?? withNouns(texts, NOUNS[language]) as object;
  laterMade.set(texts, reworded);
  return reworded as T;
}

/** Returns the same tree with nouns replaced in its strings and in the results of its functions. */
function withNouns(part: unknown, nouns: (typeof NOUNS)[Language]): unknown {
  if (typeof part === "string") return nouns.reduce((text, [noun, other]) => text.replace(noun, other), part);
  if (typeof part === "function") return (...values: unknown[]) => withNouns((part as (...all: unknown[]) => unknown)(...values), nouns);
  if (Array.isArray(part)) return part.map((one) => withNouns(one, nouns));
  if (part !== null && typeof part === "object") return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withNouns(value, nouns)]));
  return part;
}
