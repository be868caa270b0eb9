/**
 * Holds the one open experiment and the backend it runs on. Opens experiments, chooses their backend, and moves a run to
 * another backend when its own fails.
 */
import { ElboError } from "../../core/errors";
import type { EmitEvent } from "../events";
import { lineIsSlow } from "../../core/browser/slowLine";
import { fixedValues } from "../../core/model/hyperparameters";
import { sizeOf } from "../../core/model/parameters";
import { step as toStep, type RunId, type Step } from "../../core/run/ids";
import { batchesPerStep, type Model } from "../../core/model/model";
import { Newest } from "../../core/newest";
import type { OwnImages } from "../../core/data/ownData";
import { readOwnId, sameOwn } from "../../core/data/ownId";
import { NOTHING_WATCHED, type Frame, type Position, type Watch } from "../../core/latent/pictures";
import type { BackendReport, TrainOutcome } from "../../core/run/reports";
import { Restarts } from "../../core/run/restarts";
import { isGpu, type Backend, type RunConfig } from "../../core/run/runConfig";
import type { Snapshot } from "../../core/run/snapshot";
import { loadedBytes, type Dataset } from "../../subject/data/dataset";
import { openMnist, type MnistOptions } from "../../subject/data/mnist/dataset";
import { datasetOf } from "../../subject/data/open";
import { openOwn } from "../../subject/data/own/dataset";
import { ownOf } from "../../subject/data/registry";
import { modelOfRun } from "../../subject/models/executed";
import { backendAfterLoss, chooseBackend, type Candidates } from "../device/backends/choose";
import { memoryInUse } from "../device/backends/memory";
import { preloadCompiler } from "../trainer/stepper/compile";
import { gpuName, wouldBeEmulated } from "../device/backends/software";
import { startBackend, stopBackend } from "../device/backends/start";
import { Unreliable } from "../device/backends/unreliable";
import { sameBackendChecker, type Checker } from "../check/compareWithEager";
import { judgeSource } from "../measurements";
import { Experiment } from "./experiment";
import type { Past } from "./past";
import { testImage } from "../pictures/testImages";
import { loadSlowStep } from "../slowMotion/slowMotionJob";
import { parametersOf } from "../step/weights";

export interface LaboratoryOptions {
  /** Where the MNIST shards are, and how to fetch one without a server. */
  readonly data: Pick<MnistOptions, "baseUrl" | "fetchShard">;
  readonly wasmPaths: Readonly<Record<string, string>>;
  /** The content of judge.bin. */
  judgeBytes(): Promise<Uint8Array>;
  /** Makes a checker that recomputes a GPU's steps in a worker of its own. */
  checker?(): Checker;
  /** Receives events that belong to no run: the progress of the data, and each failed fetch of a shard. */
  readonly tell: EmitEvent;
}

export interface OpenOptions {
  readonly run: RunId;
  readonly config: RunConfig;
  readonly snapshot?: Snapshot;
  /** If this is the open run, the new run inherits its history up to the snapshot. */
  readonly fork?: RunId;
  /** See `ExperimentOptions.keep`. */
  readonly keep?: Step;
  readonly remembered?: Backend;
  readonly avoid?: readonly Backend[];
  /** Threads for steps on WASM; default 1. */
  readonly threads?: number;
  /** The images that the configuration names; may be omitted if the previous run brought them. */
  readonly own?: OwnImages;
  readonly tell: EmitEvent;
}

interface OpenRun {
  readonly run: RunId;
  readonly model: Model;
  readonly config: RunConfig;
  /** See `ExperimentOptions.keep`. */
  readonly keep: Step | null;
  readonly tell: EmitEvent;
  readonly report: BackendReport;
  readonly experiment: Experiment;
}

/** Throws "own-data-unsuitable" if the model cannot be trained on these images. */
function expectSuitable(model: Model, { own, hyperparameters: h }: RunConfig, { trainImages }: Dataset): void {
  const refuse = (why: string) => new ElboError("own-data-unsuitable", `${model.id}: ${why}`);
  if (model.labelled) throw refuse("its objective counts MNIST's 60,000 images");
  if (model.conditional && !model.findsClasses && readOwnId(own ?? "")?.classes === 0) throw refuse("it needs labels");
  const needed = Number(h["batch"]) * batchesPerStep(model, h);
  if (needed > trainImages) throw refuse(`a step needs ${needed} images, there are ${trainImages}`);
}

