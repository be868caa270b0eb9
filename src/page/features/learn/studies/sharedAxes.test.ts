import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { step } from "../../../../core/run/ids";
import type { Measured } from "../../../../subject/measurements/registry";
import { en } from "../texts.en";
import { GradientVariance } from "./GradientVariance";
import type { FigureProps } from "./useStudy";

const measuredAt = (at: number, score: number): Measured<"gradient-variance"> => ({
  id: "gradient-variance", step: step(at),
  result: { images: 100, draws: 100, squaredGradient: 98, variances: { reparameterised: 120.2, baseline: score / 100, score } },
});

/** The lengths of the bars of a table, as shares of the axis: the gradient's, then those of the estimators in display order. */
function lengths(measured: Measured, compared: readonly Measured[]): readonly number[] {
  const props = { open: {} as FigureProps["open"], measured, compared, panel: en.studies };
  return [...renderToStaticMarkup(createElement(GradientVariance, props)).matchAll(/--share:([\d.]+)/g)].map(([, share]) => Number(share));
}

test("tables of a study that are compared share an axis: a larger value has the longer bar, in whichever table it stands", () => {
  const [before, after] = [measuredAt(50, 638_390), measuredAt(400, 2_482_932)];
  const [early, late] = [lengths(before, [before, after]), lengths(after, [before, after])];
  expect(early).toHaveLength(4);
  expect(late.at(-1)).toBeGreaterThan(early.at(-1)!);
  expect(late.slice(0, 2)).toEqual(early.slice(0, 2));
});

test("values at the ends of numbers have bars within the axis", () => {
  for (const score of [0, 1e-9, 1e9, NaN, Infinity]) {
    for (const share of lengths(measuredAt(1, score), [])) expect(share).toBeGreaterThanOrEqual(0);
    for (const share of lengths(measuredAt(1, score), [measuredAt(2, 1)])) expect(share).toBeLessThanOrEqual(1);
  }
});
