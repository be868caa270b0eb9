/**
 * The checks of the compiler's shaders at full size, in parts that run one by one: products of random sizes, random programs, and each
 * model's steps against eager ones. `checkGpu.ts` runs them in a browser on an emulated GPU, `native/check.ts` in Node on a real one.
 */
import type { Outcome as ShaderOutcome } from "../e2e/wgsl/main";
import type { ProductOptions, ProgramOptions } from "../e2e/wgsl/worker";
import type { Outcome as TrialOutcome } from "../e2e/zoo/main";
import type { TrialOptions } from "../e2e/zoo/worker";
import { uniforms } from "../src/core/run/philox";
import { SHADER_TOLERANCE } from "step-compiler/wgsl/planChecks";
import type { Target } from "step-compiler/wgsl/tile";
import { modelCases, type ModelCase } from "../src/engine/machine/modelCases";

/**
 * Tolerances after one step: of each loss, and of each tensor's change as a share of the change. Later steps differ more where a
 * unit is within rounding of ReLU's kink. Measured: 7e-5; 5.4e-3 in `wgan-gp` with convolutions, 3e-3 in `conv-vae`, 1e-3 at most elsewhere.
 */
const LOSS_TOLERANCE = 1e-4;
const CHANGE_TOLERANCE = 5e-3;
/**
 * A correct step may disagree if the input of a unit is within rounding of 0, the kink of ReLU. So a step in which only changes are too large
 * is compared again from these seeds, and counts as wrong if it disagrees from all. No model's first seed is among them. Of 12 seeds of
 * `wgan-gp` with convolutions, one deviated by more than the tolerance, and two by more than 1e-3.
 */
const OTHER_SEEDS = [7, 13];
/** The number of products, or of programs, that share a device. */
const PRODUCTS_AT_ONCE = 10, PROGRAMS_AT_ONCE = 100;

/** Where a part runs: the two workers of the shader checks and of the zoo. */
export interface Place {
  /** All families of shaders; `share`: of the products and plans. */
  checkShaders(share: number): Promise<ShaderOutcome>;
  checkProducts(options: ProductOptions): Promise<ShaderOutcome>;
  checkPrograms(options: ProgramOptions): Promise<ShaderOutcome>;
  /** Trains compiled steps on WebGPU. */
  train(name: string, options: TrialOptions): Promise<TrialOutcome>;
}

export interface Part<Worker = "wgsl" | "zoo", In = Place> {
  readonly name: string;
  readonly worker: Worker;
  run(place: In): Promise<Found>;
}

export interface Found {
  readonly summary: string;
  /** The differences that are too large, or why there is no result. */
  readonly off: readonly string[];
}

const worst = (list: readonly { readonly off: number }[]): string => Math.max(0, ...list.map(({ off }) => off)).toExponential(1);

/** Returns the checks of all families of shaders, or of this share of their products and plans. */
export const familiesPart = (share = 1): Part => ({
  name: `all families of shaders${share === 1 ? "" : `, a share of ${share}`}`, worker: "wgsl",
  run: async (place) => compared(await place.checkShaders(share)),
});

/** The largest error of checks, and those that are too large. `count`: how many there must be. */
function compared({ checks = [], error }: ShaderOutcome, count = Math.max(1, checks.length)): Found {
  if (error !== undefined || checks.length !== count) return { summary: "", off: [error ?? `${checks.length} of ${count} were checked`] };
  const off = checks.filter(({ maxError }) => !(maxError <= SHADER_TOLERANCE)).map(({ name, maxError }) => `${name}: ${maxError}`);
  return { summary: worst(checks.map(({ maxError }) => ({ off: maxError }))), off };
}

/**
 * Returns the checks of products of random sizes, on a device with the standard's minimum limits, with a lower level's unless only `core` is
 * wanted, and as an emulated GPU computes them.
 */
export function productParts(products: number, wanted: "all levels" | "core" = "all levels"): Part[] {
  const parts: Part[] = [];
  for (const [level, target] of [["core", "gpu"], ["compatibility", "gpu"], ["core", "emulated"]] as const) {
    if (wanted === "core" && level !== "core") continue;
    for (let first = 0; first < products; first += PRODUCTS_AT_ONCE) {
      const count = Math.min(PRODUCTS_AT_ONCE, products - first);
      parts.push({
        name: `products ${first}–${first + count - 1}, ${target}, ${level}`, worker: "wgsl",
        run: async (place) => compared(await place.checkProducts({ first, count, target, level }), count),
      });
    }
  }
  return parts;
}

/** Returns the checks of random programs, which are compared with the interpreter. */
export function programParts(programs: number, target: Target): Part[] {
  return Array.from({ length: Math.ceil(programs / PROGRAMS_AT_ONCE) }, (_, at) => {
    const from = 1 + at * PROGRAMS_AT_ONCE;
    const count = Math.min(PROGRAMS_AT_ONCE, programs + 1 - from);
    return {
      name: `programs ${from}–${from + count - 1}, ${target}`, worker: "wgsl",
      async run(place) {
        const { checks = [], error } = await place.checkPrograms({ from, programs: count, target });
        if (error !== undefined || checks.length === 0) return { summary: "", off: [error ?? "none compiled"] };
        return { summary: `${checks.length} compiled`, off: checks.filter(({ maxError }) => maxError !== 0).map(({ name }) => name) };
      },
    };
  });
}