/** Adds the name of a chosen GPU. */
async function withName(choice: Promise<BackendReport>): Promise<BackendReport> {
  const report = await choice;
  const device = await gpuName(report.chosen);
  return device ? { ...report, device } : report;
}

export class Laboratory {
  readonly #options: LaboratoryOptions;
  readonly #judge: ReturnType<typeof judgeSource>;
  /** MNIST; fetched for the first run that needs it. */
  #mnist: Dataset | null = null;
  #compilerComes: (arrival: Promise<void>) => void = () => undefined;
  /** Resolves when the first backend's compiler has arrived: on a slow line images come after it. */
  readonly #compiler = new Promise<void>((resolve) => { this.#compilerComes = resolve; });
  /** The reader's own images that were received last. */
  #own: { readonly id: string; readonly dataset: Dataset } | null = null;
  #openRun: OpenRun | null = null;
  /** The run that is being ended: its device may be lost meanwhile. */
  #ending: OpenRun | null = null;
  /** Calls of `pause` so far. */
  readonly #pauses = new Newest();
  /** Null unless a GPU computes. */
  #checker: Checker | null = null;
  #watch: Watch = NOTHING_WATCHED;
  #position: Position | null = null;
  #snapshot: Snapshot | undefined;
  #avoid: readonly Backend[] = [];
  #threads = 1;
  /** Calls of `open` wait for each other; only the newest one matters. */
  #opening: Promise<unknown> = Promise.resolve();
  readonly #openings = new Newest();
  #replacing: Promise<void> | null = null;
  readonly #restarts = new Restarts();
  /** Backends started so far: losses reported by an earlier device are ignored. */
  #startCount = 0;
  /** The active backend, and a key of the settings it was chosen for. */
  #current: { readonly key: string; readonly report: BackendReport } | null = null;

  constructor(options: LaboratoryOptions) {
    this.#options = options;
    this.#judge = judgeSource(() => options.judgeBytes());
  }

  /** Throws "superseded" while nothing is open. */
  get experiment(): Experiment {
    if (!this.#openRun) throw new ElboError("superseded", "no experiment is open");
    return this.#openRun.experiment;
  }

  /**
   * Ends the open run and opens another one. Rejects with "superseded" when yet another one is opened meanwhile, with
   * "unknown-model", "own-data-missing" or "own-data-unsuitable", or with the last error if no backend starts.
   */
  open(options: OpenOptions) {
    const signal = this.#openings.begin();
    const opened = this.#opening.then(async () => {
      signal.throwIfAborted();
      const model = await modelOfRun(options.config);
      if (!model) throw new ElboError("unknown-model", `there is no model "${options.config.model}"`);
      if (options.own) this.#own = { id: options.own.id, dataset: openOwn(options.own) };
      const dataset = this.#datasetOf(options.config); // is fetched while a backend is chosen
      if (this.#own) options.tell({ kind: "data", progress: dataset.progress() });
      const past = this.#openRun && this.#openRun.run === options.fork ? this.#openRun.experiment.past : null;
      await this.#clear();
      await this.#replacing?.catch(() => undefined); // one backend is started at a time
      if (dataset.own) expectSuitable(model, options.config, dataset);
      const report = await this.#backendFor(model, options);
      signal.throwIfAborted();
      this.#snapshot = options.snapshot;
      this.#threads = options.threads ?? 1;
      this.#position = null;
      const experiment = this.#start(model, { ...options, keep: options.keep ?? null }, report, past);
      const parameters = parametersOf(experiment.trainer.specs).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
      return {
        backend: report.chosen, engine: experiment.engine, step: experiment.step, parameters, report, ...(dataset.classNames ? { classNames: dataset.classNames } : {}),
      };
    });
    this.#opening = opened.catch(() => undefined);
    return opened;
  }

  async train(until?: Step): Promise<TrainOutcome> {
    const { signal } = this.#openings;
    const { signal: unpaused } = this.#pauses;
    for (;;) {
      const { experiment } = this;
      try {
        return await experiment.train(until);
      } catch (error) {
        if (signal.aborted) return { step: experiment.step, reason: "superseded" };
        const loss = this.#backendLossOf(error);
        if (!loss) throw error;
        await this.#replaceOnce(experiment, loss);
        if (signal.aborted) return { step: experiment.step, reason: "superseded" };
        if (unpaused.aborted) return { step: this.experiment.step, reason: "paused" };
      }
    }
  }

  /** Fetches missing shards again. */
  retryData(): void {
    this.#mnist?.retry();
  }

