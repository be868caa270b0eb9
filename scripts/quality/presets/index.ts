/**
 * `npm run quality -- presets`, or `npm run quality -- presets NAME …` for some: trains each preset as its claims say, from
 * three seeds, and writes the results to docs/data/presets, sample grids to docs/pictures/presets, and docs/presets.md.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { GRID_COLUMNS } from "../../../src/engine/pictures";
import { diskDataset, diskJudge } from "../../../src/engine/measurements/testing";
import { useBackend } from "../../../src/engine/testing";
import { presets } from "../../../src/presets";
import { CLAIMS } from "../../../src/presets/claims";
import { page } from "./page";
import { greyPng, tiled } from "./png";
import { fileOf, FOLDER, PAGE, pictureOf, PICTURES, readResults } from "./results";
import { trainPreset, type PresetResult } from "./train";

const SEEDS = [1, 2, 3];

/** No names: all. `tableOnly`: nothing is trained. */
export async function checkPresets(names: readonly string[], tableOnly: boolean): Promise<void> {
  const unknown = names.filter((name) => !presets.some((preset) => preset.name === name));
  if (unknown.length > 0) throw new Error(`No preset is called ${unknown.join(", ")}.`);
  if (!tableOnly) await trainAll(names);
  await writeFile(PAGE, page(await readResults()));
}

async function trainAll(names: readonly string[]): Promise<void> {
  await useBackend("wasm");
  const around = { dataset: await diskDataset(), judge: await diskJudge() };
  await Promise.all([FOLDER, PICTURES].map((folder) => mkdir(folder, { recursive: true })));
  for (const preset of presets.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const results: PresetResult[] = [];
    for (const seed of SEEDS) {
      const pictures: Buffer[] = [];
      const result = await trainPreset({
        ...around, preset, seed, acts: CLAIMS[preset.name],
        onPicture: (_, images) => {
          const { pixels, width } = tiled(images, GRID_COLUMNS);
          pictures.push(greyPng(pixels, width));
        },
      });
      results.push(result);
      report(result);
      if (seed === SEEDS[0]) await Promise.all(pictures.map((picture, act) => writeFile(pictureOf(preset.name, act), picture)));
    }
    await writeFile(fileOf(preset.name), `${JSON.stringify(results, shortened, 1)}\n`);
  }
}

function report({ preset, seed, acts }: PresetResult): void {
  for (const { says, value, bound, holds, since } of acts.flatMap(({ claims }) => claims)) {
    const when = since ? `since step ${since.step}, ${since.seconds} s` : "";
    console.log(`${preset} seed ${seed}: ${holds ? "yes" : "NO "} ${says}: ${value.toPrecision(3)} (${bound.toPrecision(3)}) ${when}`);
  }
}

function shortened(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
