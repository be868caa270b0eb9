/**
 * The worker of the zoo: trains one model for some steps on a backend, eagerly or compiled, and eagerly on WASM, which the
 * unit tests compare with PyTorch, or on another reference, from the same seed, images and noise, and reports the differences.
 */
import wasmPlain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import wasmSimd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import { engine, getBackend, memory, setBackend } from "@tensorflow/tfjs-core";
import { defaultsOf } from "../../src/core/model/hyperparameters";
import { lossColumns } from "../../src/core/model/model";
import { hasConvolution } from "../../src/core/model/parameters";
import { normals } from "../../src/core/run/philox";
import { BACKENDS, type Backend } from "../../src/core/run/runConfig";
import type { Snapshot } from "../../src/core/run/snapshot";
import { widthOf } from "../../src/subject/data/registry";
import { startBackend } from "../../src/engine/device/backends/start";
import { changeDeviations, lossDeviations, type Deviation, type StepsOutcome } from "../../src/engine/check/agreement";
import type { Target } from "step-compiler/wgsl/tile";
import { greyBatch, greyImages, modelCases, seedOf, type ModelCase } from "../../src/engine/machine/modelCases";
import { lighterSettings, withLargeEpsilon } from "../../src/engine/machine/models";
import { decodeImages, posteriorMeans } from "../../src/engine/pictures/pictures";
import { createTrainer, type CapturedState, type Trainer } from "../../src/engine/trainer/trainer";

export interface ModelTrial {
  /** The backend that computed the steps. */
  readonly backend: string;
  /** How steps were computed. */
  readonly mode: StepMode;
  /** The deviations of losses at each step, relative to the column. */
  readonly losses: readonly Deviation[];
  /** The deviation of each weight's and moment's change, as a share of the change (2-norms). */
  readonly changes: readonly Deviation[];
  /** The largest difference of a number in decoded images and posterior means. */
  readonly pictures: readonly Deviation[];
  /** The largest difference of a number in each tensor of a captured state that is restored after others. */
  readonly restored: readonly Deviation[];
  /** The number of additional tensors and buffers after a step, and after the run. */
  readonly leftOver: Readonly<Record<string, number>>;
}

export type StepMode = "eager" | "compiled";

export interface TrialOptions {
  /**
   * The target of the shaders. Default: a real GPU in a few cases, otherwise an emulated one, which takes long to compile the
   * shaders for real ones: half a minute for convolutions.
   */
  readonly target?: Target;
  /** The batch size or "default"; the model then has its default size, too. If absent, both are small. */
  readonly batch?: number | "default";
  /** Default: few if a step takes an emulated GPU seconds, otherwise more. */
  readonly steps?: number;
  /** The backend of the eager steps for comparison. Default: WASM. */
  readonly reference?: Backend;
  /** The seed of weights and noise. Default: the model's, `seedOf`. */
  readonly seed?: number;
}

export interface TrialRequest {
  readonly backend: string;
  readonly mode: StepMode;
  readonly name: string;
  readonly options: TrialOptions;
}

const REFERENCE: Backend = "wasm";
/** Cases of each kind that an emulated GPU compiles quickly: aligned and odd sizes, loops over samples, batch norm. */
const AS_ON_A_GPU: readonly string[] = ["vae", "vae, data: ring", "vae, odd sizes", "iwae", "gan, data: ring"];
/** The second step depends on the first one's weights and moments; with many steps, rounding errors grow where a unit switches on or off. */
const STEPS = { compiled: 4, eager: 2, convolving: 2 };
const IMAGES = 3;

const wasmPaths = {
  "tfjs-backend-wasm.wasm": wasmPlain,
  "tfjs-backend-wasm-simd.wasm": wasmSimd,
  "tfjs-backend-wasm-threaded-simd.wasm": wasmSimd,
};

interface Run {
  readonly mode: StepMode;
  readonly steps: StepsOutcome;
  readonly restored: readonly Deviation[];
  readonly images: Float32Array;
  readonly codes: Float32Array;
  readonly leftOver: Readonly<Record<string, number>>;
}

const small = ({ name, model, h }: ModelCase): ModelCase => ({ name, model, h: lighterSettings(model, h) });

/** The model with its default settings, except this case's choices and the batch. */
function whole({ name, model, h }: ModelCase, batch: number | "default"): ModelCase {
  const kept = Object.entries(model.hyperparameters).filter(([, { kind }]) => kind === "choice").map(([key]) => [key, h[key]!] as const);
  const size = batch === "default" ? {} : { batch };
  return { name, model, h: { ...defaultsOf(model.hyperparameters), ...Object.fromEntries(kept), ...size } };
}

const inUse = () => ({ tensors: memory().numTensors, buffers: engine().backend.numDataIds() });

