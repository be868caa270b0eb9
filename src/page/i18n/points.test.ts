import { describe, expect, it, test } from "vitest";
import { defaultsOf, isInUse, type Hyperparameter, type HyperparameterValues } from "../../core/model/hyperparameters";
import { forSettings, lossColumns, type Model } from "../../core/model/model";
import { POINTS } from "../../subject/data/registry";
import { isListed, measurementsOf, runsEachEpoch } from "../../subject/measurements/registry";
import { models } from "../../subject/models/registry";
import { presets } from "../../subject/presets";
import { textsOfPoints } from "./points";
import { LANGUAGES, OF_IMAGES, sentences } from "./testing";
import { textsWithModel } from "./textsWithModel";

/** Words of measurements of models that are trained on images only: a mixture prior, a codebook. */
const OF_OTHER_MODELS = ["components", "sortedByComponent", "dead"];

const choicesOf = (model: Model) => Object.entries<Hyperparameter>(model.hyperparameters).flatMap(([id, spec]) =>
  (spec.kind === "choice" ? spec.options.map((option) => [id, option] as const) : []));

const pointsOf = (model: Model) => choicesOf(model).flatMap(([id, option]) => (id === "data" && POINTS.includes(option) ? [option] : []));

/** Each model that can be trained on points, with all of its data. */
const RUNS = models.flatMap((model) => pointsOf(model).map((data) => [model.id, data, model] as const));

/** Returns the default settings with each option of each choice. */
const settingsOf = (model: Model, data: string): readonly HyperparameterValues[] =>
  choicesOf(model).map(([id, option]) => ({ ...defaultsOf(model.hyperparameters), [id]: option, data }));

/** Returns what the page says of a run on points. */
function saidOf(model: Model, h: HyperparameterValues, all: (typeof LANGUAGES)["en"]): readonly string[] {
  const { models: texts, instruments, measurements, settings, shell } = textsOfPoints(textsWithModel(all, model.id));
  const measuring = textsOfPoints(all.measuring);
  const measured = measurementsOf(model, "points");
  const inUse = Object.entries<Hyperparameter>(model.hyperparameters).filter(([, spec]) => isInUse(spec, h));
  const { name, about, question } = texts.list[model.id]!;
  return sentences([
    name, about, question,
    inUse.map(([id, spec]) => [texts.hyperparameters[id], id !== "data" && spec.kind === "choice" && spec.options.map((option) => texts.options[option])]),
    model.objectives.map(({ id }) => texts.objectives[id]),
    lossColumns(model).map(({ id }) => texts.terms[id]),
    forSettings(model.symbols, h).map(({ id }) => texts.symbols[id]),
    presets.filter((preset) => preset.model === model.id && POINTS.includes(String(preset.hyperparameters["data"]))).map((preset) => texts.presets[preset.name]),
    { ...instruments.units }, instruments.chart, { ...instruments.latent, instruments: "", manifold: "", slice: "", decoded: "", pixel: "" }, settings.units, shell.status,
    measurements.open, measurements.title, measured.filter(runsEachEpoch).map((id) => measurements.beside[id]),
    measured.filter(isListed).map((id) => measuring.list[id]!).map((texts) =>
      ({ ...texts, facts: Object.entries(texts.facts).filter(([key]) => !OF_OTHER_MODELS.includes(key)).map(([, text]) => text as unknown) })),
    { ...measuring, list: "", judges: "", noOwnJudge: "", facts: "" },
  ]);
}

test("the models of points are known, and all points are tried", () => {
  expect(new Set(RUNS.map(([id]) => id))).toEqual(new Set(["vae", "gan", "wgan-gp", "flow"]));
  expect(new Set(RUNS.map(([, data]) => data))).toEqual(new Set(POINTS));
});

describe.each(Object.entries(LANGUAGES))("texts of points, %s", (_language, all) => {
  it.each(RUNS)("say nothing of images about %s on %s", (_, data, model) => {
    const said = settingsOf(model, data).flatMap((h) => saidOf(model, h, all));
    expect([...new Set(said)].filter((text) => OF_IMAGES.test(text))).toEqual([]);
  });

  it("replace texts that exist, by others of the same kind", () => {
    expectReplacements(all);
  });

  it("leave all other texts unchanged", () => {
    const points = textsOfPoints(all);
    expect(points.models.presets).toEqual(all.models.presets);
    expect(points.settings.groups).toEqual(all.settings.groups);
    expect(points.instruments.pictures.readByClass).toBe(all.instruments.pictures.readByClass);
    expect(points.shell.status.name).toBe(all.shell.status.name);
    expect(textsOfPoints(all)).toBe(points);
  });
});

/** Every text under `points` has a sibling that it differs from. */
function expectReplacements(part: unknown): void {
  if (part === null || typeof part !== "object") return;
  const { points, ...texts } = part as Readonly<Record<string, unknown>>;
  if (points !== undefined) expectToReplace(points, texts);
  Object.values(texts).forEach(expectReplacements);
}

function expectToReplace(others: unknown, texts: unknown): void {
  if (others === null || typeof others !== "object") {
    expect(typeof others).toBe(typeof texts);
    expect(sentences(others)).not.toEqual(sentences(texts));
  } else {
    for (const [key, other] of Object.entries(others)) expectToReplace(other, (texts as Readonly<Record<string, unknown>>)[key]);
  }
}
