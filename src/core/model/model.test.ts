import { expect, test } from "vitest";
import { findModel } from "../../subject/models/registry";
import { batchesPerStep, forSettings, imagesPerStep, lossColumns, totalId, type Model } from "./model";

const modelOf = (id: string): Model => findModel(id)!;

test("loss columns are each objective's terms, then its total where there are several terms", () => {
  const columns = (id: string) => lossColumns(modelOf(id)).map((column) => [column.id, column.kind, column.objective]);
  expect(columns("ae")).toEqual([["reconstruction", "term", "autoencoder"]]);
  expect(columns("vae")).toEqual([["reconstruction", "term", "negative-elbo"], ["kl", "term", "negative-elbo"], ["total", "total", "negative-elbo"]]);
  expect(columns("gan")).toEqual([
    ["real", "term", "discriminator"], ["fake", "term", "discriminator"], ["discriminator-total", "total", "discriminator"], ["generator", "term", "generator"],
  ]);
});

test("a total is named after its objective where a model has several objectives", () => {
  expect(totalId(modelOf("vae"), { id: "a" })).toBe("total");
  expect(totalId(modelOf("gan"), { id: "a" })).toBe("a-total");
});

test("a step takes as many batches as its most repeated objective", () => {
  const h = { batch: 32 };
  const repeated = (...counts: readonly (number | undefined)[]): Pick<Model, "objectives"> => ({
    objectives: counts.map((count) => ({ ...modelOf("ae").objectives[0]!, ...(count === undefined ? {} : { repeats: () => count }) })),
  });
  expect([repeated(undefined), repeated(5, undefined), repeated(undefined, 2, 3)].map((model) => batchesPerStep(model, h))).toEqual([1, 5, 3]);
  expect(imagesPerStep(repeated(5, undefined), h)).toBe(160);
  expect(batchesPerStep(modelOf("wgan"), { criticSteps: 3 })).toBe(3);
});

test("a function of the settings is called with them, another value is returned unchanged", () => {
  const bySize = ({ size }: { size: number }) => (size > 1 ? "large" : "small");
  expect([forSettings(bySize, { size: 2 }), forSettings(bySize, { size: 1 }), forSettings("fixed", { size: 1 })]).toEqual(["large", "small", "fixed"]);
});
