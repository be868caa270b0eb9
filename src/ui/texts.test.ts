/** What models name by id has a text in every language. */
import { describe, expect, it } from "vitest";
import { lossColumns } from "../core/model";
import { MEASUREMENT_IDS } from "../core/measurements";
import { SYMBOLS } from "../equations/glossary";
import { LANGUAGES } from "../i18n/testing";
import { models } from "../models/registry";

describe.each(Object.entries(LANGUAGES))("%s", (_, { glossary, instruments, measurements, settings }) => {
  it("names every measurement, and no other", () => {
    expect(Object.keys(measurements.list).sort()).toEqual([...MEASUREMENT_IDS].sort());
  });

  it("explains every symbol, and no other", () => {
    expect(Object.keys(glossary).sort()).toEqual(Object.keys(SYMBOLS).sort());
  });

  it.each(models.map((model) => [model.id, model] as const))("names the losses and objectives of %s", (_id, model) => {
    expect(Object.keys(instruments.terms)).toEqual(expect.arrayContaining(lossColumns(model).map(({ id }) => id)));
    expect(Object.keys(instruments.objectives)).toEqual(expect.arrayContaining(model.objectives.map(({ id }) => id)));
  });

  it.each(models.map((model) => [model.id, model] as const))("names %s, its hyperparameters and their options", (id, model) => {
    const options = Object.values(model.hyperparameters).flatMap((spec) => (spec.kind === "choice" ? spec.options : []));
    expect(Object.keys(settings.models)).toContain(id);
    expect(Object.keys(settings.hyperparameters)).toEqual(expect.arrayContaining(Object.keys(model.hyperparameters)));
    expect(Object.keys(settings.options)).toEqual(expect.arrayContaining(options));
  });
});
