/** The build refuses an incomplete feature and says what is missing. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { slices } from "../src/page/features/registry";
import { featureFaults, type Slices } from "./featureFolders";

it("all folders are complete", () => {
  expect(featureFaults("src/page/features", slices)).toEqual([]);
});

it("a folder without texts, without its line or its export, names that two features have, and a preference in links are reported", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "features-"));
  const alpha = { keys: { one: { initial: 0, link: { key: "same" } }, two: { initial: 0, link: [{ key: "own" }, { key: "other" }] }, five: { initial: 0 } }, preferences: { five: { name: "stored" } } };
  const delta = { keys: { three: { initial: 0, link: { key: "same" } }, four: { initial: 0 } }, preferences: { three: { name: "stored" }, four: { name: "other" } } };
  try {
    const files = {
      alpha: ["slice.ts", "slots.tsx"], beta: ["Panel.tsx", "texts.en.ts"], gamma: ["slice.ts"], delta: ["slice.ts"], epsilon: ["Panel.tsx"],
    };
    for (const [feature, names] of Object.entries(files)) {
      mkdirSync(path.join(folder, feature));
      for (const file of names) writeFileSync(path.join(folder, feature, file), "export const parts = {};\n");
    }
    expect(featureFaults(folder, { alpha, delta } satisfies Slices)).toEqual([
      "The file slots.tsx of the feature alpha does not export slots.",
      "The feature beta has no texts.zh-CN.ts in its folder.",
      "The feature epsilon has no texts.en.ts in its folder.", "The feature epsilon has no texts.zh-CN.ts in its folder.",
      "The feature gamma has a slice.ts, but no line in registry.ts.",
      "The features alpha and delta both have the link key same.",
      "The features alpha and delta both have the name in the browser's storage stored.",
      "The key three of the feature delta has a preference and a link key: a link without it would undo the reader's choice.",
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
