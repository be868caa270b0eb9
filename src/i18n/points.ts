/**
 * Texts where data are points. What is said of images in training, losses, measurements and codes holds of points as well, and only
 * the noun differs: it is put in here, so that models say each thing once. Texts that say something of images alone are not shown.
 */
import type { Language, Texts } from ".";

/** In this order. */
const NOUNS: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  en: [[/\b([Aa])n image\b/g, "$1 point"], [/\bimages\b/g, "points"], [/\bimage\b/g, "point"], [/\bdigits\b/g, "points"], [/\bdigit\b/g, "point"]],
  "zh-CN": [[/[张幅]图像/g, "个点"], [/奈特\/图像/g, "奈特/点"], [/图像|数字/g, "点"], [/^张$/g, "个"]],
};

const made = new WeakMap<Texts, Texts>();

export function textsOfPoints(texts: Texts, language: Language): Texts {
  const known = made.get(texts);
  if (known) return known;
  const put = <T>(part: T): T => withNouns(part, NOUNS[language]) as T;
  const { data } = texts.models.hyperparameters; // what can be chosen stays what it is
  const { models, instruments, measurements, settings, shell } = texts;
  const points: Texts = {
    ...texts,
    models: {
      ...models, hyperparameters: { ...put(models.hyperparameters), ...(data && { data }) }, objectives: put(models.objectives), terms: put(models.terms),
      symbols: put(models.symbols), list: put(models.list),
    },
    instruments: { ...instruments, units: put(instruments.units), chart: put(instruments.chart), latent: put(instruments.latent) },
    measurements: put(measurements),
    settings: { ...settings, units: put(settings.units) },
    shell: { ...shell, status: put(shell.status) },
  };
  made.set(texts, points);
  return points;
}

const laterMade = new WeakMap<object, object>();

/** The same of texts that come with a part of the page. */
export function laterTextsOfPoints<T extends object>(texts: T, language: Language): T {
  const put = laterMade.get(texts) ?? withNouns(texts, NOUNS[language]) as object;
  laterMade.set(texts, put);
  return put as T;
}

/** The same tree, its strings and those that its functions give changed. */
function withNouns(part: unknown, nouns: (typeof NOUNS)[Language]): unknown {
  if (typeof part === "string") return nouns.reduce((text, [noun, other]) => text.replace(noun, other), part);
  if (typeof part === "function") return (...values: unknown[]) => withNouns((part as (...all: unknown[]) => unknown)(...values), nouns);
  if (Array.isArray(part)) return part.map((one) => withNouns(one, nouns));
  if (part !== null && typeof part === "object") return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withNouns(value, nouns)]));
  return part;
}
