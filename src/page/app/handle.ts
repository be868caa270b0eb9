/**
 * `window.elboRoom`: the page's scripting handle, for bookmarklets, benchmarks and tests. docs/scripting.md is its
 * contract. Its methods call the session's and resolve to plain data.
 */
import { version } from "../../../package.json";
import { ElboError, type WireError } from "../../core/errors";
import { check, type HyperparameterValue, type HyperparameterValues } from "../../core/model/hyperparameters";
import { changesMade } from "../../core/run/liveChanges";
import type { MachineReport } from "../../core/browser/machine";
import type { Measured, MeasurementId, ResultOf, SettingsOf } from "../../subject/measurements/registry";
import { BACKENDS, PIXELS, type Backend, type RequestedBackend, type RequestedEngine, type Fusing, type Operands, type RunConfig } from "../../core/run/runConfig";
import type { Examination } from "../../course/doctor/registry";
import { findModel } from "../../subject/models/registry";
import { linkedProgram, packText, preparePacked } from "../../subject/models/programs";
import { differenceOf, MODEL_KEY, readDifference, type Difference } from "../state/comparison";
import { checks } from "../features/machineCheck/actions";
import type { CheckOptions } from "../features/machineCheck/slice";
import { writtenIn } from "../state/link/pairs";
import { lackOf } from "../state/link/start";
import { viewKeys } from "../state/link/view";
import type { Notice } from "../state/notices";
import { progressOf } from "../state/progress";
import type { RunCard } from "../state/runCard";
import type { RoomName } from "../state/rooms";
import type { Series } from "../state/series";
import type { Phase, Store } from "../state/store";
import type { BackendReport, CheckReport, DataProgress, EngineReport, HeldOut, Memory, TrainOutcome } from "../../engine/worker/protocol";
import type { LiveSession } from "./session";

export interface Info {
  /** The version of the page. */
  readonly version: string;
  readonly model: string;
  /** For example "first-vae@2"; null for an experiment that started from a model's defaults. */
  readonly preset: string | null;
  readonly seed: number;
  readonly hyperparameters: HyperparameterValues;
  /** The requested backend; `backend` is the one that runs, null until one does. */
  readonly backendWish: RequestedBackend;
  readonly backend: Backend | null;
  /** The requested engine. */
  readonly engineWish: RequestedEngine;
  /** The requested setting of fused multiply-add; `auto`: used if the browser has it. */
  readonly fma: Fusing;
  /** The type of the operands of matrix products that the link asks for; `engine` says which one is used. */
  readonly operands: Operands;
  /** How steps are computed; null until a backend runs. */
  readonly engineMode: "eager" | "compiled" | null;
  /** The reason for that, and the time of compiling; also says whether a step is being compiled. */
  readonly engine: EngineReport | null;
  /** The reason for this backend, and the trials of the others. */
  readonly report: BackendReport | null;
  /** The result of comparing a GPU's steps with another backend's. */
  readonly checked: CheckReport | null;
  readonly parameters: number | null;
  readonly phase: Phase;
  readonly step: number;
  readonly stop: number | null;
  /** The step of the preset's trained start with which the run began; null: it began at step 0. */
  readonly begin: number | null;
  /** The steps to which `rewind` goes without recomputing them. */
  readonly keyframes: readonly number[];
  /** The earlier step that is displayed; null: the current step is. */
  readonly rewound: number | null;
  /** The step of another run from which this one was forked; null: it is no fork. */
  readonly forkedFrom: number | null;
  /** Images seen, counted again in each epoch. */
  readonly images: number;
  readonly epoch: number;
  readonly msPerStep: number | null;
  /** Keys of `losses()`. */
  readonly columns: readonly string[];
  /** The changes of live settings so far. */
  readonly changes: readonly { readonly step: number; readonly id: string; readonly from: HyperparameterValue; readonly value: HyperparameterValue }[];
  readonly z: readonly number[];
  readonly class: number;
  /** The current room; in lecture mode, the room to which the page will return. */
  readonly room: RoomName;
  readonly heldOut: readonly HeldOut[];
  /** The measurements that are made after each epoch. */
  readonly afterEpochs: readonly Measured[];
  readonly data: DataProgress | null;
  readonly memory: Memory | null;
  readonly notices: readonly Notice[];
  readonly failure: WireError | null;
  /** The second of two compared runs; null: there is one run. */
  readonly comparison: SecondInfo | null;
  /** The link's fragment, without #. */
  readonly fragment: string;
}

