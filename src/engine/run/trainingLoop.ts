/**
 * The training loop: it decides when the next step is made, when losses are read back and when side work runs. The trainer
 * computes the steps; the experiment supplies the side work and reports the results.
 */
import { ElboError, isOfProgram } from "../../core/errors";
import { millis, type Millis, type Step } from "../../core/run/ids";
import { lossColumns } from "../../core/model/model";
import type { TrainOutcome } from "../../core/run/reports";
import type { Dataset } from "../../data/dataset";
import { Unreliable } from "../device/backends/unreliable";
import type { CheckFailure, SelfCheck } from "../check/selfCheck";
import type { DeviceLoss } from "../device/deviceLoss";
import { GoodStates } from "./goodStates";
import { LossLedger } from "./lossLedger";
import { DELIVERY_MS, Pace } from "./pace";
import type { SideWork } from "../scheduling/sideWork";
import { nextTask, sleep } from "../../core/tasks";
import { CompiledStepFailed, type Trainer } from "../trainer/trainer";

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
/** Milliseconds between two deliveries while the reader drags. */
const DRAG_DELIVERY_MS = 150;
/** Milliseconds between two deliveries of a GPU soon after the reader has moved or pressed something in latent space, or has turned back: the next picture waits behind the steps that are queued. */
const BRIEF_DELIVERY_MS = 8;
/** Deliveries of a GPU are brief until this many milliseconds after the last such move or press. */
const BRIEFLY_MS = 3000;
/** Loss batches that may be pending before training waits for the device. */
const MAX_PENDING_READS = 2;
/** Milliseconds of steps back to back, after which messages are handled and pictures made. */
const TURN_MS = 4;
/** Steps longer than this take a twentieth of the time while the reader drags, so that nearly all pictures keep up. */
const SLOW_STEP_MS = 25;
/** After a slow step, a rest of this many times its duration. */
const SLOW_STEP_RESTS = 19;
/** They do not wait longer than this: a page that hears of no step takes its worker for stuck. */
const SLOW_STEP_WITHIN_MS = 10_000;
/** For so long after the last drag slow steps take less of the time, and other pictures wait. */
const DRAG_PAUSE_MS = 120;

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
  #draggedAt = -Infinity;
  #rewoundAt = -Infinity;
  #steppedAt = -Infinity;

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
    this.#draggedAt = performance.now();
  }

  /** The reader turns back to a step: for a moment training takes half of the time, so that the page paints that step soon. */
  noteRewind(): void {
    this.#rewoundAt = performance.now();
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
    const { compiled, check, side } = this.#options;
    const pace = this.#pace;
    let capturedAt = performance.now();
    /** Rest that is due during a drag. It is negative after a rest that was longer than requested: timers may be a second late. */
    let owedMs = 0;
    pace.restart();
    for (;;) {
      if (this.#stop) return this.#stop;
      this.#leaveFaultySteps();
      if (this.#reached) return "reached";
      if (this.#compiling) {
        // Which step is the first compiled one must not depend on timing, so that the run can be reproduced.
        if (await this.#waitFor(compiled)) this.#compiling = false;
        pace.restart();
        continue;
      }
      const missing = this.#imagesMissing();
      if (missing !== null) {
        await this.#waitForData(missing);
        pace.restart();
        continue;
      }
      if (check && !check.passed) {
        // Nothing is reported before the first step has been checked.
        await this.#waitFor(check.first());
        if (check.slowerThanReference) {
          this.#unreliable = true;
          throw new Unreliable("compiled steps were wrong, and eager ones are slower than those of another backend", check.slowerThanReference, true);
        }
        pace.restart();
        continue;
      }
      const { asynchronous } = this.#trainer;
      if (this.#held) {
        if (!asynchronous) pace.measureComputed(this.#ledger.unread);
        this.#ledger.startRead(this.#trainer.step);
        await this.#deliverAll();
        if (asynchronous) pace.measureArrived();
        this.#measured ||= pace.msPerStep > 0;
        await this.#waitWhileHeld();
        pace.restart();
        continue;
      }
      if (side.prioritised) {
        pace.exclude((await side.slice(true)) ?? 0);
        await nextTask(); // a newer position may have arrived
        continue;
      }
      const dragging = performance.now() - this.#draggedAt < DRAG_PAUSE_MS;
      const slow = dragging && pace.msPerStep > SLOW_STEP_MS;
      if (slow && performance.now() - this.#steppedAt < Math.min(SLOW_STEP_WITHIN_MS, SLOW_STEP_RESTS * pace.msPerStep)) {
        while (this.#ledger.ready) await this.#deliver();
        pace.exclude(await timed(() => sleep(4)));
        continue;
      }
      const rewinding = performance.now() - this.#rewoundAt < DRAG_PAUSE_MS;
      const briefly = asynchronous && performance.now() - Math.max(this.#draggedAt, this.#rewoundAt) < BRIEFLY_MS;
      const deliveryMs = briefly ? BRIEF_DELIVERY_MS : dragging ? DRAG_DELIVERY_MS : DELIVERY_MS;
      // Helper threads compute the step while this thread makes a picture.
      const beside = dragging || !this.#trainer.usesHelperThreads ? null : side.next(true);
      const turnBegan = performance.now();
      if (!(await this.#advance(beside))) continue;
      let computedMs = asynchronous ? 0 : performance.now() - turnBegan;
      while (this.#ledger.ready) await this.#deliver();
      if (slow || this.#ledger.unread >= pace.stepsIn(deliveryMs) || pace.elapsed > 2 * deliveryMs) {
        const steps = this.#ledger.unread;
        this.#ledger.startRead(this.#trainer.step);
        if (performance.now() - capturedAt >= CAPTURE_EVERY_MS) {
          this.#good.capture();
          capturedAt = performance.now();
        }
        while (this.#ledger.pendingReads > (!briefly ? MAX_PENDING_READS : dragging || rewinding ? 0 : 1)) await this.#deliver();
        if (briefly) computedMs = pace.elapsed;
        // Between brief deliveries a GPU waits for losses that are long on their way: what is measured is then the most that a step can take.
        if (asynchronous) pace.deliverSubmitted(!briefly ? "exact" : dragging || rewinding ? "provisional" : "at-most");
        else pace.deliverComputed(steps);
        this.#measured ||= !asynchronous || pace.msPerStep > 0;
        if (pace.msPerStep > DELIVERY_MS) await this.#deliverAll();
      }
      if (!dragging && !this.#trainer.usesHelperThreads) pace.exclude((await side.slice(true)) ?? 0);
      if (dragging || rewinding) {
        owedMs += computedMs;
        const rested = owedMs > 0 ? await timed(() => sleep(owedMs)) : 0;
        owedMs -= rested;
        pace.exclude(rested);
      } else owedMs = 0;
      await nextTask();
    }
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

  /** Waits until `holdAt` permits another step. Pictures keep to their training budget, because another run needs the processor. */
  async #waitWhileHeld(): Promise<void> {
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
