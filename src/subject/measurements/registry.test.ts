import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import type { Model } from "../../core/model/model";
import { findModel } from "../models/registry";
import { checkedSettings, isListed, MEASUREMENT_IDS, MEASUREMENTS, measurementsOf, type SettingsOf } from "./registry";

const modelOf = (id: string): Model => findModel(id)!;

const SOME = [
  ["vae", "image", "k-sample-bound codes reconstructions probe class-histogram digit-fid memorising quantised-decoder gradient-variance"],
  ["vae", "own", "k-sample-bound codes reconstructions probe class-histogram digit-fid memorising gradient-variance"],
  ["vae", "unlabelled", "k-sample-bound codes memorising gradient-variance"],
  ["vae", "points", "k-sample-bound codes probe divergences gradient-variance"],
  ["ae", "image", "codes reconstructions probe class-histogram digit-fid memorising quantised-decoder"],
  ["missing-vae", "image", "codes reconstructions probe imputation class-histogram digit-fid memorising quantised-decoder"],
  ["ss-vae", "image", "k-sample-bound codes reconstructions probe test-error class-accuracy class-histogram digit-fid memorising quantised-decoder augmentation"],
  ["ss-vae", "unlabelled", "k-sample-bound codes memorising"],
  ["gan", "image", "class-histogram digit-fid memorising quantised-decoder"],
  ["gan", "points", "divergences"],
  ["cgan", "image", "class-accuracy class-histogram digit-fid memorising quantised-decoder augmentation"],
  ["cgan", "own", "class-accuracy class-histogram digit-fid memorising"],
  ["info-gan", "image", "classes-found class-histogram digit-fid memorising quantised-decoder"],
  ["info-gan", "own", "class-histogram digit-fid memorising"],
  ["translate", "image", "translation class-histogram digit-fid memorising quantised-decoder"],
  ["completion-cgan", "image", "class-histogram digit-fid memorising quantised-decoder"],
] as const;
/** A measurement that is in no line, as a new one, is tested in its own folder. */
const compared = new Set<string>(SOME.flatMap(([, , ids]) => ids.split(" ")));

describe("measurements of a model", () => {
  it.each(SOME)("%s on %s data has %s", (id, data, expected) => {
    expect(measurementsOf(modelOf(id), data).filter((one) => compared.has(one)).join(" ")).toBe(expected);
  });

  it("a conditional model that is given an image cannot augment training data", () => {
    const given = { ...modelOf("cgan"), given: modelOf("translate").given! };
    expect(measurementsOf(given, "image")).not.toContain("augmentation");
  });
});

test("missing settings take their defaults", () => {
  expect(checkedSettings("k-sample-bound", {})).toEqual({ k: 100, images: 1000 });
  expect(checkedSettings("k-sample-bound", { k: 7 })).toEqual({ k: 7, images: 1000 });
  for (const id of MEASUREMENT_IDS) {
    const defaults = Object.entries(MEASUREMENTS[id].settings).map(([name, range]) => [name, range.default]);
    expect(checkedSettings(id, {}), id).toEqual(Object.fromEntries(defaults));
  }
});

test("both ends of a range are allowed, and unknown settings are dropped", () => {
  expect(checkedSettings("divergences", { samples: 1000, carried: 0 })).toEqual({ samples: 1000, carried: 0 });
  expect(checkedSettings("divergences", { samples: 10_000, carried: 500 })).toEqual({ samples: 10_000, carried: 500 });
  expect(() => checkedSettings("codes", { images: 2, k: 3 } as SettingsOf<"codes">)).toThrow("codes has no setting k; its settings are images");
});

test.each([1, 10_001, 2.5, NaN, Infinity, "20"])("%j is refused as a number of images", (images) => {
  expect(() => checkedSettings("codes", { images } as SettingsOf<"codes">)).toThrow(expect.objectContaining({ code: "bad-setting" }));
});

test("the list of measurements leaves out those that only studies show", () => {
  expect(MEASUREMENT_IDS.filter((id) => !isListed(id))).toEqual(["quantised-decoder", "gradient-variance", "augmentation"]);
});

test("docs/scripting.md lists every measurement", () => {
  const page = readFileSync(new URL("../../../docs/scripting.md", import.meta.url), "utf8");
  expect(MEASUREMENT_IDS.filter((id) => !page.includes(`\n| \`"${id}"\` |`))).toEqual([]);
});
