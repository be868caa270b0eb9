/**
 * The training loop: it makes steps, reads losses back and does side work in between, turn by turn; `turn.ts` decides which turn is next.
 * The trainer computes the steps; the experiment supplies the side work and reports the results.
 */
import { ElboError, isOfProgram } from "../../core/errors";
import { millis, type Millis, type Step } from "../../core/run/ids";
import { lossColumns } from "../../core/model/model";
import { ReaderMoves } from "../../core/readerMoves";
import type { TrainOutcome } from "../../core/run/reports";
import type { Dataset } from "../../subject/data/dataset";
import { Unreliable } from "../device/backends/unreliable";
import type { CheckFailure, SelfCheck } from "../check/selfCheck";
import type { DeviceLoss } from "../device/deviceLoss";
import { GoodStates } from "./goodStates";
import { LossLedger } from "./lossLedger";
import { DELIVERY_MS, Pace } from "./pace";
import type { SideWork } from "../scheduling/sideWork";
import { nextTask, sleep } from "../../core/tasks";
import { CompiledStepFailed, type Trainer } from "../trainer/trainer";
import { nextTurn, type Situation, type Tempo } from "./turn";

/** What the loop needs of a trainer. */
export type TrainedInLoop = Pick<Trainer,
  "model" | "step" | "asynchronous" | "compiled" | "usesHelperThreads" | "imagesNeeded" | "advance" | "begin" | "finish" | "losses"
  | "captureState" | "restore" | "switchToEager">;

export interface TrainingLoopOptions {
  readonly trainer: TrainedInLoop;
  readonly dataset: Pick<Dataset, "trainLoaded" | "trainFailed" | "whenTrain">;
  readonly device: DeviceLoss;
  /** Work done between steps, and while the loop waits. */
  readonly side: Pick<SideWork, "prioritised" | "slice" | "next">;
  /** Settles when compilation has succeeded or failed. No step is made before. */
  readonly compiled: Promise<void>;
  /** Null if there is nothing to compare steps with. */
  readonly check: Pick<SelfCheck, "first" | "passed" | "failure" | "slowerThanReference" | "restart"> | null;
  /** Called after each step. */
  onStep(): void;
  onLosses(firstStep: Step, values: Float32Array, msPerStep: Millis): void;
  /** A compiled step threw: the run is back at its last good state and continues, eagerly or with fewer threads. */
  onStepFailed(error: CompiledStepFailed): void;
  /** Compiled steps were wrong: the run is back at the last checked weights and continues eagerly. */
  onCheckFailed(failure: CheckFailure): void;
  /** The run cannot continue by itself. */
  onFatalError(error: unknown): void;
  /** Training has ended. */
  onIdle(): void;
}

/** Milliseconds between two captured states: each is a copy of the weights and the optimiser state. */
const CAPTURE_EVERY_MS = 500;
/** Milliseconds of steps back to back, after which messages are handled and pictures made. */
const TURN_MS = 4;
export class TrainingLoop {
  readonly #options: TrainingLoopOptions;
  readonly #trainer: TrainedInLoop;
  readonly #ledger: LossLedger;
  readonly #good: GoodStates;
  readonly #pace = new Pace();
  #running: Promise<TrainOutcome> | null = null;
  #until: Step | undefined;
  #heldAt: Step | null = null;
  #stop: TrainOutcome["reason"] | null = null;
  #wake: () => void = () => undefined;
  #compiling = true;
  /** The number of first images that the next step waits for. */
  #awaited: number | null = null;
  /** Whether the losses of a step of the present engine have arrived. */
  #measured = false;
  /** The backend was found to compute wrong numbers. */
  #unreliable = false;
  readonly #drag = new ReaderMoves();
  readonly #rewind = new ReaderMoves();
  #steppedAt = -Infinity;
  #capturedAt = -Infinity;
  /** Rest that is due while the reader moves something. It is negative after a rest that was longer than requested: timers may be a second late. */
  #owedMs = 0;

  constructor(options: TrainingLoopOptions) {
    const { trainer } = options;
    this.#options = options;
    this.#trainer = trainer;
    this.#good = new GoodStates(trainer);
    this.#ledger = new LossLedger(trainer, lossColumns(trainer.model).length);
  }