  /** Loads scripts that may be needed later, so that they then need no network. Rejects if they cannot be loaded. */
  async fetchRest(): Promise<void> {
    await loadSlowStep();
  }

  async pause(): Promise<{ step: Step }> {
    this.#pauses.cancel();
    await this.experiment.pause();
    return { step: this.experiment.step };
  }

  /** A test image, [784] in [0,1], and its class; waits until it is loaded. Rejects with "bad-setting" if there is none. */
  async testImage(image: number): Promise<{ pixels: Float32Array; label: number }> {
    const { pixels, label } = await testImage(this.#datasetOf(this.#openRun?.config ?? { hyperparameters: {} }), image);
    return { pixels, label };
  }

  watch(watch: Watch): void {
    this.#watch = watch;
    this.#openRun?.experiment.watch(watch);
  }

  setPosition(position: Position): void {
    this.#position = position;
    this.#openRun?.experiment.setPosition(position);
  }

  frameDrawn(kind: Frame["kind"], buffer: ArrayBuffer): void {
    this.#openRun?.experiment.frameDrawn(kind, buffer);
  }

  /** The run's status, for the heartbeat. */
  pulse() {
    const experiment = this.#openRun?.experiment;
    const compiled = experiment?.engine.mode === "compiled" ? experiment.engine : { arenaBytes: 0, imageBytes: 0 };
    return {
      step: experiment?.step ?? toStep(0),
      training: experiment?.training ?? false,
      waitingForData: experiment?.waitingForData ?? false,
      dataFailed: experiment?.dataFailed ?? false,
      stepMs: experiment?.stepMs ?? null,
      memory: memoryInUse(compiled.arenaBytes + compiled.imageBytes, {
        dataBytes: this.#openRun ? loadedBytes(this.#datasetOf(this.#openRun.config)) : 0, historyBytes: experiment?.past.bytes ?? 0,
      }),
    };
  }

  /** Throws "own-data-missing" if the configuration names images that are not here. */
  #datasetOf(config: Pick<RunConfig, "hyperparameters" | "own">): Dataset {
    const { data, tell } = this.#options;
    const { hyperparameters } = config;
    const own = ownOf(config);
    if (own !== undefined) {
      if (!this.#own || !sameOwn(own, this.#own.id)) throw new ElboError("own-data-missing", own);
      return this.#own.dataset;
    }
    return datasetOf(hyperparameters, () => this.#mnist ??= openMnist({
      ...data,
      ...(lineIsSlow() && { begin: this.#compiler }),
      hasTime: () => this.#ready(),
      isTraining: () => this.#openRun?.experiment.training ?? false,
      onProgress: (progress) => {
        if (!this.#openRun || ownOf(this.#openRun.config) === undefined) tell({ kind: "data", progress });
        this.#openRun?.experiment.startIdleWork();
      },
      onError: (error) => tell({ kind: "failed", error: ElboError.of(error).toWire() }),
    }));
  }

  /** Resolves when no run is being opened and the open one is compiled: unpacking images would take the thread's time from that. */
  async #ready(): Promise<void> {
    await this.#opening;
    await this.#openRun?.experiment.ready;
  }

  #start(model: Model, { run, config, keep, tell }: Pick<OpenRun, "run" | "config" | "keep" | "tell">, report: BackendReport, past: Past | null): Experiment {
    const dataset = this.#datasetOf(config);
    const experiment = new Experiment({
      model, config, past, keep, dataset, watch: this.#watch, position: this.#position, judge: this.#judge, threads: this.#threads,
      ...(this.#snapshot ? { snapshot: this.#snapshot } : {}),
      ...this.#checkerFor(report.chosen),
      tell,
      fail: (error, id) => {
        const loss = this.#backendLossOf(error);
        if (loss) this.#handleLoss(experiment, loss);
        else tell(id ? { kind: "notMeasured", id, error: error.toWire() } : { kind: "failed", error: error.toWire() });
      },
    });
    this.#openRun = { run, model, config, keep, tell, report, experiment };
    return experiment;
  }

  /** Only GPUs are checked: WASM and plain JavaScript are the references. */
  #checkerFor(backend: Backend): { checker?: Checker } {
    if (isGpu(backend)) return { checker: this.#checker ??= this.#options.checker?.() ?? sameBackendChecker };
    this.#checker?.dispose();
    this.#checker = null;
    return {};
  }

  /**
   * The error as "backend-lost", or null if it is another one. The next call often notices a lost GPU before the browser reports
   * it, so any internal error on a GPU counts as a loss.
   */
  #backendLossOf(error: unknown): ElboError | null {
    const known = ElboError.of(error);
    if (known.code === "backend-lost") return known;
    return isGpu(this.#openRun?.report.chosen) && known.code === "internal" ? new ElboError("backend-lost", known.message, { cause: known }) : null;
  }

  /** Replaces the backend at once, unless the run is training: then `train` does. The page learns of it from the report. */
  #handleLoss(experiment: Experiment, error: ElboError): void {
    experiment.failWith(error);
    if (!experiment.training) {
      void this.#replaceOnce(experiment, error).catch((caught: unknown) => this.#openRun?.tell({ kind: "failed", error: ElboError.of(caught).toWire() }));
    }
  }