export interface ModelPartOptions {
  /** The models' ids; all if absent. */
  readonly ids: readonly string[] | undefined;
  /** How many random batches besides the default one. */
  readonly batches: number;
  readonly steps: number;
  readonly target: Target;
  /** For the random batches. */
  readonly seed: number;
  /** The backends of the eager steps that the default batch is compared with. */
  readonly references: readonly ("wasm" | "webgpu")[];
}

/** The result of a trial, and whether only changes are too large. */
function trialFound(outcome: TrialOutcome): Found & { readonly onlyChanges: boolean } {
  if ("error" in outcome) return { summary: "", off: [outcome.error], onlyChanges: false };
  const { backend, mode, losses, changes } = outcome;
  const above = (list: typeof losses, tolerance: number) => list.filter(({ off }) => !(off <= tolerance)).map(({ name, off }) => `${name}: ${off}`);
  const ran = backend === "webgpu" && mode === "compiled" && losses.length > 0;
  const others = [...(ran ? [] : [`${mode} on ${backend}`]), ...above(losses, LOSS_TOLERANCE)];
  const offChanges = above(changes, CHANGE_TOLERANCE);
  return {
    summary: `losses ${worst(losses)}, changes ${worst(changes)}`, off: [...others, ...offChanges],
    onlyChanges: others.length === 0 && offChanges.length > 0,
  };
}

/**
 * Returns the checks of every variant of every model at its default size, at its default batch against eager steps on the references, and at
 * random batches against WASM.
 */
export function modelParts({ ids, batches, steps, target, seed, references }: ModelPartOptions): Part[] {
  const cases = modelCases.filter(({ name }) => !name.includes("odd sizes"));
  const part = (name: string, batch: number | "default", reference: "wasm" | "webgpu"): Part => ({
    name: `${name}; batch ${batch}, ${target}, against ${reference}`, worker: "zoo",
    async run(place) {
      const trial = { target, batch, steps, reference };
      let found = trialFound(await place.train(name, trial));
      for (const other of OTHER_SEEDS) {
        if (!found.onlyChanges) break;
        const again = trialFound(await place.train(name, { ...trial, seed: other }));
        found = { ...again, summary: `${found.summary}; from seed ${other} ${again.summary}` };
      }
      return found;
    },
  });
  const wanted = cases.map((one, lane) => ({ one, lane })).filter(({ one }) => !ids || ids.includes(one.model.id));
  return [
    ...wanted.flatMap(({ one }) => references.map((reference) => part(one.name, "default", reference))),
    ...wanted.flatMap(({ one, lane }) => drawnBatches(one, { batches, lane, seed }).map((batch) => part(one.name, batch, "wasm"))),
  ];
}

/** Random batch sizes within the model's range, different for each case. */
function drawnBatches({ model }: ModelCase, { batches, lane, seed }: { batches: number; lane: number; seed: number }): number[] {
  const range = model.hyperparameters["batch"];
  if (range?.kind !== "int") throw new Error(`${model.id} has no range of batches`);
  const { min, max } = range;
  return [...uniforms({ seed, purpose: "sample", step: 0, lane }, batches)].map((u) => Math.floor(min * ((max + 1) / min) ** u));
}

/**
 * Runs parts, from the one with number `from` to the one with number `to`, and prints a line about each. `at` calls its function with the
 * place of a worker. Returns whether all passed.
 */
export async function runParts<Worker, In>(
  parts: readonly Part<Worker, In>[], { from, to }: { readonly from: number; readonly to: number },
  at: (worker: Worker, use: (place: In) => Promise<Found>) => Promise<Found>,
): Promise<boolean> {
  let [ran, failed] = [0, 0];
  for (const [index, part] of parts.entries()) {
    if (index + 1 < from || index + 1 > to) continue;
    const began = performance.now();
    const { summary, off } = await at(part.worker, (place) => part.run(place));
    ran++;
    if (off.length > 0) failed++;
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    console.log(`${off.length > 0 ? "✗" : "✓"} ${index + 1}/${parts.length}  ${part.name.padEnd(60)} ${seconds.padStart(4)} s  ${summary}`);
    for (const line of off) console.log(`    ${line}`);
  }
  console.log(`\n${ran - failed} passed, ${failed} failed, ${parts.length - ran} left out`);
  return failed === 0;
}

/** Returns a whole number at least 0, or the default if nothing is given. Ends the process otherwise. */
export function whole(name: string, given: string | undefined, otherwise = Infinity): number {
  const value = given === undefined ? otherwise : Number(given);
  if (value >= 0 && (Number.isInteger(value) || value === otherwise)) return value;
  console.error(`--${name} is a whole number.`);
  process.exit(1);
}
