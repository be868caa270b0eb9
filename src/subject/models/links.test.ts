/**
 * Published links must keep their meaning: each model's `links.txt` has its defaults, which a link like #model=vae means, and
 * every version of its presets in full. A line there never changes and is never removed. `npx vitest run links -u` writes new
 * lines; `urlCodec.ts` says what to do when a default must change.
 */
import { describe, expect, test } from "vitest";
import { check, defaultsOf, type HyperparameterValues } from "../../core/model/hyperparameters";
import { presets, published } from "../presets";
import { findModel, models } from "./registry";

const pairs = (values: HyperparameterValues) => Object.entries(values).map(([key, value]) => `${key}=${value}`).join(" ");

test.each(models)("the meaning of links to $id", async ({ id, hyperparameters: table }) => {
  const versions = published.filter(({ model }) => model === id).map(
    ({ name, version, model: _, seed, hyperparameters, ...rest }) =>
      `${name}@${version} ${pairs({ seed, ...hyperparameters, ...(rest as HyperparameterValues) })}`,
  );
  await expect(`${[`defaults ${pairs(defaultsOf(table))}`, ...versions].join("\n")}\n`).toMatchFileSnapshot(`${id}/links.txt`);
});

describe.each(published)("$name@$version", ({ model, hyperparameters }) => {
  test("fits its model", () => {
    for (const [id, value] of Object.entries(hyperparameters)) {
      expect(check(findModel(model)!.hyperparameters[id]!, value)).toEqual({ kind: "ok", value });
    }
  });
});

test("no two presets have one name", () => {
  expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
});
