/**
 * Holds the one experiment that is open and the backend it runs on. Opens experiments, picks their backend, and
 * carries a run over to the next backend when its own fails.
 */
import { ElboError } from "../../core/errors";
import type { EmitEvent } from "../../core/events";
import { fixedValues } from "../../core/hyperparameters";
import { step as toStep, type RunId, type Step } from "../../core/ids";
import { batchesPerStep, type Model } from "../../core/model";
import type { OwnImages } from "../../core/ownData";
import { readOwnId, sameOwn } from "../../core/ownId";
import { NOTHING_WATCHED, type Frame, type Position, type Watch } from "../../core/pictures";
import type { BackendReport, TrainOutcome } from "../../core/reports";
import { Restarts } from "../../core/restarts";
import { isGpu, type Backend, type RunConfig } from "../../core/runConfig";
import type { Snapshot } from "../../core/snapshot";
import type { Dataset } from "../../data/dataset";
import { openMnist, type MnistOptions } from "../../data/mnist/dataset";
import { datasetOf } from "../../data/open";
import { openOwn } from "../../data/own/dataset";
import { ownOf } from "../../data/registry";
import { findModel } from "../../models/registry";
import { afterLoss, chooseBackend, type Candidates } from "../device/backends/choose";
import { memoryInUse } from "../device/backends/memory";
import { startBackend, stopBackend, wouldBeEmulated } from "../device/backends/start";
import { Unreliable } from "../device/backends/unreliable";
import { eagerHere, type Checker } from "../check/compareWithEager";
import { judgeSource } from "../measurements";
import { Experiment } from "./experiment";
import type { ExperimentOptions } from "./options";
import { testImage } from "../pictures/testImages";
import { fetchSlowStep } from "../slowMotion/slowMotionJob";
import { parametersOf } from "../step/weights";

export interface LaboratoryOptions {
  /** Where the shards are, and how to fetch one where there is no server. */
  readonly data: Pick<MnistOptions, "baseUrl" | "fetchShard">;
  readonly wasmPaths: Readonly<Record<string, string>>;
  /** The content of judge.bin. */
  judgeBytes(): Promise<Uint8Array>;
  /** Computes steps of a GPU again, in a thread of its own. */
  checker?(): Checker;
  /** What concerns no run in particular: how the data come, and each attempt at a shard that failed. */
  readonly tell: EmitEvent;
}

export interface OpenOptions {
  readonly run: RunId;
  readonly config: RunConfig;
  readonly snapshot?: Snapshot;
  /** Where it is the run that stands, the new one has its past, up to the snapshot. */
  readonly fork?: RunId;
  /** As in `ExperimentOptions`. */
  readonly keep?: Step;
  readonly remembered?: Backend;
  readonly avoid?: readonly Backend[];
  /** For steps of WASM; 1 where absent. */
  readonly threads?: number;
  /** The images that the configuration names, unless they are here from a run before. */
  readonly own?: OwnImages;
  readonly tell: EmitEvent;
}

interface Bench {
  readonly run: RunId;
  readonly model: Model;
  readonly config: RunConfig;
  readonly tell: EmitEvent;
  readonly report: BackendReport;
  readonly experiment: Experiment;
}

/** Throws "own-data-unsuitable". */
function expectSuitable(model: Model, { own, hyperparameters: h }: RunConfig, { trainImages }: Dataset): void {
  const refuse = (why: string) => new ElboError("own-data-unsuitable", `${model.id}: ${why}`);
  if (model.labelled) throw refuse("its objective counts MNIST's 60,000 images");
  if (model.conditional && !model.findsClasses && readOwnId(own ?? "")?.classes === 0) throw refuse("it needs labels");
  const needed = Number(h["batch"]) * batchesPerStep(model, h);
  if (needed > trainImages) throw refuse(`a step needs ${needed} images, there are ${trainImages}`);
}

export class Laboratory {
  readonly #options: LaboratoryOptions;
  readonly #judge: ReturnType<typeof judgeSource>;
  /** MNIST, fetched once a run is trained on it. */
  #mnist: Dataset | null = null;
  /** The reader's images that came last. */
  #own: { readonly id: string; readonly dataset: Dataset } | null = null;
  #bench: Bench | null = null;
  /** While a GPU computes. */
  #checker: Checker | null = null;
  #watch: Watch = NOTHING_WATCHED;
  #position: Position | null = null;
  #snapshot: Snapshot | undefined;
  #avoid: readonly Backend[] = [];
  #threads = 1;
  /** Openings wait for each other; only the newest one matters. */
  #opening: Promise<unknown> = Promise.resolve();
  #openings = 0;
  #carrying: Promise<void> | null = null;
  readonly #restarts = new Restarts();
  /** Backends started so far: what a device says once another is asked for does not matter. */
  #starts = 0;
  /** The backend at hand, and what it was chosen for. */
  #chosen: { readonly key: string; readonly report: BackendReport } | null = null;

