/** Every PyTorch program that the page shows has been executed and compared. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { defaultsOf } from "../../src/core/model/hyperparameters";
import { models } from "../../src/models/registry";
import { skeleton } from "../../src/torch/cases";
import { continuedProgram } from "../../src/torch/continued";
import { linesOf, textOf, torchProgram } from "../../src/torch/program";
import { settingName } from "../../src/torch/python";
import { hasDecoder } from "../../src/features/takeHome/decoder";
import {
  changesOf, checksumOf, CONTINUED, continuedCases, continuedSettings, DECODED, decodersOf, programsOf, RESULTS, type Continued, type Decoded, type Results,
} from "./results";

const written = (file: string): unknown => JSON.parse(readFileSync(path.join(import.meta.dirname, "../..", file), "utf8"));
const { programs } = written(RESULTS) as Results;
const continued = written(CONTINUED) as Readonly<Record<string, Continued>>;
const decoded = written(DECODED) as Readonly<Record<string, Decoded>>;
const all = programsOf(models);

/** Largest allowed difference of a term, a gradient or layer state; docs/parity.md. */
const TOLERANCE = 1e-4;

/** Largest allowed difference of a loss in a continued run, at its first step and within 50 steps, relative to the loss or to 1. */
const FIRST_TOLERANCE = 1e-5;
const CONTINUED_TOLERANCE = 1e-4;
/** Models that amplify rounding errors: within 50 steps PyTorch in single precision deviates from itself in double as well; docs/parity.md. */
const ROUNDING: Readonly<Record<string, number>> = { "conv-vae": 2e-3, "vae-gan": 2e-2, dcgan: 2e-3, translate: 5e-3, "completion-cgan": 3e-2 };

/** The tolerance of these models when the page continues after 50 steps of either. */
const BACK_ROUNDING = 0.1;
/** The tolerances of a new run by two processes; in `wgan-gp` one step's penalty differs by 4e-4. */
const SHARED_ROUNDING: Readonly<Record<string, number>> = { ...ROUNDING, "wgan-gp": 1e-3 };

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
    expect(continued[id]!.first).toBeLessThan(FIRST_TOLERANCE);
    const { difference, back, shared } = continued[id]!;
    expect(difference).toBeLessThan(ROUNDING[model.id] ?? CONTINUED_TOLERANCE);
    expect(back).toBeLessThan(model.id in ROUNDING ? BACK_ROUNDING : CONTINUED_TOLERANCE);
    expect(shared).toBeLessThan(SHARED_ROUNDING[model.id] ?? CONTINUED_TOLERANCE);
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