  get running(): boolean { return this.#running !== null; }
  get waitingForData(): boolean { return this.#awaited !== null; }
  /** Whether the data that the next step waits for have failed to load. */
  get dataFailed(): boolean { return this.#awaited !== null && (this.#options.dataset.trainFailed?.(this.#awaited) ?? false); }
  /** The time of a step; null until a step of the present engine was measured. */
  get stepMs(): Millis | null { return this.#measured ? millis(this.#pace.msPerStep) : null; }

  /** Trains until stopped, or until `until` steps are done in all. A second call only changes `until`. */
  run(until?: Step): Promise<TrainOutcome> {
    this.#until = until;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      this.#options.onIdle();
    });
    return this.#running;
  }

  /** Ends training with this reason; resolves when it has stopped. */
  async stop(reason: TrainOutcome["reason"]): Promise<void> {
    if (this.#stop !== "not-finite") this.#stop = reason; // the run still goes back to finite weights
    this.#wake();
    await this.#running?.catch(() => undefined);
  }

  /** Holds training at this step until a later one is given; null: no limit. The loop keeps running meanwhile. */
  holdAt(step: Step | null): void {
    this.#heldAt = step;
    this.#wake();
  }

  /** Wakes a waiting loop, so that it checks again whether it should go on. */
  wake(): void {
    this.#wake();
  }

  /** If a check has failed, abandons the faulty compiled steps. For use while nothing trains. */
  leaveFaultySteps(): void {
    if (this.running || this.#unreliable) return;
    try {
      this.#leaveFaultySteps();
    } catch (error) {
      this.#options.onFatalError(error);
    }
  }

  /**
   * The reader drags: for a moment the decoded picture takes precedence over slow steps and other pictures, and shorter steps take
   * half of the time. The rest is for the pictures: for decoding, and for the page that paints on the same processor or GPU.
   */
  noteDrag(): void {
    this.#drag.moved();
  }

  /** The reader turns back to a step: for a moment training takes half of the time, so that the page paints that step soon. */
  noteRewind(): void {
    this.#rewind.moved();
  }

  /** Starts to read the losses of all steps until now. */
  readLosses(): void {
    this.#ledger.startRead(this.#trainer.step);
  }

  /** Call it only while nothing trains. */
  dispose(): void {
    this.#good.dispose();
  }

  async #run(): Promise<TrainOutcome> {
    const { device, onFatalError } = this.#options;
    this.#stop = null;
    try {
      const reason = await device.unlessLost(this.#steps());
      await this.#deliverMade();
      if (this.#stop === "not-finite") return this.#backToGood();
      this.#good.discardUnconfirmed();
      return { step: this.#trainer.step, reason };
    } catch (error) {
      if (isOfProgram(error)) await this.#deliverMade().catch(() => undefined); // the steps before are right
      onFatalError(error);
      throw error;
    }
  }

  /** Reports the losses of all steps until now. */
  async #deliverMade(): Promise<void> {
    this.#ledger.startRead(this.#trainer.step);
    await this.#options.device.unlessLost(this.#deliverAll());
  }

  async #steps(): Promise<TrainOutcome["reason"]> {
    this.#capturedAt = performance.now();
    this.#owedMs = 0;
    this.#pace.restart();
    for (;;) {
      const turn = nextTurn(this.#situation);
      switch (turn.kind) {
        case "end": return turn.reason;
        case "leave-faulty-steps": this.#leaveFaultySteps(); continue;
        case "pictures":
          this.#pace.exclude((await this.#options.side.slice(true)) ?? 0);
          await nextTask(); // a newer position may have arrived
          continue;
        case "rest":
          await this.#deliverReady();
          this.#pace.exclude(await timed(() => sleep(4)));
          continue;
        case "step": await this.#makeSteps(turn.tempo); continue;
        case "compile": await this.#waitForCompiler(); break;
        case "load": await this.#waitForData(turn.images); break;
        case "check": await this.#waitForCheck(); break;
        case "hold": await this.#waitWhileHeld(); break;
        default: turn satisfies never;
      }
      this.#pace.restart(); // the wait is no time of steps
    }
  }

  get #situation(): Situation {
    const { check, side } = this.#options;
    return {
      stop: this.#stop,
      faulty: Boolean(check?.failure),
      reached: this.#reached,
      compiling: this.#compiling,
      imagesMissing: this.#imagesMissing(),
      unchecked: check !== null && !check.passed,
      held: this.#held,
      prioritised: side.prioritised,
      asynchronous: this.#trainer.asynchronous,
      msPerStep: this.#pace.msPerStep,
      msSinceStep: performance.now() - this.#steppedAt,
      dragging: this.#drag.isMoving("training"),
      rewinding: this.#rewind.isMoving("training"),
      movedLately: this.#drag.isMoving("queue") || this.#rewind.isMoving("queue"),
    };
  }

  /** Makes steps, delivers losses as `tempo` says, and then does side work or rests. */
  async #makeSteps({ deliveryMs, mostPending, measured, halved, sideWork }: Tempo): Promise<void> {
    const { side } = this.#options;
    const { asynchronous, usesHelperThreads } = this.#trainer;
    const pace = this.#pace;
    // Helper threads compute the step while this thread makes a picture.
    const beside = sideWork && usesHelperThreads ? side.next(true) : null;
    const began = performance.now();
    if (!(await this.#advance(beside))) return;
    let computedMs = asynchronous ? 0 : performance.now() - began;
    await this.#deliverReady();
    if (this.#ledger.unread >= pace.stepsIn(deliveryMs) || pace.elapsed > 2 * deliveryMs) {
      const steps = this.#ledger.unread;
      this.#ledger.startRead(this.#trainer.step);
      if (performance.now() - this.#capturedAt >= CAPTURE_EVERY_MS) {
        this.#good.capture();
        this.#capturedAt = performance.now();
      }
      while (this.#ledger.pendingReads > mostPending) await this.#deliver();
      if (asynchronous) {
        computedMs = pace.elapsed;
        pace.deliverSubmitted(measured);
      } else pace.deliverComputed(steps);
      this.#measured ||= !asynchronous || pace.msPerStep > 0;
      if (pace.msPerStep > DELIVERY_MS) await this.#deliverAll();
    }
    if (sideWork && !this.#trainer.usesHelperThreads) pace.exclude((await side.slice(true)) ?? 0);
    this.#owedMs = halved ? this.#owedMs + computedMs : 0;
    if (this.#owedMs > 0) {
      const rested = await timed(() => sleep(this.#owedMs));
      this.#owedMs -= rested;
      pace.exclude(rested);
    }
    await nextTask();
  }

  get #held(): boolean {
    return this.#heldAt !== null && this.#trainer.step >= this.#heldAt;
  }

  get #reached(): boolean {
    return this.#until !== undefined && this.#trainer.step >= this.#until;
  }

  /**
   * Makes short steps back to back, or one long step. Nothing is awaited between them, so that a GPU gets them in one submission.
   * `beside` runs during the first step. False if a compiled step threw.
   */
  async #advance(beside: (() => Promise<unknown>) | null): Promise<boolean> {
    const most = this.#pace.stepsIn(TURN_MS);
    try {
      if (beside) await this.#advanceBeside(beside);
      else for (let made = 0; made < most && !this.#reached && !this.#held && this.#imagesMissing() === null; made++) {
        this.#trainer.advance();
        this.#onStep();
      }
      return true;
    } catch (error) {
      if (!(error instanceof CompiledStepFailed)) throw error;
      this.#ledger.startRead(this.#trainer.step);
      await this.#deliverAll();
      this.#good.goBack();
      this.#measured = false;
      this.#options.check?.restart();
      this.#options.onStepFailed(error);
      return false;
    }
  }

  async #advanceBeside(beside: () => Promise<unknown>): Promise<void> {
    this.#trainer.begin();
    try {
      await beside();
    } finally {
      this.#trainer.finish();
      this.#onStep(); // the step is made, whatever becomes of the side work
    }
  }

  #onStep(): void {
    this.#steppedAt = performance.now();
    this.#ledger.countStep();
    this.#options.onStep();
  }

  async #deliver(): Promise<void> {
    const batch = await this.#ledger.take();
    if (!batch || this.#stop === "not-finite") return;
    const { firstStep, steps, values } = batch;
    this.#pace.countArrived(steps);
    if (values.length > 0) this.#options.onLosses(firstStep, values, millis(this.#pace.msPerStep));
    if (batch.notFiniteAt !== null) this.#stop = "not-finite";
    else this.#good.confirmUpTo(firstStep);
  }

  /** Delivers the losses that have arrived. */
  async #deliverReady(): Promise<void> {
    while (this.#ledger.ready) await this.#deliver();
  }

  async #deliverAll(): Promise<void> {
    while (this.#ledger.pendingReads > 0) await this.#deliver();
  }

  /** Throws Unreliable if the backend itself is at fault: its eager steps were wrong, or repeating a step gave different bits. */
  #leaveFaultySteps(): void {
    const { check, onCheckFailed } = this.#options;
    const failure = check?.failure;
    if (!check || !failure) return;
    this.#ledger.drop();
    this.#unreliable = !this.#trainer.compiled || failure.disagreement.reference === "itself";
    if (this.#unreliable) throw new Unreliable("steps were computed wrong", failure.disagreement);
    this.#trainer.switchToEager(failure.backTo);
    this.#good.restart();
    this.#measured = false;
    check.restart();
    onCheckFailed(failure);
  }

  #backToGood(): TrainOutcome {
    this.#good.goBack();
    const { step } = this.#trainer;
    this.#options.onFatalError(new ElboError("loss-not-finite", `a loss was not finite; back at step ${step}`));
    return { step, reason: "not-finite" };
  }

  /** Returns how many first images the next step needs if they are not all loaded. */
  #imagesMissing(): number | null {
    const needed = this.#trainer.imagesNeeded();
    return needed <= this.#options.dataset.trainLoaded() ? null : needed;
  }

  async #waitForData(images: number): Promise<void> {
    this.#awaited = images;
    this.#ledger.startRead(this.#trainer.step);
    await this.#deliverAll();
    await this.#waitFor(this.#options.dataset.whenTrain(images));
    this.#awaited = null;
  }

  async #waitForCompiler(): Promise<void> {
    if (await this.#waitFor(this.#options.compiled)) this.#compiling = false;
  }

  /** Waits until the first step has been compared. Throws Unreliable if this backend is wrong and no faster than another one. */
  async #waitForCheck(): Promise<void> {
    const { check } = this.#options;
    if (!check) return;
    await this.#waitFor(check.first());
    if (!check.slowerThanReference) return;
    this.#unreliable = true;
    throw new Unreliable("compiled steps were wrong, and eager ones are slower than those of another backend", check.slowerThanReference, true);
  }

