/** Each file is the one that the page expects, of the published preset, and repeats its measurements. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { lossColumns } from "../../../src/core/model/model";
import { sha256 } from "../../../src/subject/data/sha256";
import { greyDataset, useBackend } from "../../../src/engine/testing";
import { createTrainer } from "../../../src/engine/trainer/trainer";
import { findModel } from "../../../src/subject/models/registry";
import { unpackMap } from "../../../src/page/features/trainedMap/mapFile";
import { findPreset, PLAYABLE, presets } from "../../../src/subject/presets";
import { trainedMap } from "../../../src/subject/presets/trainedMaps";
import { trainedStart, trainedStarts } from "../../../src/subject/presets/trained";
import { readCheckpoint } from "../../../src/page/state/checkpoint/decode";
import { page } from "./page";
import { TRAINED_TO } from "../folders";
import { greysOf, MAPS, PAGE, readList, RESULTS, STARTS, type MapEntry, type Start, type TrainedResult } from "./results";

const MAX_BYTES = 2 ** 20;
const MAX_BYTES_IN_ALL = 5_000_000;
const MAX_MAP_BYTES = 200_000;
/** Other machines round sums differently, and so do eager operations compared with compiled ones. */
const GREY_TOLERANCE = 2e-4;

const contentOf = (file: string) => Uint8Array.from(readFileSync(path.join("public", file)));

test("the page matches the results", async () => {
  const made = page(await readList<Start>(STARTS), await readList<TrainedResult>(RESULTS), await readList<MapEntry>(MAPS));
  expect(readFileSync(PAGE, "utf8"), "npm run quality -- trained --table").toBe(made);
});

test("every preset that needs a checkpoint has one of its newest version", () => {
  for (const preset of presets.filter(({ name }) => TRAINED_TO.has(name))) {
    expect(trainedStart(preset)?.step, preset.name).toBe(TRAINED_TO.get(preset.name));
  }
});

test("the files are small together", () => {
  expect(trainedStarts.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(MAX_BYTES_IN_ALL);
});

describe("trained maps", () => {
  test.each([...PLAYABLE])("%s has one of its newest version, which is small and can be read", (name) => {
    const entry = trainedMap(findPreset(name)!)!;
    const packed = readFileSync(path.join("public", entry.file));
    expect(packed.length).toBeLessThanOrEqual(MAX_MAP_BYTES);
    const { step, side, grids, codes, labels, plane } = unpackMap(Uint8Array.from(gunzipSync(packed)));
    const model = findModel(findPreset(name)!.model)!;
    expect({ step, side, grids: grids.length, codes: labels.length }).toEqual({
      step: entry.step, side: model.conditional ? 13 : 39, grids: model.conditional ? 10 : 1, codes: model.encode ? 1500 : 0,
    });
    expect(plane.through).toHaveLength(Number(findPreset(name)!.hyperparameters["latent"]));
    expect(codes.every(Number.isFinite)).toBe(true);
  });
});

describe.each(trainedStarts)("$preset@$version", ({ preset: name, version, step, file, bytes, sha256: digest }) => {
  const preset = findPreset(name, version)!;

  test("is the small file that the page expects", async () => {
    const content = contentOf(file);
    expect([content.length, await sha256(content)]).toEqual([bytes, digest]);
    expect(bytes).toBeLessThanOrEqual(MAX_BYTES);
  });

  test("has a picture of its samples", () => {
    const picture = readFileSync(path.join("public", "trained", `${name}@${version}.png`));
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([280, 84]);
  });

  test("contains a run of this preset at its step, with the measured samples", async () => {
    const { config, snapshot, losses } = await readCheckpoint(new Blob([contentOf(file)]));
    const model = findModel(preset.model)!;
    expect(config).toEqual({ model: preset.model, seed: preset.seed, backend: "auto", hyperparameters: config.hyperparameters });
    expect(config.hyperparameters).toMatchObject(preset.hyperparameters);
    expect(snapshot.step).toBe(step);
    expect(Object.keys(losses!)).toEqual(lossColumns(model).map(({ id }) => id));

    await useBackend("wasm");
    const trainer = createTrainer(model, config, greyDataset, snapshot);
    try {
      const greys = await greysOf(trainer);
      const measured = (await readList<TrainedResult>(RESULTS)).find((one) => one.preset === `${name}@${version}`)!;
      const apart = greys.map((grey, i) => Math.abs(grey - measured.greys[i]!));
      expect(Math.max(...apart)).toBeLessThan(GREY_TOLERANCE);
      expect(new Set(greys).size).toBe(greys.length);
    } finally {
      trainer.dispose();
    }
  });
});
