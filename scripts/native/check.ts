/**
 * `npm run native -- check` runs the checks of shaders in Node on the machine's own GPU: all families, products of random sizes, random
 * programs, and every variant of every model at its default size against eager steps on WASM and on the GPU. It exits with 1 if a
 * difference is too large. `--models`, `--batches`, `--products`, `--programs`, `--steps`, `--from` and `--to` choose parts.
 */
import { parseArgs } from "node:util";
import type { Outcome as ShaderOutcome } from "../../e2e/wgsl/main";
import type { ShaderRequest } from "../../e2e/wgsl/worker";
import { familiesPart, modelParts, productParts, programParts, runParts, whole, type Part, type Place } from "../gpuParts";
import { startWorker, type NativeWorker } from "./worker";

const { values: options } = parseArgs({
  options: {
    models: { type: "string" }, batches: { type: "string", default: "0" }, products: { type: "string", default: "100" },
    programs: { type: "string", default: "500" }, from: { type: "string", default: "1" }, to: { type: "string" },
    steps: { type: "string", default: "1" }, seed: { type: "string", default: "1" },
  },
});
const number = (name: "batches" | "products" | "programs" | "from" | "to" | "steps" | "seed") => whole(name, options[name]);

const workers = new Map<Part["worker"], NativeWorker>();
let gpu = "";

/** The running worker of this name, or a new one. */
async function workerOf(name: Part["worker"]): Promise<NativeWorker> {
  const worker = workers.get(name) ?? await startWorker(name);
  workers.set(name, worker);
  if (gpu !== worker.gpu) console.log(worker.gpu);
  gpu = worker.gpu;
  return worker;
}

const check = async (request: ShaderRequest): Promise<ShaderOutcome> => (await workerOf("wgsl")).ask(request);
const place: Place = {
  checkShaders: check, checkProducts: check, checkPrograms: check,
  train: async (name, trial) => (await workerOf("zoo")).ask({ backend: "webgpu", mode: "compiled", name, options: trial }),
};

const parts = [
  familiesPart, ...productParts(number("products")), ...programParts(number("programs"), "gpu"),
  ...modelParts({ ids: options.models?.split(","), batches: number("batches"), steps: number("steps"), seed: number("seed"), target: "gpu" }),
];
const passed = await runParts(parts, { from: number("from"), to: number("to") }, async (worker, use) => {
  try {
    return await use(place);
  } catch (error) {
    // The process has ended; the next part gets a new one.
    workers.delete(worker);
    return { summary: "", off: [error instanceof Error ? error.message : String(error)] };
  }
});
for (const worker of workers.values()) worker.stop();
process.exitCode = passed ? 0 : 1;