  /** Reports all losses, and waits until `holdAt` permits another step. Pictures keep to their training budget, because another run needs the processor. */
  async #waitWhileHeld(): Promise<void> {
    const { asynchronous } = this.#trainer;
    if (!asynchronous) this.#pace.measureComputed(this.#ledger.unread);
    this.#ledger.startRead(this.#trainer.step);
    await this.#deliverAll();
    if (asynchronous) this.#pace.measureArrived();
    this.#measured ||= this.#pace.msPerStep > 0;
    while (this.#held && !this.#stop) {
      const woken = new Promise<void>((resolve) => { this.#wake = resolve; });
      const idle = (await this.#options.side.slice(true)) === null;
      await (idle ? Promise.race([woken, sleep(DELIVERY_MS)]) : nextTask());
    }
  }

  /** Does side work until `work` settles; false if training was stopped first. Rejects as `work` does. */
  async #waitFor(work: Promise<unknown>): Promise<boolean> {
    let done = false;
    const end = work.finally(() => { done = true; });
    end.catch(() => undefined); // rethrown below
    while (!done && !this.#stop) {
      const woken = new Promise<void>((resolve) => { this.#wake = resolve; });
      const idle = (await this.#options.side.slice(false)) === null;
      await (idle ? Promise.race([end, woken, sleep(DELIVERY_MS)]) : nextTask());
    }
    if (done) await end;
    return done;
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
