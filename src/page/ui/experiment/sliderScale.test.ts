import { describe, expect, it } from "vitest";
import { models } from "../../../subject/models/registry";
import { presets } from "../../../subject/presets";
import { sliderScale } from "./sliderScale";

describe("slider scale", () => {
  for (const model of models) {
    for (const [id, spec] of Object.entries(model.hyperparameters)) {
      if (spec.kind === "choice") continue;
      const scale = sliderScale(spec);

      it(`reaches both ends and the default of ${model.id}.${id}`, () => {
        expect(scale.value(scale.min)).toBe(spec.min);
        expect(scale.value(scale.max)).toBe(spec.max);
        expect(scale.value(scale.position(spec.default))).toBe(spec.default);
      });

      it(`never turns back along ${model.id}.${id}`, () => {
        let before = -Infinity;
        for (let p = scale.min; p <= scale.max; p += scale.step) {
          const value = scale.value(p);
          expect(value).toBeGreaterThan(before);
          if (spec.kind === "int") expect(value).toBe(Math.round(value));
          before = value;
        }
      });
    }
  }

  it("has a place for every preset's values", () => {
    for (const preset of presets) {
      const table = models.find(({ id }) => id === preset.model)!.hyperparameters;
      for (const [id, value] of Object.entries(preset.hyperparameters)) {
        const spec = (table as Record<string, (typeof table)["lr"]>)[id]!;
        if (spec.kind === "choice" || typeof value !== "number") continue;
        const scale = sliderScale(spec);
        expect(scale.value(scale.position(value)), `${preset.name} ${id}`).toBe(value);
      }
    }
  });
});
