/**
 * One run, alive: trains, reports its losses, keeps the wished-for pictures up to date, answers questions. It
 * owns the trainer and decides what happens between two steps; how a step computes is not its business, nor is
 * which backend it runs on.
 */
import { ElboError } from "../core/errors";
import type { Completed, Completing, CompletionRequest } from "../core/completion";
import type { HyperparameterValues } from "../core/hyperparameters";
import { millis, type Millis, type Step } from "../core/ids";
import type { Measured, MeasurementId, SettingsOf } from "../core/measurements";
import { lossColumns, type Model } from "../core/model";
import type { Components, EncodeWish, Frame, Given, Watch } from "../core/pictures";
import type { EngineReport, HeldOut, TrainOutcome } from "../core/reports";
import type { RunConfig } from "../core/runConfig";
import type { Snapshot } from "../core/snapshot";
import type { Dataset } from "../data/dataset";
import type { Judge } from "../metrics/judge/judge";
import { SHARD_IMAGES } from "../data/manifest";
import { Completions } from "./completion";
import { GoodStates } from "./goodStates";
import { LossLedger } from "./lossLedger";
import { DeviceWatch } from "./deviceWatch";
import { Credits, pictureJobs, type PictureSource } from "./pictureJobs";
import { decodeImages } from "./pictures";
import { componentsNow, encodeNow } from "./encode";
import { measure, type MeasureOptions } from "./measurements";
import { epochJobs } from "./measurements/schedule";
import { MEASUREMENTS_BESIDE, PICTURES, SideWork, type SideGroup, type SideJob } from "./sideWork";
import { heldOutJob, measureNow } from "./heldOutJob";
import { testImage, testImagesHere, testReader } from "./testImages";
import { nextTask, sleep } from "./tasks";
import { OneAtATime } from "./oneAtATime";
import { CompiledStepFailed, createTrainer, type Trainer } from "./trainer";

export interface ExperimentEvents {
  losses(firstStep: Step, values: Float32Array, msPerStep: Millis): void;
  frame(frame: Frame): void;
  heldOut(heldOut: HeldOut): void;
  /** Measured unasked, after an epoch. */
  measured(measured: Measured): void;
  /** It could not be measured, and is not tried again in this run. */
  notMeasured(id: MeasurementId, error: ElboError): void;
  snapshot(snapshot: Snapshot): void;
  /** How steps are computed from now on. */
  engine(report: EngineReport): void;
  /** The run cannot go on by itself. */
  failed(error: ElboError): void;
}

export interface ExperimentOptions {
  readonly model: Model;
  readonly config: RunConfig;
  readonly dataset: Dataset;
  /** Rejects with "judge-damaged" or "data-unreachable". */
  judge(): Promise<Judge>;
  readonly snapshot?: Snapshot;
  readonly watch: Watch;
  readonly events: ExperimentEvents;
  /** The time that measurements may take unasked while it trains; for the bench, which compares. */
  readonly measurementsBeside?: Omit<SideGroup, "jobs">;
}

/** Milliseconds between two deliveries of losses. */
const DELIVERY = 100;
/** Batches of losses that may be under way before training waits for the device. */
const READS_AHEAD = 2;
/** Milliseconds of steps back to back; then messages and pictures have their turn. */
const TURN = 4;
/** A step longer than this waits while somebody drags, so that the picture keeps up with the hand. */
const SLOW_STEP = 40;
/** How long after the last drag a slow step waits, and other pictures do. */
const DRAG_PAUSE = 120;
const SNAPSHOT_EVERY = 10_000;

export class Experiment {
  readonly trainer: Trainer;
  readonly #options: ExperimentOptions;
  readonly #credits = new Credits();
  readonly #side: SideWork;
  readonly #completions: Completions;
  readonly #ledger: LossLedger;
  readonly #good: GoodStates;
  readonly #measuring = new OneAtATime();
  readonly #device = new DeviceWatch();
  readonly #compiled: Promise<void>;
  #engine: EngineReport = { mode: "compiling" };
  #watch: Watch;
  #until: Step | undefined;
  #loop: Promise<TrainOutcome> | null = null;
  #stop: TrainOutcome["reason"] | null = null;
  #wake: () => void = () => undefined;
  #msPerStep = 0;
  /** Steps in a delivery of losses. */
  #goal = 1;
  #waitingForData = false;
  #draggedAt = -Infinity;
  #idling = false;
  #ended = false;

