import { expect, it } from "vitest";
import type { Model } from "../../../core/model/model";
import { bench, modelOf } from "../../../subject/measurements/testing";

const on = bench();

it("a model that returns its input has the input's error, and the same digit as often", async () => {
  const translate = modelOf("translate");
  const of = on.frozen({ ...translate, decode: (_, __, { given }) => given }, { from: "quarter" });
  const result = await on.ask("translation", { images: 250 }, of);
  expect(result.error).toBeCloseTo(result.errorOfGiven, 6);
  expect(result.sameClass).toBe(result.sameClassOfGiven);
  expect(result.errorOfGiven).toBeGreaterThan(0.05);
  expect(result.sharpness).toBeLessThan(result.sharpnessOfImages);
  const copied = await on.ask("translation", { images: 250 }, { ...of, model: { ...of.model, given: { of: (_, x) => x } } });
  expect(copied).toMatchObject({ error: 0, errorOfGiven: 0 });
  expect(copied.sameClass).toBeGreaterThan(0.97);
});

it("slant and thickness tell the domains apart, and what is made of nothing but what is given is in that one", async () => {
  const cycle = modelOf("cycle-gan");
  const measured = (domain: string, decode: Model["decode"]) => on.ask("translation", { images: 250 }, on.frozen({ ...cycle, decode }, { domain }));
  const identity = (await measured("slanted", (_, __, { given }) => given));
  expect(identity.slant.made).toBe(identity.slant.given);
  expect(identity.slant.given - identity.slant.images).toBeCloseTo(0.6, 1);
  expect(identity.sameClass).toBeGreaterThan(0.9);
  const thick = (await measured("thick", (_, __, { given }) => given)).thickness;
  expect(thick.given - thick.images).toBeGreaterThan(1.5);
  expect(thick.made).toBe(thick.given);
});
