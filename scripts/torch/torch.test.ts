/** Every PyTorch program that the page shows has been executed and compared. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { defaultsOf } from "../../src/core/model/hyperparameters";
import { hasTermOfBatch } from "../../src/core/model/model";
import { findModel, models } from "../../src/subject/models/registry";
import { skeleton } from "../../src/page/torch/cases";
import { continuedProgram } from "../../src/page/torch/continued";
import { linesOf, textOf, torchProgram } from "../../src/page/torch/program";
import { settingName } from "../../src/page/torch/python";
import { hasDecoder } from "../../src/page/features/takeHome/decoder";
import {
  changesOf, checksumOf, chosen, CONTINUED, continuedCases, continuedSettings, DECODED, decodersOf, merged, programsOf, RESULTS, rowOf, tooLarge, writeResults, type Continued, type Decoded, type Results,
} from "./results";

const textIn = (file: string): string => readFileSync(path.join(import.meta.dirname, "../..", file), "utf8");
const written = (file: string): unknown => JSON.parse(textIn(file));
const { programs } = written(RESULTS) as Results;
const continued = written(CONTINUED) as Readonly<Record<string, Continued>>;
const decoded = written(DECODED) as Readonly<Record<string, Decoded>>;
const all = programsOf(models);

/** Largest allowed difference of a term, a gradient or layer state; docs/parity.md. */
const TOLERANCE = 1e-4;

/** Largest allowed difference of a pixel in [0,1], or of a number of a point. */
const DECODED_TOLERANCE = 1e-5;

/** The longest line in characters. */
const LONGEST = 130;

test("each model has a program in PyTorch", () => {
  expect(all.map(({ model }) => model.id)).toEqual(models.map(({ id }) => id));
});

