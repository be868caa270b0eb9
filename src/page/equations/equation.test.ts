import katex from "katex";
import { describe, expect, it } from "vitest";
import { defaultsOf, type Hyperparameter, type HyperparameterValues } from "../../core/model/hyperparameters";
import { lossColumns, forSettings, type Model } from "../../core/model/model";
import { models } from "../../subject/models/registry";
import { equationOf, equationsOf, numbersTex, partTex, sumOfParts, wholeTex } from "./equation";

const renders = (tex: string) =>
  expect(() => katex.renderToString(tex, { throwOnError: true, trust: false })).not.toThrow();

/** Returns the default settings, and each other option of a choice. */
const settingsOf = (model: Model): readonly (readonly [string, Model, HyperparameterValues])[] => {
  const h = defaultsOf(model.hyperparameters);
  const others = Object.entries<Hyperparameter>(model.hyperparameters).flatMap(([id, spec]) =>
    spec.kind !== "choice" ? [] : spec.options.filter((option) => option !== spec.default).map((option) => [id, option] as const));
  return [[model.id, model, h], ...others.map(([id, option]) => [`${model.id}, ${id}: ${option}`, model, { ...h, [id]: option }] as const)];
};

describe.each(models.flatMap(settingsOf))("the equations of %s", (_, model, h) => {
  it("render, whole and in parts", () => {
    for (const equation of equationsOf(model, h)) {
      renders(wholeTex(equation));
      renders(equation.lhs);
      equation.parts.forEach((part) => renders(partTex(part, true)));
    }
    if (model.game !== undefined) renders(forSettings(model.game, h));
  });

  it("take every number from a loss column of their own", () => {
    const columns = new Set(lossColumns(model).map(({ id }) => id));
    const used = equationsOf(model, h).flatMap(({ columnId, parts }) => [columnId, ...parts.map((part) => part.columnId)]);
    expect(new Set(used)).toEqual(columns);
  });

  it("are of symbols that render, each once", () => {
    const symbols = forSettings(model.symbols, h);
    symbols.forEach(({ tex }) => renders(tex));
    expect(new Set(symbols.map(({ id }) => id)).size).toBe(symbols.length);
  });

  it("add up: weight × value over the terms of each objective", () => {
    const losses = Object.fromEntries(lossColumns(model).map(({ id }, k) => [id, k + 0.5]));
    model.objectives.forEach((objective) => {
      const sum = objective.terms.reduce((all, term) => all + (term.weight?.value(h, 9) ?? 1) * losses[term.id]!, 0);
      expect(sumOfParts(equationOf(model, objective, h), losses, h, 9)).toBeCloseTo(sum, 12);
    });
  });
});

describe("an equation", () => {
  const term = (id: string, tex: string) => ({
    id, tex, unit: "nats/image" as const, source: "",
    value: () => { throw new Error("not computed here"); },
  });
  const weight = { tex: "w", value: (h: object, step: number) => ("w" in h ? Number(h.w) : 0) * step };
  const objective = {
    id: "sum", tex: "S", minimises: ["net"], forward: () => null,
    terms: [
      term("a", "-A"),
      { ...term("b", "B"), weight },
      term("c", " - C"),
    ],
  };
  const equation = equationOf({ objectives: [objective] }, objective, {});

  it("cuts the sign off each term and keeps it", () => {
    expect(equation.parts.map(({ sign, tex }) => sign + tex)).toEqual(["-A", "+B", "-C"]);
    expect(wholeTex(equation)).toBe("S = -A +w\\,B -C");
  });

  it("weighs by setting and step, and a missing value makes no sum", () => {
    expect(sumOfParts(equation, { a: 1, b: 10, c: 100 }, { w: 2 }, 3)).toBe(161);
    expect(sumOfParts(equation, { a: 1, b: 10 }, { w: 2 }, 3)).toBeNaN();
  });

  it("has numbers, with weights and with minus signs in brackets, unless a loss is missing", () => {
    const losses: Readonly<Record<string, number>> = { a: 1, b: 10, c: -100, total: -39 };
    expect(numbersTex(equation, (column) => losses[column], { w: 2 }, 3, String, (weight) => weight.toFixed(1))).toBe("1+6.0\\cdot 10+(-100)=-39");
    expect(numbersTex(equation, (column) => (column === "b" ? null : losses[column]), { w: 2 }, 3, String, (weight) => weight.toFixed(1))).toBeNull();
    const single = equationOf({ objectives: [objective] }, { ...objective, terms: [objective.terms[0]!] }, {});
    expect(numbersTex(single, () => -2, {}, 3, String, String)).toBe("-2");
  });

  it("has the total's column on the left, or that of its only term", () => {
    expect(equation.columnId).toBe("total");
    const single = { ...objective, id: "one", terms: [objective.terms[0]!] };
    expect(equationOf({ objectives: [objective, single] }, single, {}).columnId).toBe("a");
    expect(equationOf({ objectives: [objective, single] }, objective, {}).columnId).toBe("sum-total");
  });
});
