/**
 * `npm run quality -- presets [NAME …]` trains all or some presets as their claims say, from
 * three seeds, and writes the results to docs/data/presets, sample grids to docs/pictures/presets, and docs/presets.md.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
import { diskDataset, diskJudge } from "../../../src/engine/measurements/testing";
import { useBackend } from "../../../src/engine/testing";
import { hasRelaxedSimd } from "step-compiler/wasm/assembler";
import { presets } from "../../../src/subject/presets";
import { claimsOf } from "../folders";
import { page } from "./page";
import { greyPng } from "./png";
import { fileOf, FOLDER, PAGE, pictureOf, PICTURES, readResults } from "./results";
import { trainPreset, type PresetResult } from "./train";

const SEEDS = [1, 2, 3];

/**
 * Checks the named presets, or all without names. "table" trains nothing. "fused" uses fused multiply-add, as all browsers but
 * WebKit do, which changes the course of a GAN; it writes nothing and exits with 1 if a claim does not hold.
 */
export async function checkPresets(names: readonly string[], how: "train" | "table" | "fused"): Promise<void> {
  const unknown = names.filter((name) => !presets.some((preset) => preset.name === name));
  if (unknown.length > 0) throw new Error(`No preset is called ${unknown.join(", ")}.`);
  if (how === "fused") return checkFused(names);
  if (how === "train") await trainAll(names);
  await writeFile(PAGE, page(await readResults()));
}

/** Runs this script again with relaxed SIMD, which needs a flag in Node 20; later versions have it without. */
async function checkFused(names: readonly string[]): Promise<void> {
  setFlagsFromString("--experimental-wasm-relaxed-simd");
  if (!hasRelaxedSimd()) throw new Error("This version of Node has no relaxed SIMD.");
  await useBackend("wasm");
  const context = { dataset: await diskDataset(), judge: await diskJudge() };
  for (const preset of chosen(names)) {
    for (const seed of SEEDS) {
      const result = await trainPreset({ ...context, preset, seed, acts: claimsOf(preset.name) });
      report(result);
      if (result.acts.some(({ claims }) => claims.some(({ holds }) => !holds))) process.exitCode = 1;
    }
  }
}

const chosen = (names: readonly string[]) => presets.filter(({ name }) => names.length === 0 || names.includes(name));

async function trainAll(names: readonly string[]): Promise<void> {
  await useBackend("wasm");
  const context = { dataset: await diskDataset(), judge: await diskJudge() };
  await Promise.all([FOLDER, PICTURES].map((folder) => mkdir(folder, { recursive: true })));
  for (const preset of chosen(names)) {
    const results: PresetResult[] = [];
    for (const seed of SEEDS) {
      const pictures: Buffer[] = [];
      const result = await trainPreset({
        ...context, preset, seed, acts: claimsOf(preset.name),
        onPicture: (_, { pixels, width }) => pictures.push(greyPng(pixels, width)),
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