  #backendFailed(backend: Backend, error: ElboError): void {
    if (this.#ending?.report.chosen === backend) {
      this.#current = null; // the next run starts this backend again
      this.#ending.experiment.failWith(error); // nothing waits for the device any more
    }
    if (this.#openRun?.report.chosen === backend) this.#handleLoss(this.#openRun.experiment, error);
  }

  /** Moves the open run to another device or backend, from its last snapshot or its start; once for each loss. */
  #replaceOnce(lost: Experiment, error: ElboError): Promise<void> {
    this.#replacing ??= this.#replace(lost, error).finally(() => { this.#replacing = null; });
    return this.#replacing;
  }

  async #replace(lost: Experiment, error: ElboError): Promise<void> {
    const openRun = this.#openRun;
    if (openRun?.experiment !== lost) return;
    const { run, model, config, keep, tell } = openRun;
    this.#current = null;
    this.#snapshot = (error instanceof Unreliable ? lost.lastCheckedSnapshot : null) ?? lost.lastReportedSnapshot ?? this.#snapshot;
    const { chosen } = openRun.report;
    void lost.dispose().catch(() => undefined);
    const report = await withName(backendAfterLoss(chosen, { wish: config.backend, avoid: this.#avoid }, error, this.#candidates(config, tell), this.#restarts));
    if (error instanceof Unreliable) stopBackend(chosen);
    if (this.#openRun !== openRun) return;
    const { device } = openRun.report;
    const named = device ? { ...report, trials: report.trials.map((trial) => (trial.backend === chosen ? { ...trial, device } : trial)) } : report;
    tell({ kind: "wentBack", step: this.#snapshot?.step ?? toStep(0) });
    if (this.#snapshot) tell({ kind: "snapshot", snapshot: this.#snapshot });
    this.#start(model, { run, config: lost.trainer.config, keep, tell }, named, error instanceof Unreliable ? null : lost.past);
    tell({ kind: "device", report: named });
  }

  async #clear(): Promise<void> {
    this.#ending = this.#openRun;
    this.#openRun = null;
    try {
      await this.#ending?.experiment.dispose();
    } finally {
      this.#ending = null;
    }
  }

  async #backendFor(model: Model, { config, remembered, avoid = [], tell }: OpenOptions): Promise<BackendReport> {
    this.#avoid = avoid;
    // tfjs keeps freed GPU buffers of each size until the backend is stopped, so other shapes need a fresh start.
    const key = JSON.stringify([config.model, fixedValues(model.hyperparameters, config.hyperparameters), config.backend, config.engine, avoid]);
    const known = this.#current?.key === key ? this.#current.report : null;
    if (known && (!remembered || remembered === known.chosen)) return known;
    const before = this.#current?.report.chosen;
    this.#current = null;
    const report = await withName(chooseBackend({ wish: config.backend, remembered, avoid }, this.#candidates(config, tell)));
    if (before && before !== report.chosen) stopBackend(before);
    this.#current = { key, report };
    return report;
  }

  #candidates(config: RunConfig, tell: EmitEvent): Candidates {
    const { wasmPaths } = this.#options;
    return {
      emulated: wouldBeEmulated,
      start: (backend) => {
        const start = ++this.#startCount;
        this.#compilerComes(preloadCompiler(backend));
        return startBackend(backend, {
          wasmPaths, softwareWebgl: config.backend === "webgl",
          onLost: (detail, why) => {
            if (why === "full") (this.#openRun?.tell ?? tell)({ kind: "failed", error: new ElboError("worker-lost", detail).toWire() });
            else if (start === this.#startCount) this.#backendFailed(backend, why === "gone" ? new ElboError("backend-lost", detail) : new Unreliable(detail));
          },
        });
      },
      onTry: (backend) => tell({ kind: "probing", backend }),
    };
  }
}
