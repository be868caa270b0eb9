/** Every symbol of a formula is explained, and a symbol that several models share has one meaning. */
import { expect, test } from "vitest";
import { defaultsOf } from "../../core/model/hyperparameters";
import { forSettings } from "../../core/model/model";
import { models } from "./registry";

/** Greek letters and blackboard letters in TeX. */
const lettersIn = (tex: string): readonly string[] => tex.match(/\\(?:alpha|beta|gamma|lambda|phi|psi|sigma|theta|tau|mathbb\{E\})(?![a-z])/g) ?? [];

test.each(models.map((model) => [model.id, model] as const))("each Greek letter of %s's formulas is among its symbols", (_, model) => {
  const h = defaultsOf(model.hyperparameters);
  const formulas = model.objectives.flatMap(({ tex, terms }) => [
    forSettings(tex, h), ...terms.flatMap(({ tex: term, weight }) => [forSettings(term, h), weight ? forSettings(weight.tex, h) : ""]),
  ]);
  const explained = new Set(forSettings(model.symbols, h).flatMap((symbol) => lettersIn(symbol.tex)));
  expect([...new Set(formulas.flatMap(lettersIn))].filter((letter) => !explained.has(letter))).toEqual([]);
});
