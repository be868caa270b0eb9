import { expect, test } from "vitest";
import { checkedSettings, isListed, MEASUREMENT_IDS, MEASUREMENT_SETTINGS, type SettingsOf } from "./measurements";

test("settings that are not given take their defaults", () => {
  expect(checkedSettings("k-sample-bound", {})).toEqual({ k: 100, images: 500 });
  expect(checkedSettings("k-sample-bound", { k: 7 })).toEqual({ k: 7, images: 500 });
  for (const id of MEASUREMENT_IDS) {
    const defaults = Object.entries(MEASUREMENT_SETTINGS[id]).map(([name, range]) => [name, range.default]);
    expect(checkedSettings(id, {}), id).toEqual(Object.fromEntries(defaults));
  }
});

test("both ends of a range are allowed, and what is no setting is dropped", () => {
  expect(checkedSettings("divergences", { samples: 1000, carried: 0 })).toEqual({ samples: 1000, carried: 0 });
  expect(checkedSettings("divergences", { samples: 10_000, carried: 500 })).toEqual({ samples: 10_000, carried: 500 });
  expect(checkedSettings("codes", { images: 2, k: 3 } as SettingsOf<"codes">)).toEqual({ images: 2 });
});

test.each([1, 10_001, 2.5, NaN, Infinity, "20"])("%j is refused as a number of images", (images) => {
  expect(() => checkedSettings("codes", { images } as SettingsOf<"codes">)).toThrow(expect.objectContaining({ code: "bad-setting" }));
});

test("the list of measurements leaves out those that only studies show", () => {
  expect(MEASUREMENT_IDS.filter((id) => !isListed(id))).toEqual(["quantised-decoder", "gradient-variance", "augmentation"]);
});