async function train(
  { model, h }: ModelCase, backend: Backend, mode: StepMode, steps: number, seed: number, target?: Target,
): Promise<Run> {
  const empty = inUse();
  const trainer = createTrainer(withLargeEpsilon(model), { model: model.id, seed, backend, hyperparameters: h }, greyImages);
  if (mode === "compiled") {
    const report = await trainer.compile({ poison: NaN, ...(target ? { target } : {}) });
    if (report.mode !== "compiled") throw new Error(JSON.stringify(report));
  }
  const before = await trainer.snapshot();
  const start = trainer.captureState();
  const losses: Float32Array[] = [];
  const counts = [inUse()];
  for (let i = 0; i < steps; i++) {
    trainer.advance();
    losses.push(await trainer.losses());
    counts.push(inUse());
  }
  const after = await trainer.snapshot();
  const restored = await backAndForth(trainer, start, before, after);
  const frozen = { model, specs: trainer.specs, h, weights: trainer.weights };
  const z = normals({ seed, purpose: "z", step: 0 }, IMAGES * Number(h["latent"]));
  const images = (await decodeImages(frozen, z, [0, 5, 9])).slice();
  const codes = (await posteriorMeans(frozen, () => greyBatch(IMAGES, 1, widthOf(h))))?.slice() ?? new Float32Array();
  trainer.dispose();
  const [last, butLast] = [counts.at(-1)!, counts.at(-2)!];
  return {
    mode, restored, images, codes,
    steps: { losses: Float32Array.from(losses.flatMap((row) => [...row])), before: before.tensors, after: after.tensors },
    leftOver: {
      "tensors, after a step": last.tensors - butLast.tensors, "buffers, after a step": last.buffers - butLast.buffers,
      "tensors, after all": inUse().tensors - empty.tensors, "buffers, after all": inUse().buffers - empty.buffers,
    },
  };
}

/** Restores the start, at which the optimiser does not have all its moments yet, and then the end. */
async function backAndForth(trainer: Trainer, start: CapturedState, before: Snapshot, after: Snapshot): Promise<Deviation[]> {
  const end = trainer.captureState();
  const found: Deviation[] = [];
  for (const [where, held, wanted] of [["start", start, before], ["end", end, after]] as const) {
    trainer.restore(held);
    const { step, tensors } = await trainer.snapshot();
    for (const [name, { data }] of Object.entries(wanted.tensors)) {
      const off = step === wanted.step ? finite(widest(minus(tensors[name]!.data, data))) : Infinity;
      found.push({ name: `${name}, at the ${where}`, off });
    }
  }
  return found;
}

const minus = (a: Float32Array, b: Float32Array) => a.map((value, i) => value - b[i]!);
const widest = (values: Float32Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
/** Replaces NaN by infinity. */
const finite = (off: number) => (Number.isNaN(off) ? Infinity : off);

function compare(model: ModelCase["model"], run: Run, reference: Run): Pick<ModelTrial, "losses" | "changes" | "pictures"> {
  const columns = lossColumns(model).map(({ id }) => id);
  return {
    losses: lossDeviations(columns, run.steps, reference.steps),
    changes: changeDeviations(run.steps, reference.steps),
    pictures: [
      { name: "decoded images", off: finite(widest(minus(run.images, reference.images))) },
      { name: "posterior means", off: finite(widest(minus(run.codes, reference.codes))) },
    ],
  };
}

/**
 * All pipelines so far. A device reuses a pipeline of the same shader while one exists, and models share most
 * shaders.
 */
const pipelines: GPUComputePipeline[] = [];

if ("GPUDevice" in self) {
  const { createComputePipelineAsync } = GPUDevice.prototype;
  GPUDevice.prototype.createComputePipelineAsync = async function (descriptor) {
    const pipeline = await createComputePipelineAsync.call(this, descriptor);
    pipelines.push(pipeline);
    return pipeline;
  };
}

const started = new Set<Backend>();

async function use(backend: Backend): Promise<void> {
  if (started.has(backend)) {
    await setBackend(backend);
  } else {
    await startBackend(backend, { wasmPaths, softwareWebgl: true, onLost: (detail) => self.postMessage({ error: detail }) });
    started.add(backend);
  }
}

async function trial({ backend: wanted, mode, name, options }: TrialRequest): Promise<ModelTrial> {
  const backend = BACKENDS.find((one) => one === wanted);
  const modelCase = modelCases.find((one) => one.name === name);
  if (!backend || !modelCase) throw new Error(`no ${name} on ${wanted}`);
  await use(options.reference ?? REFERENCE);
  const target = options.target ?? (AS_ON_A_GPU.includes(name) ? "gpu" : "emulated");
  const subject = options.batch === undefined ? small(modelCase) : whole(modelCase, options.batch);
  const steps = options.steps ?? STEPS[hasConvolution(modelCase.model.networks(modelCase.h)) ? "convolving" : mode];
  const seed = options.seed ?? seedOf(modelCase.model);
  const reference = await train(subject, options.reference ?? REFERENCE, "eager", steps, seed);
  await use(backend);
  const run = await train(subject, backend, mode, steps, seed, target);
  return { backend: getBackend(), mode: run.mode, ...compare(modelCase.model, run, reference), restored: run.restored, leftOver: run.leftOver };
}

self.addEventListener("message", ({ data }: MessageEvent<TrialRequest>) => {
  trial(data).then(
    (outcome) => self.postMessage(outcome),
    (error: unknown) => self.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
