/** Every id in a model has exactly one text in every language, and no other id has one. */
import { describe, expect, it, test } from "vitest";
import { byFolder } from "../../core/folders";
import { defaultsOf, type Hyperparameter } from "../../core/model/hyperparameters";
import { isListed, MEASUREMENT_IDS } from "../../subject/measurements/registry";
import { lossColumns, forSettings, type FormulaSymbol, type Model } from "../../core/model/model";
import { LANGUAGES } from "../i18n/testing";
import { models } from "../../subject/models/registry";
import { collectTexts, textsOfModel, type ModelTexts, type SharedTexts } from "../../subject/models/texts";
import { presets, published } from "../../subject/presets";

const optionsOf = (model: Model) =>
  Object.values<Hyperparameter>(model.hyperparameters).flatMap((spec) => (spec.kind === "choice" ? spec.options : []));

/** Returns the symbols for all options of all choices, and for the largest number of each other setting. */
function symbolsOf(model: Model): readonly FormulaSymbol[] {
  const h = defaultsOf(model.hyperparameters);
  const others = Object.entries<Hyperparameter>(model.hyperparameters).flatMap(([id, spec]) =>
    (spec.kind === "choice" ? spec.options : [spec.max]).map((value) => ({ ...h, [id]: value })));
  return [h, ...others].flatMap((settings) => forSettings(model.symbols, settings));
}

const once = (ids: readonly string[]) => [...new Set(ids)].sort();
const keys = (table: object) => Object.keys(table).sort();

describe.each(Object.entries(LANGUAGES))("%s", (_, { measuring, models: texts }) => {
  it("names every measurement of the list, and no others", () => {
    expect(keys(measuring.list)).toEqual(MEASUREMENT_IDS.filter(isListed).sort());
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

/** Texts by folder. */
const files: Readonly<Record<string, ModelTexts | SharedTexts>> = byFolder(import.meta.glob<ModelTexts | SharedTexts>("../../subject/{models,data}/*/texts.en.ts", { eager: true, import: "en" }));
const foldersWith = (part: keyof SharedTexts, id: string) => Object.keys(files).filter((folder) => Object.hasOwn(files[folder]![part] ?? {}, id));
const usedBy = (model: Model): Readonly<Record<keyof SharedTexts, readonly string[]>> => ({
  hyperparameters: Object.keys(model.hyperparameters), options: optionsOf(model), objectives: model.objectives.map(({ id }) => id),
  terms: lossColumns(model).map(({ id }) => id), symbols: symbolsOf(model).map(({ id }) => id),
});

test("texts that a model lacks are in one shared folder or in one other model's folder", () => {
  const unclear = models.flatMap((model) => Object.entries(usedBy(model)).flatMap(([part, ids]) => ids.filter((id) => {
    const folders = foldersWith(part as keyof SharedTexts, id);
    const shared = folders.filter((folder) => !("question" in files[folder]!));
    return !folders.includes(model.id) && (shared.length > 0 ? shared : folders).length !== 1;
  }).map((id) => `${model.id}: ${part} ${id}`)));
  expect(unclear).toEqual([]);
});

test("a symbol has one formula in all models that mean the same by it", () => {
  const formulas = new Map<string, Set<string>>();
  for (const model of models) {
    for (const { id, tex } of symbolsOf(model)) {
      const meaning = foldersWith("symbols", id).includes(model.id) ? `${model.id}: ${id}` : id;
      formulas.set(meaning, (formulas.get(meaning) ?? new Set()).add(tex));
    }
  }
  expect([...formulas].filter(([, all]) => all.size > 1).map(([id]) => id)).toEqual([]);
});

test("if two models give an id different meanings, each has its own text, and others have the shared one", () => {
  const named = (name: string) => ({ code: { name, about: name } });
  const model = { name: "", about: "", question: "" };
  const all = collectTexts({
    "./a/texts.en.ts": { ...model, symbols: named("of a") }, "./b/texts.en.ts": { ...model, symbols: named("of b") }, "./c/texts.en.ts": model,
    "./shared/texts.en.ts": { symbols: named("shared") },
  });
  expect(["a", "b", "c", "toString"].map((id) => textsOfModel(all, id).symbols["code"]!.name)).toEqual(["of a", "of b", "shared", "shared"]);
  expect(textsOfModel(all, "c")).toBe(all);
  expect(Object.keys(all.list)).toEqual(["a", "b", "c"]);
});