describe.each(all.map(({ model, torch, cases }) => [model.id, model, torch, cases] as const))("%s", (_, model, torch, cases) => {
  test.each(cases.map((one) => [JSON.stringify(changesOf(model, one.settings)), one] as const))("with %s was executed in its current form", (__, { skeleton }) => {
    const executed = programs[checksumOf(skeleton)];
    expect(executed, "npm run check -- torch").toBeDefined();
    expect(executed!.difference).toBeLessThan(TOLERANCE);
  });

  test("has a line for every term and total, in the order of the loss columns", () => {
    const program = torchProgram(model, torch, cases[0]!.settings, 1);
    const marked = [...new Set(linesOf(program).flatMap(({ column }) => column ?? []))];
    const columns = model.objectives.flatMap(({ id, terms }) =>
      [...terms.map((term) => term.id), ...(terms.length > 1 ? [model.objectives.length === 1 ? "total" : `${id}-total`] : [])]);
    expect(marked).toEqual(columns);
  });

  test.each(continuedCases([model]))("$id was continued from a saved run by its current program", ({ id, onOwn, settings }) => {
    const text = continuedProgram(model, torch, continuedSettings(model, settings), onOwn);
    expect(continued[id]?.checksum, "npm run check -- continue").toBe(checksumOf(skeleton(text)));
    expect(tooLarge(model, continued[id]!)).toEqual([]);
    expect(textIn("docs/parity.md").includes(`\n${rowOf(id, continued[id]!)}\n`), `docs/parity.md lacks ${rowOf(id, continued[id]!)}`).toBe(true);
    expect(continued[id]!.shared === null).toBe(hasTermOfBatch(model, continuedSettings(model, settings)));
    expect(text).not.toMatch(/undefined|NaN|\[object|=>/);
    const making = text.slice(text.indexOf("# Objectives")).match(/^.*torch\.(arange|eye|full|linspace|ones|rand\w*|tensor|zeros)\(.*$/gm) ?? [];
    for (const line of making) expect(line, "npm run check -- device").toContain("device=device");
  });

  test("has floats where PyTorch 2 refuses integers, and for real settings", () => {
    const texts = cases.flatMap(({ settings }) => [textOf(linesOf(torchProgram(model, torch, settings, 1))), continuedProgram(model, torch, settings)]);
    for (const text of texts) {
      for (const [, values] of text.matchAll(/betas=\(([^)]*)\)/g)) expect(values).toMatch(/^\d+\.\d+, \d+\.\d+$/);
      for (const [, value] of text.matchAll(/(?:eps|alpha|constant\()=?([\d.e-]+)\)/g)) expect(value).toMatch(/\.|e/);
      const assigned = new Map(Array.from(text.matchAll(/^(\w+) = (.+)$/gm), ([, name, value]) => [name, value]));
      for (const [id, { kind }] of Object.entries(model.hyperparameters)) {
        if (kind === "real") expect(assigned.get(settingName(id)) ?? "0.0", id).toMatch(/\.|e/);
      }
    }
  });

  test("applies every change of a learning rate or a term's weight at its step", () => {
    const text = continuedProgram(model, torch, continuedSettings(model));
    const [, names = ""] = /^scheduled = run\.scheduled\(arguments\.steps, \{\n?([^}]*)\}\)$/m.exec(text)!;
    for (const [id, { kind, live }] of Object.entries(model.hyperparameters)) {
      expect(names.includes(`"${id}": `), id).toBe(live && (kind === "real" || id !== "warmUp"));
      if (names.includes(`"${id}": "`)) expect(text.split("# Networks\n")[1]!.split("# Objectives\n")[0]).not.toMatch(new RegExp(`\\b${settingName(id)}\\b`));
    }
    expect(text.match(/\.param_groups\[0\]\["lr"\] = /g)).toHaveLength(model.objectives.length);
    expect(text).toContain(":\n    globals().update(scheduled.get(step, {}))\n");
  });

  test("has no undefined values, and lines that fit a page", () => {
    for (const one of cases) {
      expect(one.skeleton).not.toMatch(/undefined|NaN|\[object|=>/);
      for (const line of one.skeleton.split("\n")) expect(line.length, line).toBeLessThanOrEqual(LONGEST);
    }
  });
});

test("a check of chosen models leaves the results of the others as they are", () => {
  expect(Object.entries(merged(["a", "b", "c", "new"], new Map([["b", 20], ["new", 4]]), { c: 3, a: 1, b: 2, former: 5 }))).toEqual([["a", 1], ["b", 20], ["c", 3], ["new", 4]]);
  const folder = mkdtempSync(path.join(tmpdir(), "results-"));
  for (const file of [RESULTS, CONTINUED, DECODED]) {
    const again = path.join(folder, path.basename(file));
    writeResults(again, written(file) as object);
    expect(readFileSync(again, "utf8"), file).toBe(textIn(file));
  }
  rmSync(folder, { recursive: true });
});

test("a check of a model that there is not is refused", () => {
  expect(chosen(["vae"], ["vae", "gan"])).toEqual(["vae"]);
  expect(() => chosen(["vae", "wea"], ["vae", "gan"])).toThrow("There is no wea, but vae, gan.");
});

test("a continued run whose losses differ too much is reported", () => {
  const exact = { checksum: "", first: 0, difference: 0, back: 0, shared: null };
  expect(tooLarge(findModel("vae")!, { ...exact, shared: 0.013, first: NaN })).toEqual(["first NaN", "shared 0.013"]);
});

test("the results contain no former programs", () => {
  expect(Object.keys(programs).sort()).toEqual(all.flatMap(({ cases }) => cases.map(({ skeleton }) => checksumOf(skeleton))).sort());
});

describe("decoders and generators by themselves", () => {
  const decoders = decodersOf(models);

  test.each(decoders.map(({ model, h, decoder }) => [model.id, JSON.stringify(changesOf(model, h)), decoder] as const))("of %s with %s decode like the page", (_, __, { program }) => {
    const executed = decoded[checksumOf(skeleton(program))];
    expect(executed, "npm run check -- decoder").toBeDefined();
    expect(executed!.difference).toBeLessThan(DECODED_TOLERANCE);
    expect(program).not.toMatch(/undefined|NaN|\[object|=>/);
    for (const line of program.split("\n")) expect(line.length, line).toBeLessThanOrEqual(LONGEST);
  });

  test("cover all models that have one, and the results contain no former programs", () => {
    expect([...new Set(decoders.map(({ model }) => model.id))]).toEqual(models.filter((model) => hasDecoder(model, defaultsOf(model.hyperparameters))).map(({ id }) => id));
    expect(Object.keys(decoded).sort()).toEqual(decoders.map(({ decoder }) => checksumOf(skeleton(decoder.program))).sort());
  });
});
