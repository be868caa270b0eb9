/**
 * Measures milliseconds per training step: our engine beside plain tfjs, jax-js and PyTorch on the same workloads, on every
 * backend, in turns; and which share of the processor's peak they reach.
 */
import type { Backend } from "../src/core/run/runConfig";
import { openBenchPage } from "./benchPage";
import { contestantsFor } from "./contestants";
import { SOFTWARE_GPU, type Lab } from "./lab";
import type { Peak } from "./page/peakLoop";
import { WORKLOADS, type WorkloadId } from "./page/workloads";
import { NAMES, race, type Name } from "./race";
import type { Report } from "./report";
import { chosen, reportOf, type Race, type Wanted } from "./stepTables";
import { findTorch, type TorchVersion } from "./torch";

export interface StepsOptions {
  /** Default: all. */
  readonly workloads?: readonly string[] | undefined;
  readonly backends?: readonly string[] | undefined;
  readonly contestants?: readonly string[] | undefined;
  /** Default: nine on WASM, three elsewhere. */
  readonly rounds?: number | undefined;
  /** Default: 1. More than one only on WASM, in an isolated page, which shared memory needs. */
  readonly threads?: number | undefined;
}

const ROUNDS: Readonly<Record<Backend, number>> = { wasm: 9, cpu: 3, webgl: 3, webgpu: 3 };
/** The quickest and most important backend comes first. */
const BACKEND_ORDER: readonly Backend[] = ["wasm", "webgpu", "webgl", "cpu"];

/** The targets: how many times as long as our engine (compiled, if it can be) the others should take, on emulated GPUs. */
const WANTED: Wanted = {
  wasm: {
    vae: { plain: 7, jax: 2 }, "vae-small": { plain: 7, jax: 2.5 }, cgan: { plain: 6, jax: 2 }, "conv-vae": { plain: 4, jax: 20 },
  },
  webgpu: { vae: { plain: 4, jax: 1 } },
  webgl: { vae: { plain: 1.5 }, "vae-small": { plain: 1.5 }, cgan: { plain: 1.5 }, "conv-vae": { plain: 1.5 } },
  cpu: {},
};

/** Races all contestants on each workload and backend; returns milliseconds per step, ratios, losses and GFLOP/s. */
export async function steps(lab: Lab, options: StepsOptions): Promise<Report> {
  const workloads = chosen(WORKLOADS, options.workloads, "workload");
  const backends = chosen(BACKEND_ORDER, options.backends, "backend");
  const names = chosen(NAMES, options.contestants, "contestant");
  const torch = names.includes("torch") ? findTorch() : null;
  if (names.includes("torch") && !torch) console.log("  PyTorch is left out: neither python3 nor /usr/bin/python3 has it.");
  const races: Race[] = [];
  const failures: string[][] = [];
  for (const backend of backends) {
    for (const id of workloads) {
      console.error(`  ${backend} ${id}`);
      try {
        const one = await raceOn(lab, backend, id, { rounds: options.rounds ?? ROUNDS[backend], names, torch, threads: backend === "wasm" ? options.threads ?? 1 : 1 });
        races.push(one);
      } catch (error) {
        failures.push([backend, id, "all", error instanceof Error ? error.message.split("\n")[0]! : String(error)]);
      }
    }
  }
  return reportOf(races, failures, WANTED);
}

/** Races one workload in one browser; each contestant has its own thread. */
export async function raceOn(
  lab: Lab, backend: Backend, id: WorkloadId,
  { rounds, names, torch, threads }: { rounds: number; names: readonly Name[]; torch: TorchVersion | null; threads: number },
): Promise<Race> {
  const browser = await lab.launch(...(lab.gpu ? [] : SOFTWARE_GPU[backend] ?? []));
  try {
    const bench = await openBenchPage(browser, threads > 1);
    try {
      const flops = await bench.page.evaluate((it) => window.bench.flops(it), id);
      const peaks: Peak[] = [];
      const contestants = contestantsFor({ lab, browser, page: bench.page, backend, workload: id, torch, threads })
        .filter(({ name }) => names.includes(name));
      const result = await race(contestants, rounds, async () => {
        if (backend === "wasm") peaks.push(await bench.page.evaluate(() => window.bench.peak()));
      });
      return { backend, workload: id, flops, peaks, ...result };
    } finally {
      await bench.close();
    }
  } finally {
    await browser.close();
  }
}
