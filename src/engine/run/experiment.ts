/**
 * One open run: trains, reports its losses, keeps the requested pictures up to date and answers the page's commands. It owns
 * the trainer. The training loop decides when a step is made, the trainer how it is computed.
 */
import { ElboError } from "../../core/errors";
import type { CompletionResult, CompletionRequest } from "../../core/latent/completion";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { isHeldOutStep } from "../../core/run/heldOutSteps";
import { Newest, type Caller } from "../../core/newest";
import { step as toStep, type Millis, type Step } from "../../core/run/ids";
import type { Measured, MeasurementId, SettingsOf } from "../../subject/measurements/registry";
import { lossColumns } from "../../core/model/model";
import type { SavedHistory } from "../../core/run/past";
import type { Components, EncodeRequest, Frame, Given, Influence, Position, Watch } from "../../core/latent/pictures";
import type { EngineReport, HeldOut, TrainOutcome } from "../../core/run/reports";
import type { Snapshot } from "../../core/run/snapshot";
import type { Dataset } from "../../subject/data/dataset";
import type { Checker } from "../check/compareWithEager";
import { SelfCheck, type CheckFailure } from "../check/selfCheck";
import { Completions } from "../completion";
import { DeviceLoss } from "../device/deviceLoss";
import { followJob } from "../follow/followJob";
import { pictureJobs } from "../pictures/pictureJobs";
import { Credits, type PictureSource } from "../pictures/pictureSource";
import { decodeImages, type Originals } from "../pictures/pictures";
import { PositionPicture } from "../pictures/positionPicture";
import { sourceOfRun } from "../pictures/sourceOfRun";
import { thumbnail } from "../pictures/thumbnail";
import { componentsNow, encodeNow } from "../pictures/encode";
import { influenceNow } from "../pictures/influence";
import { measure } from "../measurements";
import { SideWork, type SideGroup } from "../scheduling/sideWork";
import type { FrozenModelAtStep } from "../step/frozenModel";
import { slowMotionJob } from "../slowMotion/slowMotionJob";
import { measureNow } from "../measurements/heldOutJob";
import { endsEpoch, Milestones } from "../measurements/milestones";
import { Past } from "./past";
import { recomputeStateAt } from "./recomputeState";
import type { ExperimentOptions } from "./options";
import { Rewind } from "./rewind";
import { sideGroups } from "./sideGroups";
import { ReportedSnapshots } from "./reportedSnapshots";
import { testImage } from "../pictures/testImages";
import { nextTask } from "../../core/tasks";
import { StateLost, type ThreadCount } from "../trainer/stepper/executable";
import { CompiledFunctions } from "../trainer/functions";
import { createTrainer, type CompiledStepFailed, type Trainer } from "../trainer/trainer";
import { TrainingLoop } from "./trainingLoop";

