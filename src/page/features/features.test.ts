/** Link keys of features beside those of the page. `scripts/featureFolders.ts` checks their folders. */
import { expect, it } from "vitest";
import type { Traits } from "../../core/slice";
import { experimentKeys } from "../state/link/experiment";
import { openingKeys, pageKeys } from "../state/link/page";
import { viewKeys } from "../state/link/view";
import { slices } from "./registry";

it("no feature has a link key of the page", () => {
  const traits = Object.values(slices).flatMap(({ keys }): Traits<unknown>[] => Object.values(keys));
  const ofFeatures = traits.flatMap(({ link = [] }) => [link].flat().map(({ key }) => key));
  const ofPage = Object.keys({ ...experimentKeys, ...pageKeys, ...viewKeys, ...openingKeys });
  expect(ofFeatures.filter((key) => ofPage.includes(key))).toEqual([]);
});
