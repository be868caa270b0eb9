/** Chooses the step to which a talk trains a moment that was added untrained. */
import { presets } from "../../../subject/presets";
import { trainedStartFor } from "../../state/trainedStart";
import type { ParsedLink } from "../../state/urlCodec";

/** Two epochs of the most frequent batch, 128 images. */
const USUAL = 936;
/**
 * The steps at which the claims of presets are measured (docs/presets.md), if that is another one: there the question can be answered. The
 * reader's changes of settings come later, and so are not part of it.
 */
const MEASURED: Readonly<Record<string, number>> = {
  "all-eight": 2000, "auxiliary-classifier": 1875, "blurry-or-sharp": 468, "class-means-nothing": 1000, "classes-without-labels": 2000,
  "digits-from-edges": 900, "distance-alone": 900, "dropped-modes": 4000, "first-cgan": 1404, "first-gan": 1872, "gaps-taken-for-empty": 900,
  guidance: 1000, "half-missing": 900, "hundred-labels": 1000, "ignores-its-label": 1400, "mode-collapse": 1500, "no-way-back": 600,
  "noise-to-digits": 500, "noise-to-ring": 3000, "posterior-collapse": 1000, saturating: 468, "strong-discriminator": 1000, "ten-codes": 937,
  "thick-to-thin": 600, "two-moons": 3000, wasserstein: 3000,
};

/**
 * Returns the experiment with a step at which its question can be answered: that of the preset's trained start, with which the run then
 * begins, or else the step at which the preset was measured; without a preset that of the model's first one. A question to the audience
 * stays at step 0, as training answers it in front of them.
 */
export function withUsefulStep<T extends Pick<ParsedLink, "config" | "preset" | "question">>(link: T): { readonly link: T; readonly step: number } {
  const { config, preset, question } = link;
  if (question) return { link, step: 0 };
  const start = trainedStartFor({ preset, begun: config });
  if (start) return { link: { ...link, config: { ...config, begin: start.step } }, step: start.step };
  const name = preset?.name ?? presets.find(({ model }) => model === config.model)?.name ?? "";
  return { link, step: MEASURED[name] ?? USUAL };
}