export class Experiment {
  readonly trainer: Trainer;
  readonly #options: ExperimentOptions;
  readonly #credits = new Credits();
  readonly #sideWork: SideWork;
  readonly #completions: Completions;
  readonly #rewind: Rewind;
  readonly #epochEnds: Milestones;
  readonly #heldOutSteps: Milestones;
  readonly #check: SelfCheck | null;
  readonly #snapshots: ReportedSnapshots;
  readonly #loop: TrainingLoop;
  readonly #measuring = new Newest();
  readonly #recomputing = new Newest();
  readonly #device = new DeviceLoss();
  readonly #compiled: Promise<void>;
  #engine: EngineReport = { mode: "compiling" };
  /** Pictures are computed with these as soon as steps are compiled; measurements stay eager. */
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
    this.#snapshots = new ReportedSnapshots(this.trainer, (snapshot) => options.tell({ kind: "snapshot", snapshot }));
    this.#rewind = new Rewind(this.trainer, new Past(this.trainer.specs, snapshot, past), options.keep ?? null, (steps) => options.tell({ kind: "keyframes", steps }));
    this.#completions = new Completions(this.#rewind, config.seed);
    this.#epochEnds = new Milestones(this.trainer, endsEpoch);
    this.#heldOutSteps = new Milestones(this.trainer, ({ step, stepsPerEpoch }) => isHeldOutStep(step, stepsPerEpoch));
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
    this.#sideWork = new SideWork(this.#groups());
    this.#compiled = this.#compile();
    this.#loop = new TrainingLoop({
      trainer: this.trainer, dataset, device: this.#device, side: this.#sideWork, compiled: this.#compiled, check: this.#check,
      onStep: () => [this.#epochEnds, this.#heldOutSteps, this.#rewind].forEach((steps) => steps.afterStep()),
      onLosses: (firstStep, values, msPerStep) => this.#reportLosses(firstStep, values, msPerStep),
      onStepFailed: (error) => this.#onStepFailed(error),
      onCheckFailed: (failure) => this.#onCheckFailed(failure),
      onFatalError: (error) => this.#fail(error),
      onIdle: () => {
        this.#loop.leaveFaultySteps();
        [this.#rewind, this.#snapshots].forEach((of) => of.discardUndone()); // the run may have gone back because a loss was not finite
        this.startIdleWork();
      },
    });
    this.startIdleWork();
  }

  get training(): boolean { return this.#loop.running; }
  get waitingForData(): boolean { return this.#loop.waitingForData; }
  get dataFailed(): boolean { return this.#loop.dataFailed; }
  get step(): Step { return this.trainer.step; }
  /** See `TrainingLoop.stepMs`. */
  get stepMs(): Millis | null { return this.#loop.stepMs; }
  get engine(): EngineReport { return this.#engine; }
  /** Resolves when steps are compiled, or it is known that they stay eager, or the device is lost. */
  get ready(): Promise<void> { return this.#device.unlessLost(this.#compiled).catch(() => undefined); }
  /** The model that is shown: a keyframe, or the current weights whenever they are read. */
  get shown(): FrozenModelAtStep { return this.#rewind; }
  /** The last weights for which a step agreed with another backend. */
  get lastCheckedSnapshot(): Snapshot | null { return this.#check?.checked ?? null; }
  /** The newest snapshot that was sent and whose losses have been reported. */
  get lastReportedSnapshot(): Snapshot | null { return this.#snapshots.last; }

  /** Milliseconds that side work has taken from training so far, by kind. */
  get sideWorkMs() {
    const [pictures = 0, measurements = 0, keyframes = 0, checks = 0, afterChange = 0, snapshots = 0] = this.#sideWork.spent;
    return { pictures: pictures + snapshots, measurements: measurements + afterChange, keyframes, checks };
  }

  /** Trains until paused, or until `until` steps are done in all. A second call only changes `until`. */
  train(until?: Step): Promise<TrainOutcome> {
    return this.#loop.run(until);
  }

  /** See `TrainingLoop.holdAt`. */
  holdAt(step: Step | null): void {
    this.#loop.holdAt(step);
  }

  pause(reason: TrainOutcome["reason"] = "paused"): Promise<void> {
    return this.#loop.stop(reason);
  }

  /** Changes live settings, starting with the step after the one returned. Pictures may depend on them. */
  adjust(hyperparameters: HyperparameterValues): Step {
    this.trainer.adjust(hyperparameters);
    this.startIdleWork();
    return this.trainer.step;
  }

  watch(watch: Watch): void {
    this.#watch = watch;
    this.startIdleWork();
  }

  /** Sets the reader's position in latent space and decodes the image there at once. */
  setPosition(position: Position): void {
    this.#position = position;
    if (position.movedAt !== null) this.#loop.noteDrag();
    if (!this.#ended) this.#device.unlessLost(this.#positionPicture.update()).catch((error: unknown) => this.#fail(error));
  }

  frameDrawn(kind: Frame["kind"], buffer: ArrayBuffer): void {
    this.#credits.giveBack(kind, buffer);
    this.startIdleWork();
  }

  /**
   * From now on pictures and answers show the keyframe nearest to this step, while training continues; null: the current weights.
   * Returns the step that is shown.
   */
  rewind(to: Step | null): Step {
    const step = this.#rewind.to(to);
    this.#loop.noteRewind();
    this.#sideWork.prioritise();
    this.startIdleWork();
    return step;
  }

  /** z: [d] → [784] in [0,1], or a point [width]. `given`: the image that a completing model completes. Rejects with "bad-latent". */
  async decode(z: Float32Array, k: number, given: Given = 0): Promise<{ pixels: Float32Array; step: Step }> {
    const latent = Number(this.trainer.h["latent"]);
    if (z.length !== latent || !z.every(Number.isFinite)) {
      throw new ElboError("bad-latent", `z must be ${latent} finite numbers, not ${z.length}`);
    }
    const image = this.trainer.model.given && (await this.#device.unlessLost(this.#originalOf(given)));
    const { step } = this.#rewind;
    return { pixels: (await this.#device.unlessLost(decodeImages(this.#rewind, z, [k], image))).slice(), step };
  }

  /** See `encodeNow`. */
  encode(request: EncodeRequest): Promise<{ codes: Float32Array; step: Step }> {
    return this.#device.unlessLost(encodeNow(this.#rewind, this.#options.dataset, request));
  }

  /** See `influenceNow`. `given`: the image that a completing model completes. */
  async influence(given: Given = 0): Promise<Influence> {
    const image = this.trainer.model.given && (await this.#device.unlessLost(this.#originalOf(given)));
    return this.#device.unlessLost(influenceNow(this.#rewind, this.#options.config.seed, image));
  }

  /** See `componentsNow`. */
  components(): Promise<Components> {
    return this.#device.unlessLost(componentsNow(this.#rewind, this.#options.dataset));
  }

  /** Measures the held-out loss of the current weights while training continues. */
  async evaluate(): Promise<HeldOut> {
    const { dataset } = this.#options;
    if (dataset.testLoaded() < dataset.testImages) await this.#device.unlessLost(dataset.whenTest(dataset.testImages));
    return this.#device.unlessLost(measureNow(this.trainer, dataset));
  }

  /**
   * Measures the weights that are shown, while training continues. One at a time: a second one ends the first with "superseded". Rejects as
   * `measure` in `measurements` does.
   */
  async measure<I extends MeasurementId>(id: I, settings: Partial<SettingsOf<I>>, { signal: caller, onProgress }: Caller = {}): Promise<Measured<I>> {
    const frozen = this.#rewind;
    const { step } = frozen;
    const { dataset, judge } = this.#options;
    const { seed } = this.trainer.config;
    const work = this.#measuring.run((signal) => measure(id, settings, { onProgress, frozen, dataset, seed, judge, signal }), caller);
    return { id, step, result: await this.#device.unlessLost(work) } as Measured<I>;
  }

  /** See `Completions.complete`. Training continues, and intermediate fill-ins are sent as pictures. */
  complete(request: CompletionRequest, { signal }: Caller = {}): Promise<CompletionResult> {
    return this.#device.unlessLost(this.#completions.complete(request, (now) => {
      if (this.#credits.has("filling")) this.#pictures.send({ kind: "filling", ...now });
    }, signal));
  }

  /** Resolves to the run's state when the losses up to its step have been reported. */
  snapshot(): Promise<Snapshot> {
    return this.#device.unlessLost(this.#snapshots.requested());
  }

  /** See `thumbnail`. */
  thumbnail(): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.#device.unlessLost(thumbnail(this.trainer, this.#pictures));
  }

  /** The run's stored history. */
  get past(): Past { return this.#rewind.past; }

  /** See `Past.adopt`; reports the steps of all keyframes. */
  adoptPast(past: SavedHistory): void {
    this.#rewind.adopt(past);
  }

  /**
   * Recomputes the run's whole state at this step, or at the nearest one that the run has made, bit for bit. Training
   * may continue meanwhile. One at a time: a second one ends the first with "superseded". Rejects as `recomputeStateAt` does.
   */
  stateAt(step: Step, caller: Caller = {}): Promise<Snapshot> {
    return this.#recompute(this.past.nearestMade(step, this.step), caller, (trainer) => trainer.snapshot());
  }

  /**
   * Adds a keyframe of this step, or of the nearest one that the run has made, unless there is one. Recomputes it as `stateAt` does. Resolves
   * to the step of the nearest keyframe.
   */
  async keyframeAt(step: Step, caller: Caller = {}): Promise<Step> {
    const { keyframes } = this.past;
    const to = this.past.nearestMade(step, this.step);
    if (keyframes.nearest(to)?.step !== to) await this.#recompute(to, caller, (trainer) => this.#rewind.addRecomputed(trainer));
    return keyframes.nearest(step)?.step ?? this.step;
  }

  /** Recomputes steps of the run in another way. One at a time, with `stateAt` and `keyframeAt`; `work` must reject or end soon after its signal is aborted. */
  recompute<T>(work: (run: Trainer, parts: { readonly dataset: Dataset; readonly threads: number; readonly signal: AbortSignal }) => Promise<T>): Promise<T> {
    const { dataset, threads = 1 } = this.#options;
    return this.#device.unlessLost(this.#recomputing.run((signal) => work(this.trainer, { dataset, threads, signal })));
  }

  /** The device is lost: everything that waits for it rejects with this error, and nothing new begins. */
  failWith(error: ElboError): void {
    this.#ended = true;
    this.#device.reject(error);
    this.#loop.wake();
  }

  /** Does the side work that is due, unless training runs: the loop does it then. */
  startIdleWork(): void {
    if (this.#idling || this.training || this.#ended) return;
    this.#idling = true;
    void (async () => {
      try {
        while (!this.training && !this.#ended && (await this.#device.unlessLost(this.#sideWork.slice(false))) !== null) await nextTask();
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
    await this.#device.unlessLost(this.#measuring.end()).catch(() => undefined);
    await this.#device.unlessLost(this.#recomputing.end()).catch(() => undefined);
    await this.#device.unlessLost(this.#completions.dispose()).catch(() => undefined);
    await this.#device.unlessLost(this.#sideWork.dispose()).catch(() => undefined);
    this.#loop.dispose();
    this.#rewind.dispose();
    this.#epochEnds.dispose();
    this.#heldOutSteps.dispose();
    this.trainer.dispose();
    this.#functions?.dispose();
    await this.#device.unlessLost(this.#compiled).catch(() => undefined);
  }

  async #compile(): Promise<void> {
    await nextTask(); // so that `open` replies before the first engine event
    const threadLost = (now: ThreadCount): void => {
      if (this.#engine.mode === "compiled") this.#reportEngine({ ...this.#engine, ...now });
    };
    const { threads = 1, config } = this.#options;
    const report = await this.trainer.compile({ threads, threadLost });
    // Compiled functions exist on WASM only; a GPU has time for eager pictures.
    if (report.mode === "compiled" && !this.trainer.asynchronous && !this.#ended) {
      this.#functions = new CompiledFunctions({ fused: config.fma !== "off" });
    }
    this.#reportEngine(report);
  }

  #reportEngine(report: EngineReport): void {
    this.#engine = report;
    if (!this.#ended) this.#options.tell({ kind: "engine", report });
  }

  #selfCheck(checker: Checker): SelfCheck {
    return new SelfCheck({
      checker, trainer: this.trainer, dataset: this.#options.dataset,
      readLosses: () => this.#loop.readLosses(),
      report: (report) => { if (!this.#ended) this.#options.tell({ kind: "checked", report }); },
      onStepFailed: (error) => this.#onStepFailed(error),
      onFailure: () => this.#loop.leaveFaultySteps(),
      onError: (error) => this.#fail(error),
    });
  }

  #onStepFailed({ message, cause }: CompiledStepFailed): void {
    this.#rewind.discardUndone();
    this.#snapshots.wentBackTo(this.step);
    this.#options.tell({ kind: "wentBack", step: this.step });
    // Steps stay compiled if only a helper thread was lost, which has been reported.
    if (!(cause instanceof StateLost)) this.#reportEngine({ mode: "eager", reason: "step-failed", detail: message });
  }

  #onCheckFailed({ backTo }: CheckFailure): void {
    this.#rewind.discardUndone();
    this.#options.tell({ kind: "wentBack", step: backTo.step });
    this.#snapshots.goBack(backTo);
    this.#reportEngine({ mode: "eager", reason: "disagreed", detail: "" });
  }

  #reportLosses(firstStep: Step, values: Float32Array, msPerStep: Millis): void {
    const last = toStep(firstStep + values.length / lossColumns(this.trainer.model).length - 1);
    this.#options.tell({ kind: "losses", firstStep, values, msPerStep }); // transfers the values
    this.#snapshots.lossesReported(last);
  }

  #groups(): readonly SideGroup[] {
    const slowMotion = slowMotionJob({
      trainer: this.trainer, dataset: this.#options.dataset, credits: this.#credits, send: this.#pictures.send,
      isShown: () => this.#watch.slowMotion, training: () => this.training,
    });
    return sideGroups({
      ...this.#options, trainer: this.trainer, ends: this.#epochEnds, heldOutSteps: this.#heldOutSteps, startIdleWork: () => this.startIdleWork(),
      pictures: [this.#positionPicture.job, ...pictureJobs(this.#pictures, this.#credits), followJob(this.#pictures, this.#credits), slowMotion],
      snapshots: { due: () => this.training && this.step > (this.lastReportedSnapshot?.step ?? 0), take: () => this.#snapshots.take() },
      past: this.#rewind.jobs, checks: this.#check ? [this.#check.job] : [],
    });
  }

  #recompute<T>(to: Step, { signal: caller, onProgress }: Caller, read: (at: Trainer) => Promise<T>): Promise<T> {
    const { dataset, threads = 1 } = this.#options;
    const from = this.past.stateBefore(to);
    const onNearby = (state: Snapshot) => { if (state.step <= this.step) this.past.addNearby(state); };
    return this.#device.unlessLost(this.#recomputing.run(async (signal) => {
      await this.#compiled; // as the run's own first step awaits it
      return recomputeStateAt(this.trainer, to, { from, dataset, threads, signal, onProgress, onNearby }, read);
    }, caller));
  }

  async #originalOf(given: Given): Promise<Originals> {
    const pixels = typeof given === "number" ? (await testImage(this.#options.dataset, given)).pixels : given;
    return { pixels, indices: [0] };
  }

  #fail(error: unknown): void {
    if (!this.#ended) this.#options.fail(ElboError.of(error));
  }
}

