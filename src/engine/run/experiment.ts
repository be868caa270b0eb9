/**
 * One run, alive: trains, reports its losses, keeps the wished-for pictures up to date, answers questions. It owns the
 * trainer; when it makes a step is the loop's business, how a step computes the trainer's.
 */
import { ElboError } from "../../core/errors";
import type { CompletionResult, CompletionRequest } from "../../core/completion";
import type { HyperparameterValues } from "../../core/hyperparameters";
import { step as toStep, type Millis, type Step } from "../../core/ids";
import type { Measured, MeasurementId, SettingsOf } from "../../measurements/registry";
import { lossColumns } from "../../core/model";
import type { SavedHistory } from "../../core/past";
import type { Components, EncodeRequest, Frame, Given, Influence, Position, Watch } from "../../core/pictures";
import type { EngineReport, HeldOut, TrainOutcome } from "../../core/reports";
import type { Snapshot } from "../../core/snapshot";
import type { Checker } from "../check/compareWithEager";
import { SelfCheck, type Refutation } from "../check/selfCheck";
import { Completions } from "../completion";
import { DeviceLoss } from "../device/deviceLoss";
import { followJob } from "../follow/followJob";
import { pictureJobs } from "../pictures/pictureJobs";
import { Credits, type PictureSource } from "../pictures/pictureSource";
import { decodeImages, type Originals } from "../pictures/pictures";
import { PositionPicture } from "../pictures/positionPicture";
import { sourceOfRun } from "../pictures/sourceOfRun";
import { componentsNow, encodeNow } from "../pictures/encode";
import { influenceNow } from "../pictures/influence";
import { measure } from "../measurements";
import { SideWork, type SideGroup } from "../scheduling/sideWork";
import { slowMotionJob } from "../slowMotion/slowMotionJob";
import { isHeldOutStep, measureNow } from "../measurements/heldOutJob";
import { endsEpoch, Milestones } from "../measurements/milestones";
import { Past } from "./past";
import { regain } from "./regain";
import type { ExperimentOptions } from "./options";
import { Rewind } from "./rewind";
import { sideGroups } from "./sideGroups";
import { ToldSnapshots } from "./toldSnapshots";
import { testImage, testImagesHere } from "../pictures/testImages";
import { nextTask } from "../scheduling/tasks";
import { OneAtATime } from "../scheduling/oneAtATime";
import { StateLost, type ThreadCount } from "../trainer/stepper/executable";
import { CompiledFunctions } from "../trainer/functions";
import { createTrainer, type CompiledStepFailed, type Trainer } from "../trainer/trainer";
import { TrainingLoop } from "./trainingLoop";

export class Experiment {
  readonly trainer: Trainer;
  readonly #options: ExperimentOptions;
  readonly #credits = new Credits();
  readonly #side: SideWork;
  readonly #completions: Completions;
  readonly #rewind: Rewind;
  readonly #ends: Milestones;
  readonly #heldOutSteps: Milestones;
  readonly #check: SelfCheck | null;
  readonly #snapshots: ToldSnapshots;
  readonly #loop: TrainingLoop;
  readonly #measuring = new OneAtATime();
  readonly #regaining = new OneAtATime();
  readonly #device = new DeviceLoss();
  readonly #compiled: Promise<void>;
  #engine: EngineReport = { mode: "compiling" };
  /** What pictures compute with as soon as steps are compiled; measurements stay eager. */
  #functions: CompiledFunctions | null = null;
  readonly #pictures: PictureSource;
  readonly #positionPicture: PositionPicture;
  #watch: Watch;
  #position: Position | null;
  #idling = false;
  #ended = false;

