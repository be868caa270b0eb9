/** What models name by id has a text in every language, one only, and nothing else has. */
import { describe, expect, it, test } from "vitest";
import { defaultsOf, type Hyperparameter } from "../core/hyperparameters";
import { isListed, MEASUREMENT_IDS } from "../core/measurements";
import { lossColumns, forSettings, type FormulaSymbol, type Model } from "../core/model";
import { LANGUAGES } from "../i18n/testing";
import { models } from "../models/registry";
import type { ModelTexts, SharedTexts } from "../models/texts";
import { presets, published } from "../presets";

const optionsOf = (model: Model) =>
  Object.values<Hyperparameter>(model.hyperparameters).flatMap((spec) => (spec.kind === "choice" ? spec.options : []));

/** Of all its choices. */
function symbolsOf(model: Model): readonly FormulaSymbol[] {
  const h = defaultsOf(model.hyperparameters);
  const others = Object.entries<Hyperparameter>(model.hyperparameters).flatMap(([id, spec]) =>
    (spec.kind === "choice" ? spec.options.map((option) => ({ ...h, [id]: option })) : []));
  return [h, ...others].flatMap((settings) => forSettings(model.symbols, settings));
}

const once = (ids: readonly string[]) => [...new Set(ids)].sort();
const keys = (table: object) => Object.keys(table).sort();

describe.each(Object.entries(LANGUAGES))("%s", (_, { measurements, models: texts }) => {
  it("names every measurement of the list, and no other", () => {
    expect(keys(measurements.names)).toEqual(MEASUREMENT_IDS.filter(isListed).sort());
  });

  it("names the models, their presets, settings, options, losses, objectives and symbols, and no others", () => {
    expect(keys(texts.list)).toEqual(once(models.map(({ id }) => id)));
    expect(keys(texts.presets)).toEqual(once(presets.map(({ name }) => name)));
    expect(keys(texts.hyperparameters)).toEqual(once(models.flatMap(({ hyperparameters }) => Object.keys(hyperparameters))));
    expect(keys(texts.options)).toEqual(once(models.flatMap(optionsOf)));
    expect(keys(texts.terms)).toEqual(once(models.flatMap((model) => lossColumns(model).map(({ id }) => id))));
    expect(keys(texts.objectives)).toEqual(once(models.flatMap(({ objectives }) => objectives.map(({ id }) => id))));
    expect(keys(texts.symbols)).toEqual(once(models.flatMap((model) => symbolsOf(model).map(({ id }) => id))));
    const earlier = published.map(({ name, version }) => `${name}@${version}`);
    expect(earlier).toEqual(expect.arrayContaining(keys(texts.earlierPresets)));
  });
});

test("no two folders say the same thing's name: what several models use is shared", () => {
  const files: Readonly<Record<string, ModelTexts | SharedTexts>> = import.meta.glob("../{models,data}/*/texts.en.ts", { eager: true, import: "en" });
  const said = Object.values(files).flatMap((texts: Partial<ModelTexts>) =>
    (["hyperparameters", "options", "objectives", "terms", "symbols"] as const).flatMap((part) =>
      Object.keys(texts[part] ?? {}).map((id) => `${part}: ${id}`)));
  expect(said.filter((one, i) => said.indexOf(one) !== i)).toEqual([]);
});

test("one symbol has one formula", () => {
  const formulas = new Map<string, Set<string>>();
  for (const { id, tex } of models.flatMap(symbolsOf)) formulas.set(id, (formulas.get(id) ?? new Set()).add(tex));
  expect([...formulas].filter(([, all]) => all.size > 1).map(([id]) => id)).toEqual([]);
});
