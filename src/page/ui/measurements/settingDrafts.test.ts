import { expect, it } from "vitest";
import { checkedSettings, isListed, MEASUREMENT_IDS } from "../../../subject/measurements/registry";
import { numbersOf, startDrafts, wrongSetting } from "./settingDrafts";

it("drafts begin with valid settings", () => {
  for (const id of MEASUREMENT_IDS.filter(isListed)) {
    expect(wrongSetting(id, startDrafts(id)), id).toBeNull();
    expect(checkedSettings(id, numbersOf(startDrafts(id)))).toEqual(checkedSettings(id, {}));
  }
});

it.each(["0", "-1", "5001", "1.5", "", "1e2", "ten"])("K = %j is refused, with its range", (k) => {
  expect(wrongSetting("k-sample-bound", { k, images: "500" })).toEqual(["k", { min: 1, max: 5_000, default: 100 }]);
});

it("the first invalid setting is named", () => {
  expect(wrongSetting("probe", { references: "10", images: "0" })?.[0]).toBe("images");
});