  constructor(options: ExperimentOptions) {
    const { model, config, dataset, snapshot = null, past = null, checker, watch } = options;
    this.#options = options;
    this.#watch = watch;
    this.#position = options.position ?? null;
    this.trainer = createTrainer(model, config, dataset, snapshot ?? undefined);
    this.#snapshots = new ToldSnapshots(this.trainer, (snapshot) => options.tell({ kind: "snapshot", snapshot }));
    this.#rewind = new Rewind(this.trainer, new Past(this.trainer.specs, snapshot, past), options.keep ?? null, (steps) => options.tell({ kind: "keyframes", steps }));
    this.#completions = new Completions(this.#rewind, config.seed);
    this.#ends = new Milestones(this.trainer, endsEpoch);
    this.#heldOutSteps = new Milestones(this.trainer, isHeldOutStep);
    this.#check = checker ? this.#selfCheck(checker) : null;
    this.#pictures = sourceOfRun({
      shown: this.#rewind, functions: () => this.#functions ?? undefined, dataset, seed: config.seed,
      watch: () => this.#watch,
      position: () => this.#position,
      send: (frame) => {
        if (this.#ended) return;
        this.#credits.spend(frame.kind);
        options.tell({ kind: "frame", frame });
      },
    });
    this.#positionPicture = new PositionPicture(this.#pictures, this.#credits);
    this.#side = new SideWork(this.#groups());
    this.#compiled = this.#compile();
    this.#loop = new TrainingLoop({
      trainer: this.trainer, dataset, device: this.#device, side: this.#side, compiled: this.#compiled, check: this.#check,
      stepped: () => [this.#ends, this.#heldOutSteps, this.#rewind].forEach((steps) => steps.look()),
      losses: (firstStep, values, msPerStep) => this.#tellLosses(firstStep, values, msPerStep),
      brokeOff: (error) => this.#brokeOff(error),
      refuted: (refutation) => this.#refuted(refutation),
      failed: (error) => this.#fail(error),
      ended: () => {
        this.#loop.leaveRefuted();
        this.#rewind.wentBack(); // where a loss was not finite
        this.kick();
      },
    });
    this.kick();
  }

  get training(): boolean { return this.#loop.running; }
  get waitingForData(): boolean { return this.#loop.waitingForData; }
  get step(): Step { return this.trainer.step; }
  get engine(): EngineReport { return this.#engine; }
  /** The last weights from which a step agreed with another backend's. */
  get checked(): Snapshot | null { return this.#check?.checked ?? null; }
  /** The newest state that was handed out and whose losses are told. */
  get told(): Snapshot | null { return this.#snapshots.last; }

  /** Milliseconds taken from training, so far. */
  get beside() {
    const [pictures = 0, measurements = 0, keyframes = 0, checks = 0] = this.#side.spent;
    return { pictures, measurements, keyframes, checks };
  }

  /** Trains until paused, or until `until` steps are done in all. A second call only moves the goal. */
  train(until?: Step): Promise<TrainOutcome> {
    return this.#loop.run(until);
  }

  /** As the loop's. */
  holdAt(step: Step | null): void {
    this.#loop.holdAt(step);
  }

  pause(reason: TrainOutcome["reason"] = "paused"): Promise<void> {
    return this.#loop.stop(reason);
  }

  /** Live settings, from the step on that follows the one returned. Pictures may depend on them. */
  adjust(hyperparameters: HyperparameterValues): Step {
    this.trainer.adjust(hyperparameters);
    this.kick();
    return this.trainer.step;
  }

  watch(watch: Watch): void {
    this.#watch = watch;
    this.kick();
  }

  /** The reader is there now. */
  moveTo(position: Position): void {
    this.#position = position;
    if (position.movedAt !== null) this.#loop.dragged();
    if (!this.#ended) this.#device.unlessLost(this.#positionPicture.now()).catch((error: unknown) => this.#fail(error));
  }

  drawn(kind: Frame["kind"], buffer: ArrayBuffer): void {
    this.#credits.giveBack(kind, buffer);
    this.kick();
  }

  /**
   * Pictures, and what is asked of the model, are of the keyframe next to this step from now on, while training goes on; null: of the run
   * as it stands. Returns the step they are of.
   */
  rewind(to: Step | null): Step {
    const step = this.#rewind.to(to);
    this.#side.hurry();
    this.kick();
    return step;
  }

  /** z: [d] → [784] in [0,1], or a point. `given`: what a completing model completes. Throws bad-latent. */
  async decode(z: Float32Array, k: number, given: Given = 0): Promise<{ pixels: Float32Array; step: Step }> {
    const latent = Number(this.trainer.h["latent"]);
    if (z.length !== latent || !z.every(Number.isFinite)) {
      throw new ElboError("bad-latent", `z should be ${latent} finite numbers, not ${z.length}`);
    }
    const image = this.trainer.model.given && (await this.#device.unlessLost(this.#original(given)));
    const { step } = this.#rewind;
    return { pixels: (await this.#device.unlessLost(decodeImages(this.#rewind, z, [k], image))).slice(), step };
  }

  /** As `encodeNow` in `encode`. */
  encode(wish: EncodeRequest): Promise<{ codes: Float32Array; step: Step }> {
    return this.#device.unlessLost(encodeNow(this.#rewind, this.#options.dataset, wish));
  }

  /** As `influenceNow` in `influence`; `given`: the image that a completing model completes. */
  async influence(given: Given = 0): Promise<Influence> {
    const image = this.trainer.model.given && (await this.#device.unlessLost(this.#original(given)));
    return this.#device.unlessLost(influenceNow(this.#rewind, this.#options.config.seed, image));
  }

  components(): Promise<Components> {
    return this.#device.unlessLost(componentsNow(this.#rewind, this.#options.dataset));
  }

  /** The held-out measurement of the present weights; training goes on meanwhile. */
  async evaluate(): Promise<HeldOut> {
    const { dataset } = this.#options;
    const waiting = testImagesHere(dataset) < dataset.testImages;
    if (waiting) await this.#device.unlessLost(Promise.all([dataset.whenTest(0), dataset.whenTest(1)]));
    return this.#device.unlessLost(measureNow(this.trainer, dataset));
  }

  /**
   * A measurement of the weights on show; training goes on meanwhile, and how far it is is told. One at a time: a second one ends
   * the first with "superseded". Rejects as `measure` in `measurements` does.
   */
  async measure<I extends MeasurementId>(id: I, wish: Partial<SettingsOf<I>>): Promise<Measured<I>> {
    const still = this.#rewind;
    const { step } = still;
    const { dataset, judge, tell } = this.#options;
    const { seed } = this.trainer.config;
    const onProgress = (progress: number) => tell({ kind: "measuring", id, progress });
    const work = this.#measuring.start((signal) => measure(id, wish, { onProgress, still, dataset, seed, judge, signal }));
    return { id, step, result: await this.#device.unlessLost(work) } as Measured<I>;
  }

  /** The measurement under way rejects with "superseded". */
  endMeasure(): void {
    this.#measuring.end();
  }

  /** As `Completions.complete`; training goes on meanwhile, and the fill-ins are sent as they come. */
  complete(request: CompletionRequest): Promise<CompletionResult> {
    return this.#device.unlessLost(this.#completions.complete(request, (now) => {
      if (this.#credits.has("filling")) this.#pictures.send({ kind: "filling", ...now });
    }));
  }

  endComplete(): void {
    this.#completions.end();
  }

  async snapshot(): Promise<Snapshot> {
    const snapshot = await this.#device.unlessLost(this.trainer.snapshot());
    this.#snapshots.handedOut(snapshot);
    return snapshot;
  }

  /** What the run keeps of its past. */
  get past(): Past { return this.#rewind.past; }

  /** As `Past.adopt`; the steps are told. */
  adoptPast(past: SavedHistory): void {
    this.#rewind.adopt(past);
  }

  /**
   * All of the run's state as it was at the kept step next to this one, to the bit, as `regain` gives it; how far it is is told. Training
   * may go on meanwhile. One at a time: a second one ends the first with "superseded".
   */
  stateAt(step: Step): Promise<Snapshot> {
    const { dataset, threads = 1, tell } = this.#options;
    const to = this.past.keyframes.nearest(step)?.step ?? this.step;
    const from = this.past.stateBefore(to);
    const onProgress = (progress: number) => tell({ kind: "regaining", progress });
    return this.#device.unlessLost(this.#regaining.start(async (signal) => {
      await this.#compiled; // as the run's own first step does
      return regain(this.trainer, to, { from, dataset, threads, signal, onProgress });
    }));
  }

  /** The state under way rejects with "superseded". */
  endStateAt(): void {
    this.#regaining.end();
  }

  /** The device is gone: everything that waits for it ends with this error, and nothing new begins. */
  lose(error: ElboError): void {
    this.#ended = true;
    this.#device.lose(error);
    this.#loop.wake();
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
    await this.#device.unlessLost(this.#regaining.dispose()).catch(() => undefined);
    await this.#device.unlessLost(this.#completions.dispose()).catch(() => undefined);
    await this.#side.dispose().catch(() => undefined);
    this.#loop.dispose();
    this.#rewind.dispose();
    this.#ends.dispose();
    this.#heldOutSteps.dispose();
    this.trainer.dispose();
    this.#functions?.dispose();
    await this.#device.unlessLost(this.#compiled).catch(() => undefined);
  }

  async #compile(): Promise<void> {
    await nextTask(); // whoever opened it hears first that it is open
    const threadLost = (now: ThreadCount): void => {
      if (this.#engine.mode === "compiled") this.#tellEngine({ ...this.#engine, ...now });
    };
    const { threads = 1, config } = this.#options;
    const report = await this.trainer.compile({ threads, threadLost });
    // A GPU has time for pictures, and no compiled functions.
    if (report.mode === "compiled" && !this.trainer.runsAhead && !this.#ended) {
      this.#functions = new CompiledFunctions({ fused: config.fma !== "off" });
    }
    this.#tellEngine(report);
  }

  #tellEngine(report: EngineReport): void {
    this.#engine = report;
    if (!this.#ended) this.#options.tell({ kind: "engine", report });
  }

  #selfCheck(checker: Checker): SelfCheck {
    return new SelfCheck({
      checker, trainer: this.trainer, dataset: this.#options.dataset,
      report: (report) => { if (!this.#ended) this.#options.tell({ kind: "checked", report }); },
      brokeOff: (error) => this.#brokeOff(error),
      refuted: () => this.#loop.leaveRefuted(),
    });
  }

  #brokeOff({ message, cause }: CompiledStepFailed): void {
    this.#rewind.wentBack();
    // Where only a thread was lost, which has been told, steps stay compiled.
    if (!(cause instanceof StateLost)) this.#tellEngine({ mode: "eager", reason: "step-failed", detail: message });
  }

  #refuted({ backTo }: Refutation): void {
    this.#rewind.wentBack();
    this.#options.tell({ kind: "wentBack", step: backTo.step });
    this.#snapshots.goBack(backTo);
    this.#tellEngine({ mode: "eager", reason: "disagreed", detail: "" });
  }

  #tellLosses(firstStep: Step, values: Float32Array, msPerStep: Millis): void {
    const last = toStep(firstStep + values.length / lossColumns(this.trainer.model).length - 1);
    this.#options.tell({ kind: "losses", firstStep, values, msPerStep }); // which hands the values over
    this.#snapshots.told(last);
  }

  #groups(): readonly SideGroup[] {
    const slowMotion = slowMotionJob({
      trainer: this.trainer, dataset: this.#options.dataset, credits: this.#credits, send: this.#pictures.send,
      wished: () => this.#watch.slowMotion, training: () => this.training,
    });
    return sideGroups({
      ...this.#options, trainer: this.trainer, ends: this.#ends, heldOutSteps: this.#heldOutSteps, kick: () => this.kick(),
      pictures: [this.#positionPicture.job, ...pictureJobs(this.#pictures, this.#credits), followJob(this.#pictures, this.#credits), slowMotion],
      snapshots: { due: () => this.training && this.step > (this.told?.step ?? 0), take: () => this.#snapshots.take() },
      past: this.#rewind.jobs, checks: this.#check ? [this.#check.job] : [],
    });
  }

  async #original(given: Given): Promise<Originals> {
    const pixels = typeof given === "number" ? (await testImage(this.#options.dataset, given)).pixels : given;
    return { pixels, numbers: [0] };
  }

  #fail(error: unknown): void {
    if (!this.#ended) this.#options.fail(ElboError.of(error));
  }
}