  constructor(options: LaboratoryOptions) {
    this.#options = options;
    this.#judge = judgeSource(() => options.judgeBytes());
  }

  /** Throws while nothing is open. */
  get experiment(): Experiment {
    if (!this.#bench) throw new ElboError("superseded", "no experiment is open");
    return this.#bench.experiment;
  }

  /** Ends whatever runs. Rejects with "superseded" when another one is opened meanwhile. */
  open(options: OpenOptions) {
    const ticket = ++this.#openings;
    const stillWanted = () => {
      if (ticket !== this.#openings) throw new ElboError("superseded", "another experiment was opened");
    };
    const opened = this.#opening.then(async () => {
      stillWanted();
      const model = findModel(options.config.model);
      if (!model) throw new ElboError("unknown-model", `there is no model "${options.config.model}"`);
      if (options.own) this.#own = { id: options.own.id, dataset: openOwn(options.own) };
      const dataset = this.#datasetOf(options.config); // arrives while a backend is chosen
      if (this.#own) options.tell({ kind: "data", progress: dataset.progress() });
      const past = this.#bench && this.#bench.run === options.fork ? this.#bench.experiment.past : null;
      await this.#clear();
      if (dataset.own) expectSuitable(model, options.config, dataset);
      const report = await this.#backendFor(model, options);
      stillWanted();
      this.#snapshot = options.snapshot;
      this.#threads = options.threads ?? 1;
      this.#position = null;
      const experiment = this.#start(model, options, report, { past, keep: options.keep ?? null });
      const parameters = parametersOf(experiment.trainer.specs).reduce(
        (sum, { shape }) => sum + shape.reduce((product, n) => product * n, 1), 0,
      );
      return { backend: report.chosen, engine: experiment.engine, step: experiment.step, parameters, report };
    });
    this.#opening = opened.catch(() => undefined);
    return opened;
  }

  async train(until?: Step): Promise<TrainOutcome> {
    const openings = this.#openings;
    for (;;) {
      const { experiment } = this;
      try {
        return await experiment.train(until);
      } catch (error) {
        if (openings !== this.#openings) return { step: experiment.step, reason: "superseded" };
        const loss = this.#lossOf(error);
        if (!loss) throw error;
        await this.#carryOn(experiment, loss);
      }
    }
  }

  /** Fetches again what is missing of the data. */
  retryData(): void {
    this.#mnist?.retry();
  }

  /** Scripts that a reader may ask for later: from then on they need no network. Rejects where they do not come. */
  async fetchRest(): Promise<void> {
    await fetchSlowStep();
  }

  async pause(): Promise<{ step: Step }> {
    await this.experiment.pause();
    return { step: this.experiment.step };
  }

  /** Waits for it where it is on its way. Rejects with "bad-setting". */
  async testImage(image: number): Promise<{ pixels: Float32Array; label: number }> {
    const { pixels, label } = await testImage(this.#datasetOf(this.#bench?.config ?? { hyperparameters: {} }), image);
    return { pixels, label };
  }

  watch(watch: Watch): void {
    this.#watch = watch;
    this.#bench?.experiment.watch(watch);
  }

  moveTo(position: Position): void {
    this.#position = position;
    this.#bench?.experiment.moveTo(position);
  }

  drawn(kind: Frame["kind"], buffer: ArrayBuffer): void {
    this.#bench?.experiment.drawn(kind, buffer);
  }

  /** How the run is doing, for the heartbeat. */
  pulse() {
    const experiment = this.#bench?.experiment;
    const compiled = experiment?.engine.mode === "compiled" ? experiment.engine : { arenaBytes: 0, imageBytes: 0 };
    return {
      step: experiment?.step ?? toStep(0),
      training: experiment?.training ?? false,
      waitingForData: experiment?.waitingForData ?? false,
      memory: memoryInUse(compiled.arenaBytes + compiled.imageBytes),
    };
  }

  /** Throws "own-data-missing". */
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
      onProgress: (progress) => {
        if (!this.#bench || ownOf(this.#bench.config) === undefined) tell({ kind: "data", progress });
        this.#bench?.experiment.kick();
      },
      onError: (error) => tell({ kind: "failed", error: ElboError.of(error).toWire() }),
    }));
  }

  #start(model: Model, { run, config, tell }: Pick<Bench, "run" | "config" | "tell">, report: BackendReport, kept: Pick<ExperimentOptions, "past" | "keep"> = {}): Experiment {
    const dataset = this.#datasetOf(config);
    const experiment = new Experiment({
      model, config, ...kept, dataset, watch: this.#watch, position: this.#position, judge: this.#judge, threads: this.#threads,
      ...(this.#snapshot ? { snapshot: this.#snapshot } : {}),
      ...this.#checkerFor(report.chosen),
      tell,
      fail: (error, id) => {
        const loss = this.#lossOf(error);
        if (loss) this.#lost(experiment, loss);
        else tell(id ? { kind: "notMeasured", id, error: error.toWire() } : { kind: "failed", error: error.toWire() });
      },
    });
    this.#bench = { run, model, config, tell, report, experiment };
    return experiment;
  }

