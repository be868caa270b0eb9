/** The build refuses an incomplete measurement and names the missing file. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { isListed, runsEachEpoch, MEASUREMENT_IDS } from "../src/subject/measurements/registry";
import { measurementFaults, type Registered } from "./measurementFolders";

it("all folders are complete", () => {
  const registered: Registered = new Map(MEASUREMENT_IDS.map((id) => [id, { listed: isListed(id), ofEpochs: runsEachEpoch(id) }]));
  expect(measurementFaults("src/subject/measurements", "src/engine/measures", registered)).toEqual([]);
});

it("a folder without texts and an unregistered one are reported", () => {
  const scratch = mkdtempSync(path.join(tmpdir(), "measurements-"));
  const [folder, measures] = [path.join(scratch, "measurements"), path.join(scratch, "measures")];
  try {
    for (const [id, files] of [["alpha", ["definition.ts", "facts.ts", "texts.en.ts"]], ["beta", ["definition.ts"]], ["gamma", []]] as const) {
      mkdirSync(path.join(folder, id), { recursive: true });
      for (const file of files) writeFileSync(path.join(folder, id, file), "");
    }
    mkdirSync(path.join(measures, "beta"), { recursive: true });
    writeFileSync(path.join(measures, "beta", "measure.ts"), "");
    const registered: Registered = new Map([["alpha", { listed: true, ofEpochs: false }], ["beta", { listed: false, ofEpochs: true }]]);
    expect(measurementFaults(folder, measures, registered)).toEqual([
      "The measurement alpha has no texts.zh-CN.ts in its folder.", "The measurement alpha has no texts.es.ts in its folder.",
      "The measurement beta has no beside.en.ts in its folder.", "The measurement beta has no beside.zh-CN.ts in its folder.", "The measurement beta has no beside.es.ts in its folder.",
      "The measurement alpha has no measure.ts in src/engine/measures/alpha.",
      "No line of registry.ts names the measurement of the folder gamma.",
    ]);
  } finally {
    rmSync(scratch, { recursive: true });
  }
});
