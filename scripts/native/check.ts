/**
 * `npm run native -- check` runs the checks of shaders in Node on the machine's own GPU: all families, products of random sizes, random
 * programs, and every variant of every model at its default size against eager steps on WASM and on the GPU. It exits with 1 if a
 * difference is too large. `--models`, `--batches`, `--products`, `--programs`, `--steps`, `--share`, `--from` and `--to` choose parts.
 * With `--implementations`, all shaders of all models have to be accepted first, models are compared with WASM alone, and no device has less
 * than the standard's limits, as wgpu has no such level.
 */
import { parseArgs } from "node:util";
import type { Outcome as ShaderOutcome } from "../../e2e/wgsl/main";
import type { ShaderRequest } from "../../e2e/wgsl/worker";
import { models } from "../../src/subject/models/registry";
import { familiesPart, modelParts, productParts, programParts, runParts, whole, type Part, type Place } from "../gpuParts";
import type { Accepted } from "./accept";
import { startWorker, type NativeWorker } from "./worker";

const { values: options } = parseArgs({
  options: {
    models: { type: "string" }, batches: { type: "string", default: "0" }, products: { type: "string", default: "100" },
    programs: { type: "string", default: "500" }, from: { type: "string", default: "1" }, to: { type: "string" },
    steps: { type: "string", default: "1" }, seed: { type: "string", default: "1" }, share: { type: "string", default: "1" },
    implementations: { type: "boolean", default: false },
  },
});
const number = (name: "batches" | "products" | "programs" | "from" | "to" | "steps" | "seed") => whole(name, options[name]);

/** The workers besides those in a browser, and what is done in them. */
type Worker = Part["worker"] | "accept";
interface NativePlace extends Place { acceptShaders(model: string): Promise<Accepted> }

const workers = new Map<Worker, NativeWorker>();
let gpu = "";

/** The running worker of this name, or a new one. */
async function workerOf(name: Worker): Promise<NativeWorker> {
  const worker = workers.get(name) ?? await startWorker(name);
  workers.set(name, worker);
  if (gpu !== worker.gpu) console.log(worker.gpu);
  gpu = worker.gpu;
  return worker;
}

const check = async (request: ShaderRequest): Promise<ShaderOutcome> => (await workerOf("wgsl")).ask(request);
const place: NativePlace = {
  acceptShaders: async (model) => (await workerOf("accept")).ask(model),
  checkShaders: check, checkProducts: check, checkPrograms: check,
  train: async (name, trial) => (await workerOf("zoo")).ask({ backend: "webgpu", mode: "compiled", name, options: trial }),
};

const ids = options.models?.split(",");
const acceptPart = (model: string): Part<Worker, NativePlace> => ({
  name: `the shaders of ${model}, accepted`, worker: "accept",
  async run(native) {
    const outcome = await native.acceptShaders(model);
    return "error" in outcome ? { summary: "", off: [outcome.error] } : { summary: `${outcome.shaders} shaders`, off: [] };
  },
});
const parts: Part<Worker, NativePlace>[] = [
  ...(options.implementations ? (ids ?? models.map(({ id }) => id)).map(acceptPart) : []),
  familiesPart(Number(options.share)), ...productParts(number("products"), options.implementations ? "core" : "all levels"), ...programParts(number("programs"), "gpu"),
  ...modelParts({
    ids, batches: number("batches"), steps: number("steps"), seed: number("seed"), target: "gpu",
    references: options.implementations ? ["wasm"] : ["wasm", "webgpu"],
  }),
];
const passed = await runParts(parts, { from: number("from"), to: number("to") }, async (worker, use) => {
  const outcome = await use(place).catch((error: unknown) => ({ summary: "", off: [error instanceof Error ? error.message : String(error)] }));
  if (outcome.off.length > 0) { // The process has ended, or may still send late answers: the next part gets a new one.
    workers.get(worker)?.stop();
    workers.delete(worker);
  }
  return outcome;
});
for (const worker of workers.values()) worker.stop();
process.exitCode = passed ? 0 : 1;
