/** Links in tables of docs open the run of their row: with the settings that its numbers are from. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findPreset } from "../../src/subject/presets";
import type { Act } from "../../src/subject/quality/claims";
import { parse } from "../../src/page/state/urlCodec";
import { RUNS } from "./folders";
import { actFragment, linkTo } from "./links";

const linksIn = (text: string) => [...text.matchAll(/\]\(http:\/\/localhost:5173\/#([^)]*)\)/g)].map(([, fragment = ""]) => fragment);
const rowsOf = (file: string) => readFileSync(file, "utf8").split("\n").filter((line) => line.startsWith("| ") && !/^\| (?:what|do|exercise|preset|model) \|/.test(line));

test.each(["docs/quality.md", "docs/presets.md", "docs/lessons.md", "docs/exercises.md", "docs/models/presets.md", "docs/models/README.md"])("each row of %s has a link, which the page opens as it is", (file) => {
  const rows = rowsOf(file);
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) {
    const links = linksIn(row);
    expect(links.length, row).toBeGreaterThan(0);
    for (const link of links) expect(parse(link).notices, link).toEqual([]);
  }
});

test("a run's link in docs/quality.md has its settings, also those that differ from the defaults", () => {
  const links = linksIn(readFileSync("docs/quality.md", "utf8")).map(parse);
  expect(links.find(({ config }) => config.model === "iwae" && config.hyperparameters["samples"] === 5)).toMatchObject({ stop: 2811, config: { seed: 1, hyperparameters: { hidden: 200 } } });
  for (const { config, stop } of links) {
    expect(stop).not.toBeNull();
    expect(RUNS.some(({ model, settings }) => model === config.model && Object.entries(settings).every(([id, value]) => config.hyperparameters[id] === value)), config.model).toBe(true);
  }
});

test("the link of an act has the changes before it; a restart makes them initial settings", () => {
  const acts: readonly Act[] = [
    { steps: 100, claims: [] }, { change: { beta: 10 }, steps: 50, claims: [] }, { change: { beta: 2 }, restart: true, steps: 30, claims: [] }, { change: { latent: 3 }, steps: 20, claims: [] },
  ];
  const at = (act: number) => parse(actFragment("preset=first-vae@2", acts, act));
  const preset = findPreset("first-vae", 1)!;
  expect(at(0)).toMatchObject({ stop: 100, preset: { name: "first-vae" }, config: { hyperparameters: preset.hyperparameters } });
  expect(at(1)).toMatchObject({ stop: 150, config: { then: [{ step: 100, id: "beta", value: 10 }] } });
  expect(at(2)).toMatchObject({ stop: 30, config: { hyperparameters: { beta: 2 } } });
  expect(at(2).config.then).toBeUndefined();
  expect(at(3)).toMatchObject({ stop: 20, config: { hyperparameters: { beta: 2, latent: 3 } } });
  expect(() => linkTo("preset=first-vae@2&beta=1000")).toThrow(/would adjust/);
});