  /** WASM and plain JavaScript are what GPUs are compared with. */
  #checkerFor(backend: Backend): { checker?: Checker } {
    if (isGpu(backend)) return { checker: this.#checker ??= this.#options.checker?.() ?? eagerHere };
    this.#checker?.dispose();
    this.#checker = null;
    return {};
  }

  /**
   * The error as a loss of the backend, if that is what it is. A GPU that goes away is noticed by whichever call comes
   * next, often before the browser says so: whatever tfjs throws there counts as a loss.
   */
  #lossOf(error: unknown): ElboError | null {
    const known = ElboError.of(error);
    if (known.code === "backend-lost") return known;
    return isGpu(this.#bench?.report.chosen) && known.code === "internal" ? new ElboError("backend-lost", known.message, { cause: known }) : null;
  }

  /** A run that trains is carried on by `train`, one that does not at once. The page hears of it by the report. */
  #lost(experiment: Experiment, error: ElboError): void {
    experiment.lose(error);
    if (!experiment.training) {
      void this.#carryOn(experiment, error).catch((caught: unknown) => this.#bench?.tell({ kind: "failed", error: ElboError.of(caught).toWire() }));
    }
  }

  #backendFailed(backend: Backend, error: ElboError): void {
    if (this.#bench?.report.chosen === backend) this.#lost(this.#bench.experiment, error);
  }

  /** Moves the open experiment to another device or the next backend, from its last snapshot or from the start; once for each loss. */
  #carryOn(lost: Experiment, error: ElboError): Promise<void> {
    this.#carrying ??= this.#replace(lost, error).finally(() => { this.#carrying = null; });
    return this.#carrying;
  }

  async #replace(lost: Experiment, error: ElboError): Promise<void> {
    const bench = this.#bench;
    if (bench?.experiment !== lost) return;
    const { run, model, config, tell } = bench;
    this.#chosen = null;
    this.#snapshot = (error instanceof Unreliable ? lost.checked : null) ?? lost.told ?? this.#snapshot;
    const { chosen } = bench.report;
    void lost.dispose().catch(() => undefined);
    const report = await afterLoss(chosen, { wish: config.backend, avoid: this.#avoid }, error, this.#candidates(config, tell), this.#restarts);
    if (error instanceof Unreliable) stopBackend(chosen);
    if (this.#bench !== bench) return;
    tell({ kind: "wentBack", step: this.#snapshot?.step ?? toStep(0) });
    if (this.#snapshot) tell({ kind: "snapshot", snapshot: this.#snapshot });
    this.#start(model, { run, config: lost.trainer.config, tell }, report);
    tell({ kind: "device", report });
  }

  async #clear(): Promise<void> {
    const bench = this.#bench;
    this.#bench = null;
    await bench?.experiment.dispose();
  }

  async #backendFor(model: Model, { config, remembered, avoid = [], tell }: OpenOptions): Promise<BackendReport> {
    this.#avoid = avoid;
    // Freed GPU buffers are kept for each exact size until the backend goes, so other shapes start it anew.
    const key = JSON.stringify([config.model, fixedValues(model.hyperparameters, config.hyperparameters), config.backend, config.engine, avoid]);
    const known = this.#chosen?.key === key ? this.#chosen.report : null;
    if (known && (!remembered || remembered === known.chosen)) return known;
    const before = this.#chosen?.report.chosen;
    this.#chosen = null;
    const report = await chooseBackend({ wish: config.backend, remembered, avoid }, this.#candidates(config, tell));
    if (before && before !== report.chosen) stopBackend(before);
    this.#chosen = { key, report };
    return report;
  }

  #candidates(config: RunConfig, tell: EmitEvent): Candidates {
    const { wasmPaths } = this.#options;
    return {
      emulated: wouldBeEmulated,
      start: (backend) => {
        const start = ++this.#starts;
        return startBackend(backend, {
          wasmPaths, softwareWebgl: config.backend === "webgl",
          onLost: (detail, why) => {
            if (why === "full") (this.#bench?.tell ?? tell)({ kind: "failed", error: new ElboError("worker-lost", detail).toWire() });
            else if (start === this.#starts) this.#backendFailed(backend, why === "gone" ? new ElboError("backend-lost", detail) : new Unreliable(detail));
          },
        });
      },
      onTry: (backend) => tell({ kind: "probing", backend }),
    };
  }
}