export interface SecondInfo {
  /** The id of the setting that differs, or "model"; `value` is its value in the second run. */
  readonly differs: string;
  readonly value: HyperparameterValue;
  readonly phase: Phase;
  readonly step: number;
  readonly msPerStep: number | null;
  /** Keys of `losses("B")`. */
  readonly columns: readonly string[];
  readonly failure: WireError | null;
}

export interface CompleteOptions {
  /** 784 numbers: 0 hides a pixel. If absent, all are visible. */
  readonly visible?: ArrayLike<number>;
  readonly samples?: number;
  readonly class?: number;
  readonly draw?: number;
}

export interface Filled {
  readonly step: number;
  /** An image of 784 pixels for each sample. */
  readonly images: readonly Float32Array[];
  /** [784]: 1 where a pixel was given. */
  readonly visible: Uint8Array;
  /** [784]: the input image of models that complete or translate. */
  readonly given?: Float32Array;
  /** The objective of each sample in nats; null for models that complete without a search. */
  readonly objective: readonly number[] | null;
}

export interface ElboRoomHandle {
  readonly version: string;
  info(): Promise<Info>;
  open(fragment: string): Promise<Info>;
  train(options?: { steps?: number }): Promise<TrainOutcome>;
  pause(): Promise<{ step: number }>;
  reset(): Promise<Info>;
  undo(): Promise<Info>;
  /** `run`: "B" is the second of two compared runs. */
  losses(run?: "A" | "B"): Promise<Record<string, [step: number, value: number][]>>;
  /** `difference`: the id of one setting, `model` or `program`, with its value in the second run; null ends the comparison. */
  compare(difference: Readonly<Record<string, HyperparameterValue>> | null): Promise<Info>;
  decode(z: ArrayLike<number>, k?: number): Promise<Float32Array>;
  encode(image: number | ArrayLike<number>, k?: number): Promise<Float32Array>;
  rewind(to: number | null): Promise<{ step: number }>;
  fork(step: number): Promise<Info>;
  evaluate(): Promise<HeldOut>;
  measure<I extends MeasurementId>(id: I, settings?: Partial<SettingsOf<I>>): Promise<ResultOf<I> & { step: number }>;
  endMeasure(): Promise<void>;
  /** Measures the quantities that the doctor's rules need. Resolves to what the rules say about the run. */
  examine(): Promise<{ step: number; examinations: readonly Examination[] }>;
  complete(image: ArrayLike<number>, options?: CompleteOptions): Promise<Filled>;
  endComplete(): Promise<void>;
  testImage(image: number): Promise<{ pixels: Float32Array; label: number }>;
  save(): Promise<Blob>;
  runCard(): Promise<RunCard>;
  load(file: Blob | ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<Info>;
  checkMachine(options?: CheckOptions): Promise<MachineReport>;
}

declare global {
  interface Window {
    elboRoom: ElboRoomHandle;
  }
}

interface HandleParts {
  readonly store: Store;
  readonly series: Series;
  readonly session: LiveSession;
}

/** Creates the handle over a session. Its methods reject with an `ElboError`, whose `code` docs/scripting.md lists. */
export function createHandle({ store, series, session }: HandleParts): ElboRoomHandle {
  const filling = async () => session.actions((await import("../features/fillIn/actions")).fillIns);
  const info = (): Info => {
    const { config, begun, preset, opened, report, checked, data, step, ...state } = store.getState();
    const { phase, stop, msPerStep, z, class: k, room, heldOut, afterEpochs, keyframes, rewound, forkedFrom, memory, notices, failure } = state;
    return {
      version,
      model: config.model, preset: preset && `${preset.name}@${preset.version}`, seed: config.seed,
      hyperparameters: { ...config.hyperparameters },
      backendWish: config.backend, backend: opened?.backend ?? null, report, checked,
      engineWish: config.engine ?? "auto", fma: config.fma ?? "auto", operands: config.operands ?? "f32", engineMode: opened && (opened.engine.mode === "compiled" ? "compiled" : "eager"), engine: opened?.engine ?? null,
      parameters: opened?.parameters ?? null,
      phase, step, stop, begin: begun.begin ?? null, ...progressOf({ config, data, step }), msPerStep,
      columns: series.columns,
      changes: changesMade(begun, step).map(({ step: at, id, from, value }) => ({ step: at, id, from, value })), z, class: k, room, heldOut, afterEpochs, keyframes, rewound, forkedFrom, data, memory, notices, failure, comparison: secondInfo(), fragment: session.fragment(),
    };
  };
  const secondInfo = (): SecondInfo | null => {
    const { comparison } = store.getState();
    const [other] = session.runs.others.getState();
    if (!comparison || !other) return null;
    const { phase, step, msPerStep, failure } = other.store.getState();
    const [differs, value] = comparison.kind === "model" ? [MODEL_KEY, comparison.model] : [comparison.id, comparison.value];
    return { differs, value, phase, step, msPerStep, columns: other.series.columns, failure };
  };
  const orFail = (): Info => {
    const { phase, failure } = store.getState();
    if (phase === "failed" && failure) throw ElboError.from(failure);
    return info();
  };
  return {
    version,
    info: () => coded(info),
    open: (fragment) => coded(async () => {
      if (typeof fragment !== "string") throw refused("open", 'write the link as text, such as "preset=first-vae&beta=4".');
      const lack = lackOf(writtenIn(fragment), (id) => findModel(id) !== undefined);
      if (lack) throw lack;
      await session.openFragment(fragment);
      return orFail();
    }),
    train: (options = {}) => coded(() => {
      checkOptions("train", options, ["steps"]);
      const { steps } = options;
      if (steps !== undefined && !(Number.isInteger(steps) && steps > 0)) throw refused("train", "steps must be a whole number above 0.");
      return session.train(steps === undefined ? {} : { steps });
    }),
    pause: () => coded(async () => {
      await session.pause();
      return { step: store.getState().step };
    }),
    reset: () => coded(async () => {
      await session.reset();
      return orFail();
    }),
    undo: () => coded(async () => {
      await session.undo();
      return orFail();
    }),
    losses: (run = "A") => coded(() => {
      if (run !== "A" && run !== "B") throw refused("losses", 'the run must be "A" or "B".');
      const shown = run === "B" ? session.runs.others.getState()[0]?.series : series;
      return shown ? lossesOf(shown) : {};
    }),
    compare: (difference) => coded(async () => {
      await session.compare(difference === null ? null : await differenceIn(difference, store.getState().config));
      return orFail();
    }),
    decode: (z, k) => coded(async () => {
      checkClass("decode", k);
      if (!isList(z)) throw new ElboError("bad-latent", "decode: z must be a list of numbers, one for each latent dimension.");
      return (await session.decode(z, k)).pixels;
    }),
    encode: (image, k) => coded(() => {
      checkClass("encode", k);
      if (typeof image !== "number" && !isList(image)) throw refused("encode", "the image must be the number of a test image, or a list of its pixels.");
      return session.encode(image, k);
    }),
    rewind: (to) => coded(async () => {
      if (to !== null && !(Number.isInteger(to) && to >= 0)) throw refused("rewind", "the step must be a whole number, 0 or more, or null for the run's last step.");
      return { step: await session.rewind(to) };
    }),
    fork: (step) => coded(async () => {
      if (!(Number.isInteger(step) && step >= 0)) throw refused("fork", "the step must be a whole number, 0 or more.");
      await session.rewind(step);
      await session.fork();
      return orFail();
    }),
    evaluate: () => coded(() => session.evaluate()),
    measure: (id, settings = {}) => coded(async () => {
      if (!isObject(settings)) throw refused("measure", "write the settings as an object, such as { samples: 1000 }.");
      const { step, result } = await session.measure(id, settings);
      return { step, ...result };
    }),
    endMeasure: () => coded(() => session.endMeasure()),
    examine: () => coded(async () => {
      const { examineNow } = await import("../features/doctor/examineRun");
      const { step, examinations } = await examineNow({ store, session, series });
      return { step, examinations };
    }),
    complete: (image, options = {}) => coded(async () => {
      checkOptions("complete", options, ["visible", "samples", "class", "draw"]);
      const { visible, ...others } = options;
      if (!isList(image) || (visible && !isList(visible))) throw refused("complete", `the image and \`visible\` must be lists of ${PIXELS} numbers.`);
      const mask = visible && Uint8Array.from(visible, (value) => (value ? 1 : 0));
      const pixels = Float32Array.from(image);
      const { objective, pixels: made, ...filled } = await (await filling()).complete({
        pixels, ...(mask ? { visible: mask } : {}), ...others,
      });
      const images = Array.from({ length: made.length / PIXELS }, (_, i) => made.slice(i * PIXELS, (i + 1) * PIXELS));
      return { ...filled, images, objective: objective && Array.from(objective) };
    }),
    endComplete: () => coded(async () => (await filling()).endComplete()),
    testImage: (image) => coded(async () => (await filling()).testImage(image)),
    save: () => coded(async () => (await session.save()).file),
    runCard: () => coded(() => session.runCard()),
    load: (file) => coded(async () => {
      if (!(file instanceof Blob || file instanceof ArrayBuffer || ArrayBuffer.isView(file))) throw refused("load", "the file must be a Blob, or its bytes as an ArrayBuffer or Uint8Array.");
      await session.load(file instanceof Blob ? file : new Blob([file]));
      return orFail();
    }),
    checkMachine: (options = {}) => coded(() => {
      checkOptions("checkMachine", options, ["backends", "models", "kernels"]);
      const { backends = [], models = [] } = options;
      if (!Array.isArray(backends) || !Array.isArray(models)) throw refused("checkMachine", 'write backends and models as lists, such as { backends: ["wasm"] }.');
      const unknown = [...backends.filter((one) => !BACKENDS.includes(one)), ...models.filter((one) => !findModel(one))];
      if (unknown.length > 0) throw refused("checkMachine", `no backend or model is named ${unknown.join(", ")}.`);
      return session.actions(checks).checkMachine(options);
    }),
  };
}

const lossesOf = (series: Series) => Object.fromEntries(series.columns.map((column) => [
  column, Array.from(series.values(column), (value, i): [number, number] => [series.firstStep + i, value]),
]));

async function differenceIn(requested: Readonly<Record<string, HyperparameterValue>>, config: RunConfig): Promise<Difference> {
  const [[id, value] = ["", ""], ...more] = Object.entries(requested ?? {});
  const isProgram = id === "program" && typeof value === "string";
  const difference = more.length > 0 ? null : isProgram ? readDifference(await differenceWith(value), config) : differenceOf(id, value, config);
  if (!difference) throw refused("compare", "name one setting of the model with a new value, or another model or program that can be compared with it.");
  return difference;
}

/** Returns the difference of a second run with this program, as a link contains it. `program`: the program itself, or the text of a link. */
async function differenceWith(program: string): Promise<string> {
  const packed = /\s/.test(program) ? await packText(program) : program;
  await preparePacked(packed);
  const found = linkedProgram(packed);
  if ("why" in found) throw refused("compare", found.why === "refused" ? `the program cannot be trained: ${found.detail}` : "write the program as text.");
  return `program:${packed}`;
}

/** Scripts are not checked by the compiler: their arguments may be anything. */
const isObject = (given: unknown): given is object => typeof given === "object" && given !== null;
const isList = (given: unknown): boolean => isObject(given) && "length" in given;

/** An error about an argument. `advice`: what to write instead. */
const refused = (method: string, advice: string): ElboError => new ElboError("bad-setting", `${method}: ${advice}`);

function checkOptions(method: string, options: unknown, names: readonly string[]): void {
  if (!isObject(options)) throw refused(method, `write the options as an object, such as { ${names[0]}: … }.`);
  const unknown = Object.keys(options).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw refused(method, `no option is named ${unknown.join(", ")}. The options are ${names.join(", ")}.`);
}

function checkClass(method: string, k: number | undefined): void {
  if (k !== undefined && (typeof k !== "number" || check(viewKeys.class.spec, k).kind !== "ok")) throw refused(method, "the class must be a whole number from 0 to 9.");
}

/** Makes every error of `work`, even one that it throws synchronously, a rejection with an `ElboError`. */
async function coded<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (caught) {
    throw ElboError.of(caught);
  }
}

/** Puts the handle in the place of the early one. */
export function installHandle(parts: HandleParts): void {
  window.elboRoom = Object.freeze(createHandle(parts));
}