  constructor(options: ExperimentOptions) {
    const { model, config, dataset, snapshot, watch } = options;
    this.#options = options;
    this.#watch = watch;
    this.trainer = createTrainer(model, config, dataset, snapshot);
    this.#completions = new Completions(this.trainer, config.seed);
    this.#good = new GoodStates(this.trainer);
    this.#ledger = new LossLedger(this.trainer, lossColumns(model).length);
    this.#side = new SideWork(this.#groups());
    this.#compiled = this.#compile();
    this.kick();
  }

  get training(): boolean { return this.#loop !== null; }
  get waitingForData(): boolean { return this.#waitingForData; }
  get step(): Step { return this.trainer.step; }
  get engine(): EngineReport { return this.#engine; }

  /** Milliseconds taken from training, so far. */
  get beside() {
    const [pictures = 0, measurements = 0] = this.#side.spent;
    return { pictures, measurements };
  }

  /** Trains until paused, or until `until` steps are done in all. A second call only moves the goal. */
  train(until?: Step): Promise<TrainOutcome> {
    this.#until = until;
    this.#loop ??= this.#run().finally(() => {
      this.#loop = null;
      this.kick();
    });
    return this.#loop;
  }

  async pause(reason: TrainOutcome["reason"] = "paused"): Promise<void> {
    this.#stop = reason;
    this.#wake();
    await this.#loop?.catch(() => undefined);
  }

  adjust(hyperparameters: HyperparameterValues): void {
    this.trainer.adjust(hyperparameters);
  }

  watch(watch: Watch): void {
    this.#watch = watch;
    this.kick();
  }

  drawn(kind: Frame["kind"], buffer: ArrayBuffer): void {
    this.#credits.giveBack(kind, buffer);
    this.kick();
  }

  /**
   * z: [d] → [784] in [0,1]. `dragging`: a hand is waiting for it. `given`: what a completing model completes. Throws
   * bad-latent.
   */
  async decode(z: Float32Array, k: number, dragging: boolean, given: Given = 0): Promise<{ pixels: Float32Array; step: Step }> {
    const latent = Number(this.trainer.h["latent"]);
    if (z.length !== latent || !z.every(Number.isFinite)) {
      throw new ElboError("bad-latent", `z should be ${latent} finite numbers, not ${z.length}`);
    }
    if (dragging) this.#draggedAt = performance.now();
    const image = this.trainer.model.visible && (await this.#device.unlessLost(this.#given(given)));
    const { step } = this.trainer;
    return { pixels: (await this.#device.unlessLost(decodeImages(this.trainer, z, [k], image))).slice(), step };
  }

  /** As `encodeNow` in `encode`. */
  encode(wish: EncodeWish): Promise<{ codes: Float32Array; step: Step }> {
    return this.#device.unlessLost(encodeNow(this.trainer, this.#options.dataset, wish));
  }

  components(): Promise<Components> {
    return this.#device.unlessLost(componentsNow(this.trainer, this.#options.dataset));
  }

  /** The held-out measurement of the present weights; training goes on meanwhile. */
  async evaluate(): Promise<HeldOut> {
    const { dataset } = this.#options;
    const waiting = testImagesHere(dataset) < dataset.testImages;
    if (waiting) await this.#device.unlessLost(Promise.all([dataset.whenTest(0), dataset.whenTest(1)]));
    return this.#device.unlessLost(measureNow(this.trainer, dataset));
  }

  /**
   * A measurement of the present weights; training goes on meanwhile. One at a time: a second one ends the first with
   * "superseded". Rejects as `measure` in `measurements` does.
   */
  async measure<I extends MeasurementId>(
    id: I, wish: Partial<SettingsOf<I>>, options: Pick<MeasureOptions, "onProgress"> = {},
  ): Promise<Extract<Measured, { id: I }>> {
    const { step } = this.trainer;
    const { dataset, judge } = this.#options;
    const work = this.#measuring.start((signal) =>
      measure(id, wish, { ...options, still: this.trainer, dataset, judge, signal }));
    return { id, step, result: await this.#device.unlessLost(work) } as Extract<Measured, { id: I }>;
  }

  /** The measurement under way rejects with "superseded". */
  endMeasure(): void {
    this.#measuring.end();
  }

  /** As `Completions.complete`; training goes on meanwhile. */
  complete(request: CompletionRequest, onProgress?: (now: Completing) => void): Promise<Completed> {
    return this.#device.unlessLost(this.#completions.complete(request, onProgress));
  }

  endComplete(): void {
    this.#completions.end();
  }

  snapshot(): Promise<Snapshot> {
    return this.#device.unlessLost(this.trainer.snapshot());
  }

  /** The device is gone: everything that waits for it ends with this error, and nothing new begins. */
  lose(error: ElboError): void {
    this.#ended = true;
    this.#device.lose(error);
    this.#wake();
  }

  /** Something may be due: does side work while nothing trains. */
  kick(): void {
    if (this.#idling || this.training || this.#ended) return;
    this.#idling = true;
    void (async () => {
      try {
        while (!this.training && !this.#ended && (await this.#device.unlessLost(this.#side.slice(false))) !== null) await nextTask();
      } catch (error) {
        this.#fail(error);
      } finally {
        this.#idling = false;
      }
    })();
  }

  async dispose(): Promise<void> {
    this.#ended = true;
    await this.pause("superseded");
    await this.#device.unlessLost(this.#measuring.dispose()).catch(() => undefined);
    await this.#device.unlessLost(this.#completions.dispose()).catch(() => undefined);
    await this.#side.dispose().catch(() => undefined);
    this.#good.dispose();
    this.trainer.dispose();
    await this.#device.unlessLost(this.#compiled).catch(() => undefined);
  }

  async #run(): Promise<TrainOutcome> {
    this.#stop = null;
    try {
      const reason = await this.#device.unlessLost(this.#steps());
      this.#ledger.sendFor(this.step);
      while (this.#ledger.underWay > 0) await this.#device.unlessLost(this.#deliver());
      if (this.#stop === "not-finite") return this.#backToGood();
      this.#good.settle();
      return { step: this.step, reason };
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  async #steps(): Promise<TrainOutcome["reason"]> {
    let sentAt = performance.now();
    let aside = 0;
    for (;;) {
      if (this.#stop) return this.#stop;
      if (this.#reached) return "reached";
      if (this.#engine.mode === "compiling") {
        // Where the first compiled step is must not depend on the clock: the same run gives the same numbers again.
        await this.#waitFor(this.#compiled);
        sentAt = performance.now();
        continue;
      }
      const missing = this.#missingShard();
      if (missing !== undefined) {
        await this.#waitForData(missing);
        sentAt = performance.now();
        continue;
      }
      const dragging = performance.now() - this.#draggedAt < DRAG_PAUSE;
      if (dragging && this.#msPerStep > SLOW_STEP) {
        sentAt += await timed(() => sleep(4));
        continue;
      }
      if (!(await this.#advance())) continue;
      if (this.#ledger.waiting >= this.#goal || performance.now() - sentAt - aside > 2 * DELIVERY) {
        const steps = this.#ledger.waiting;
        this.#ledger.sendFor(this.step);
        this.#good.hold();
        while (this.#ledger.underWay > READS_AHEAD) await this.#deliver();
        const elapsed = performance.now() - sentAt;
        this.#msPerStep = (elapsed - aside) / steps;
        // A GPU makes steps while pictures wait for it: how far it is behind, all of the time tells, not that of steps alone.
        this.#goal = Math.max(1, Math.min(2 * steps, Math.round((steps * DELIVERY) / elapsed)));
        sentAt = performance.now();
        aside = 0;
        if (this.#msPerStep > DELIVERY) while (this.#ledger.underWay > 0) await this.#deliver();
      }
      if (!dragging) aside += (await this.#side.slice(true)) ?? 0;
      await nextTask();
    }
  }

  async #deliver(): Promise<void> {
    const batch = await this.#ledger.take();
    if (!batch || this.#stop === "not-finite") return;
    const { firstStep, values } = batch;
    if (values.length > 0) this.#options.events.losses(firstStep, values, millis(this.#msPerStep));
    if (batch.notFiniteAt !== null) this.#stop = "not-finite";
    else this.#good.vouchFor(firstStep);
  }

  #backToGood(): TrainOutcome {
    this.#good.goBack();
    const error = new ElboError("loss-not-finite", `a loss was not finite; back at step ${this.step}`);
    this.#options.events.failed(error);
    return { step: this.step, reason: "not-finite" };
  }

  #missingShard(): number | undefined {
    return this.trainer.shardsNeeded.find((shard) => !this.#options.dataset.trainReady(shard * SHARD_IMAGES));
  }

  async #waitForData(shard: number): Promise<void> {
    this.#waitingForData = true;
    this.#ledger.sendFor(this.step);
    while (this.#ledger.underWay > 0) await this.#deliver();
    await this.#waitFor(this.#options.dataset.whenTrain(shard));
    this.#waitingForData = false;
  }

  /** Does side work meanwhile. Ends early when training is to end. */
  async #waitFor(work: Promise<unknown>): Promise<void> {
    let done = false;
    const woken = new Promise<void>((resolve) => { this.#wake = resolve; });
    const end = work.then(() => { done = true; });
    while (!done && !this.#stop) {
      const idle = (await this.#side.slice(false)) === null;
      await (idle ? Promise.race([end, woken, sleep(DELIVERY)]) : nextTask());
    }
  }

  async #compile(): Promise<void> {
    await nextTask(); // whoever opened it hears first that it is open
    this.#tellEngine(await this.trainer.compile());
  }

  #tellEngine(report: EngineReport): void {
    this.#engine = report;
    if (!this.#ended) this.#options.events.engine(report);
  }

  get #reached(): boolean {
    return this.#until !== undefined && this.step >= this.#until;
  }

  /**
   * Short steps back to back, or a long one alone. Nothing is awaited in between: a GPU gets them together. False where a
   * compiled one broke off: the run is back at its last good state then, and goes on eagerly.
   */
  async #advance(): Promise<boolean> {
    const most = Math.max(1, Math.floor((this.#goal * TURN) / DELIVERY));
    try {
      for (let made = 0; made < most && !this.#reached && this.#missingShard() === undefined; made++) {
        this.trainer.advance();
        this.#ledger.count();
      }
      return true;
    } catch (error) {
      if (!(error instanceof CompiledStepFailed)) throw error;
      this.#ledger.sendFor(this.step);
      while (this.#ledger.underWay > 0) await this.#deliver();
      this.#good.goBack();
      this.#tellEngine({ mode: "eager", reason: "step-failed", detail: error.message });
      return false;
    }
  }

  #groups(): readonly SideGroup[] {
    const { config, dataset, judge, events, measurementsBeside = MEASUREMENTS_BESIDE } = this.#options;
    const { trainer } = this;
    const source: PictureSource = {
      watch: () => this.#watch,
      still: trainer,
      seed: config.seed,
      testImages: () => testImagesHere(dataset),
      ...testReader(dataset),
      send: (frame) => events.frame(frame),
    };
    const snapshots: SideJob = {
      name: "snapshot",
      every: SNAPSHOT_EVERY,
      due: () => this.training && this.step > 0,
      async *run() { events.snapshot(await trainer.snapshot()); },
    };
    const measurements = [
      ...epochJobs({
        trainer, dataset, judge,
        measured: (one) => events.measured(one),
        failed: (id, error) => events.notMeasured(id, error),
        wake: () => this.kick(),
      }),
      heldOutJob(trainer, dataset, (heldOut) => events.heldOut(heldOut)),
    ];
    return [
      { jobs: [...pictureJobs(source, this.#credits), snapshots], ...PICTURES },
      { jobs: measurements, ...measurementsBeside },
    ];
  }

  async #given(given: Given): Promise<Float32Array> {
    return typeof given === "number" ? (await testImage(this.#options.dataset, given)).pixels : given;
  }

  #fail(error: unknown): void {
    if (!this.#ended) this.#options.events.failed(ElboError.of(error));
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
