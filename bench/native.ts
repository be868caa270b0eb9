/**
 * `npm run native -- steps` races our engine, plain TensorFlow.js, jax-js and PyTorch on the machine's own GPU: the first three through
 * WebGPU in Node (`scripts/native.ts`), PyTorch through CUDA, if it is there. Each has its own process; they train in turns. `--json FILE`
 * writes every value.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { startWorker, type NativeWorker } from "../scripts/native/worker";
import type { Round } from "./page/contestant";
import { WORKLOADS, type WorkloadId } from "./page/workloads";
import { race, type Contestant, type Name } from "./race";
import { print } from "./report";
import { chosen, reportOf, type Race, type Wanted } from "./stepTables";
import { findTorch, startTorch, type TorchProcess, type TorchVersion } from "./torch";

const { values: options } = parseArgs({
  options: { workloads: { type: "string" }, contestants: { type: "string" }, rounds: { type: "string", default: "7" }, json: { type: "string" } },
});
const rounds = Number(options.rounds);
if (!(Number.isInteger(rounds) && rounds > 0)) {
  console.error("--rounds is a whole number, 1 or more.");
  process.exit(1);
}
const HERE = ["compiled", "eager", "plain", "jax", "torch"] as const satisfies readonly Name[];
/** The targets on a real GPU. */
const WANTED: Wanted = { webgpu: { vae: { plain: 5, jax: 1.3 } } };
/** The folder above `mnist`, which the bundle lies beside. */
const baseUrl = pathToFileURL(path.join(import.meta.dirname, "../public/")).href;

/** As its driver describes it. */
let gpu = "";

function inProcess(name: (typeof HERE)[number], workload: WorkloadId): Contestant {
  let worker: NativeWorker | null = null;
  const ask = async <T>(request: unknown): Promise<T> => {
    const answer = await worker!.ask<{ value: T } | { error: string }>(request);
    if ("error" in answer) throw new Error(answer.error);
    return answer.value;
  };
  return {
    name,
    async start() {
      const isOurs = name === "compiled" || name === "eager";
      worker = await startWorker(isOurs ? "engine" : name);
      gpu = worker.gpu;
      return ask({ kind: "start", backend: "webgpu", workload, baseUrl, ...(isOurs && { engineMode: name }) });
    },
    train: (steps) => ask<Round>({ kind: "train", steps }),
    stop: () => Promise.resolve(worker?.stop()),
  };
}

function inTorch(version: TorchVersion, workload: WorkloadId): Contestant {
  let process: TorchProcess | null = null;
  return {
    name: "torch",
    async start() {
      process = await startTorch(version, workload, { threads: 1, device: "cuda" });
      return process.about;
    },
    train: (steps) => process!.train(steps),
    stop: () => Promise.resolve(process?.stop()),
  };
}

const listOf = (names: string | undefined) => names?.split(",").map((name) => name.trim());
const names = chosen(HERE, listOf(options.contestants), "contestant");
const torch = names.includes("torch") ? findTorch() : null;
const races: Race[] = [];
for (const workload of chosen(WORKLOADS, listOf(options.workloads), "workload")) {
  console.error(`  ${workload}`);
  const contestants = names.flatMap((name) => (
    name !== "torch" ? [inProcess(name, workload)] : torch ? [inTorch(torch, workload)] : []));
  races.push({ backend: "webgpu", workload, flops: 0, peaks: [], ...(await race(contestants, rounds, () => Promise.resolve())) });
}
const report = reportOf(races, [], WANTED);
console.log(gpu);
print(report);
if (options.json !== undefined) writeFileSync(options.json, JSON.stringify({ gpu, torch, ...report }, null, 1));
