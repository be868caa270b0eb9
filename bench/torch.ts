/** PyTorch as a contestant, if this machine has it: a separate process that receives numbers of steps. */
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { shardsOf } from "../src/subject/data/mnist/manifest";
import { createOrder } from "../src/subject/data/order";
import { channelsFirst } from "./page/channelsFirst";
import type { Round } from "./page/contestant";
import { noiseOf, SEED, startingWeights, workload, type WorkloadId } from "./page/workloads";

const PYTHONS = ["python3", "/usr/bin/python3"];
/** Also beside the bundle that `scripts/native.ts` writes. */
const SHARDS = path.join(import.meta.dirname, "../public/mnist");
/** The number of steps with prepared inputs; losses are compared over fewer. */
const STEPS = 200;

export interface TorchVersion {
  readonly python: string;
  readonly version: string;
  /** The library that multiplies matrices, and its folder, such as openblas-openmp/libblas.so.3; empty where it is not known. */
  readonly blas: string;
  /** Whether it has oneDNN, which multiplies and convolves faster. */
  readonly oneDnn: boolean;
}

const VERSION = `
import os, torch
torch.ones(2, 2) @ torch.ones(2, 2)
maps = open("/proc/self/maps").read().split() if os.path.exists("/proc/self/maps") else []
print(torch.__version__)
print(next(("/".join(path.split("/")[-2:]) for path in maps if "blas" in os.path.basename(path)), ""))
print(torch.backends.mkldnn.is_available())
`;

/** Returns the first Python that has PyTorch; null if there is none. */
export function findTorch(): TorchVersion | null {
  for (const python of PYTHONS) {
    const { status, stdout } = spawnSync(python, ["-c", VERSION], { encoding: "utf8" });
    if (status !== 0) continue;
    const [version = "", blas = "", oneDnn = ""] = stdout.split("\n");
    return { python, version, blas, oneDnn: oneDnn === "True" };
  }
  return null;
}

/** Names a PyTorch in a sentence, with the libraries on which its speed depends most. */
export const torchText = ({ version, blas, oneDnn }: TorchVersion): string =>
  `PyTorch ${version}${blas === "" ? "" : ` with ${blas}`}, ${oneDnn ? "with" : "without"} oneDNN`;

export interface TorchProcess {
  /** Details about the start. */
  readonly about: unknown;
  train(steps: number): Promise<Round>;
  stop(): void;
}

export interface TorchOptions {
  /** Threads on the processor. */
  readonly threads: number;
  /** PyTorch's name of what computes. Default: the processor. */
  readonly device?: "cpu" | "cuda";
}

/** Starts PyTorch on a workload. Rejects if the script ends before it is ready. */
export async function startTorch({ python }: TorchVersion, id: WorkloadId, options: TorchOptions): Promise<TorchProcess> {
  const { threads } = options;
  const folder = mkdtempSync(path.join(tmpdir(), "bench-torch-"));
  writeJob(folder, id, options);
  // torch.set_num_threads does not affect a BLAS with its own threads.
  const env = { ...process.env, OPENBLAS_NUM_THREADS: String(threads), OMP_NUM_THREADS: String(threads), MKL_NUM_THREADS: String(threads) };
  const child = spawn(python, [path.join(import.meta.dirname, "torchSteps.py"), folder], { env });
  const next = linesOf(child);
  const stop = () => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  let about: unknown;
  try {
    about = JSON.parse(await next());
  } catch (error) {
    stop();
    throw error;
  }
  return {
    about,
    async train(steps) {
      child.stdin.write(`${steps}\n`);
      return JSON.parse(await next()) as Round;
    },
    stop,
  };
}

/** Reads the script's next line. Rejects with the last line of stderr when it has ended. */
function linesOf(child: ChildProcessWithoutNullStreams): () => Promise<string> {
  let complaints = "";
  child.stderr.on("data", (text: Buffer) => { complaints += text.toString(); });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async () => {
    const { done, value } = await lines.next();
    if (done) throw new Error(`PyTorch's script ended: ${complaints.trim().split("\n").at(-1) ?? ""}`);
    return value;
  };
}

function writeJob(folder: string, id: WorkloadId, { threads, device = "cpu" }: TorchOptions): void {
  const work = workload(id);
  const write = (name: string, arrays: readonly (Float32Array | Uint32Array)[]) =>
    writeFileSync(path.join(folder, name), Buffer.concat(arrays.map((array) =>
      Buffer.from(array.buffer, array.byteOffset, array.byteLength))));
  const each = <T>(make: (step: number) => T): T[] => Array.from({ length: STEPS }, (_, step) => make(step));
  const weights = channelsFirst(work.model.id, startingWeights(work));
  const order = createOrder(SEED, work.batch);
  write("weights.f32", Object.values(weights).map(({ values }) => values));
  write("noise.f32", each((step) => Object.values(noiseOf(work, step))).flat());
  write("order.u32", each((step) => order.indices(step)));
  writeFileSync(path.join(folder, "job.json"), JSON.stringify({
    model: work.model.id, batch: work.batch, threads, device,
    shards: shardsOf("train").map(({ file }) => path.join(SHARDS, file)),
    weights: Object.entries(weights).map(([name, { shape }]) => [name, shape]),
    noise: Object.entries(work.model.noise(work.h)).map(([name, { shape }]) => [name, shape]),
  }));
}
