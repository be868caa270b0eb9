import { describe, expect, test } from "vitest";
import { defaultsOf, isInUse, type Hyperparameter } from "../../core/model/hyperparameters";
import { models } from "./registry";

describe.each(models.map((model) => [model.id, model] as const))("the settings of %s", (_, model) => {
  const table: Readonly<Record<string, Hyperparameter>> = model.hyperparameters;

  test("that depend on choices name existing ones, and are hidden with the others", () => {
    for (const spec of Object.values(table)) {
      for (const { setting, is } of spec.where ?? []) {
        const choice = table[setting]!;
        if (choice.kind !== "choice") throw new Error(`${setting} is no choice`);
        const shown = choice.options.filter((option) => isInUse(spec, { ...defaultsOf(table), [setting]: option }));
        expect(shown).toEqual(is);
        expect(shown.length).toBeLessThan(choice.options.length);
      }
    }
  });
});

test.each(models.filter(({ prior }) => prior.kind !== "standard-normal").map((model) => [model.id, model] as const))(
  "%s, whose prior has weights, lets the page draw nothing by itself: it begins in the middle, and has no button for new noise",
  (_, { encode, conditional }) => {
    expect(encode).toBeDefined();
    expect(conditional).toBe(false);
  },
);
