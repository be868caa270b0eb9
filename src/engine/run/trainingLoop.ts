/**
 * The loop that trains: when the next step is made, when its losses are sent for, and what has its turn in between. How a
 * step computes is the trainer's business; what else there is to do, and for whom, the experiment's.
 */
import { ElboError } from "../../core/errors";
import { millis, type Millis, type Step } from "../../core/ids";
import { lossColumns } from "../../core/model";
import type { TrainOutcome } from "../../core/reports";
import type { Dataset } from "../../data/dataset";
import { SHARD_IMAGES } from "../../data/mnist/manifest";
import { Unreliable } from "../device/backends/unreliable";
import type { CheckFailure, SelfCheck } from "../check/selfCheck";
import type { DeviceLoss } from "../device/deviceLoss";
import { GoodStates } from "./goodStates";
import { LossLedger } from "./lossLedger";
import type { SideWork } from "../scheduling/sideWork";
import { nextTask, sleep } from "../scheduling/tasks";
import { CompiledStepFailed, type Trainer } from "../trainer/trainer";

export interface TrainingLoopOptions {
  readonly trainer: Trainer;
  readonly dataset: Pick<Dataset, "trainReady" | "whenTrain">;
  readonly device: DeviceLoss;
  /** What is done between steps, and while there are none. */
  readonly side: SideWork;
  /** Settles when it is known how steps are computed. No step is made before. */
  readonly compiled: Promise<void>;
  /** Null where there is nothing to compare steps with. */
  readonly check: Pick<SelfCheck, "first" | "passed" | "failure" | "restart"> | null;
  /** A step has been made. */
  onStep(): void;
  onLosses(firstStep: Step, values: Float32Array, msPerStep: Millis): void;
  /** A compiled step broke off: the run is back at its last good state, and goes on eagerly. */
  onStepFailed(error: CompiledStepFailed): void;
  /** Compiled steps were wrong: the run is back at the last weights that were checked, and goes on eagerly. */
  onCheckFailed(refutation: CheckFailure): void;
  /** The run cannot go on by itself. */
  onFatalError(error: unknown): void;
  /** Nothing trains any more. */
  onIdle(): void;
}

/** Milliseconds between two deliveries of losses. */
const DELIVERY_MS = 100;
/** Milliseconds between two states that are held to go back to: each is a copy of the weights and of what the optimiser keeps. */
const CAPTURE_EVERY_MS = 500;
/** Batches of losses that may be under way before training waits for the device. */
const MAX_PENDING_READS = 2;
/** Milliseconds of steps back to back; then messages and pictures have their turn. */
const TURN_MS = 4;
/** A step longer than this waits while somebody drags, so that the picture keeps up with the hand. */
const SLOW_STEP_MS = 40;
/** How long after the last drag a slow step waits, and other pictures do. */
const DRAG_PAUSE_MS = 120;

export class TrainingLoop {
  readonly #options: TrainingLoopOptions;
  readonly #trainer: Trainer;
  readonly #ledger: LossLedger;
  readonly #good: GoodStates;
  #running: Promise<TrainOutcome> | null = null;
  #until: Step | undefined;
  #heldAt: Step | null = null;
  #stop: TrainOutcome["reason"] | null = null;
  #wake: () => void = () => undefined;
  #msPerStep = 0;
  /** Steps in a delivery of losses. */
  #deliverySteps = 1;
  #compiling = true;
  #waitingForData = false;
  /** It was told that the backend computes wrong numbers. */
  #unreliable = false;
  #draggedAt = -Infinity;

  constructor(options: TrainingLoopOptions) {
    const { trainer } = options;
    this.#options = options;
    this.#trainer = trainer;
    this.#good = new GoodStates(trainer);
    this.#ledger = new LossLedger(trainer, lossColumns(trainer.model).length);
  }

  get running(): boolean { return this.#running !== null; }
  get waitingForData(): boolean { return this.#waitingForData; }

  /** Trains until stopped, or until `until` steps are done in all. A second call only moves the goal. */
  run(until?: Step): Promise<TrainOutcome> {
    this.#until = until;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      this.#options.onIdle();
    });
    return this.#running;
  }

  /** Resolves when it has stopped. */
  async stop(reason: TrainOutcome["reason"]): Promise<void> {
    this.#stop = reason;
    this.#wake();
    await this.#running?.catch(() => undefined);
  }

  /** No step beyond this one is made until a later one is given; null: nothing holds it. It goes on running meanwhile. */
  holdAt(step: Step | null): void {
    this.#heldAt = step;
    this.#wake();
  }

  /** Wakes the loop where it waits, so that it looks again whether what it waits for can still come. */
  wake(): void {
    this.#wake();
  }

  /** Leaves steps that have turned out wrong, also while nothing trains. */
  leaveFaultySteps(): void {
    if (this.running || this.#unreliable) return;
    try {
      this.#leaveFaultySteps();
    } catch (error) {
      this.#options.onFatalError(error);
    }
  }

  /** Somebody drags: for a moment the decoded picture goes before slow steps and other pictures. */
  noteDrag(): void {
    this.#draggedAt = performance.now();
  }

  /** Call it when nothing trains. */
  dispose(): void {
    this.#good.dispose();
  }

  async #run(): Promise<TrainOutcome> {
    const { device, onFatalError: failed } = this.#options;
    this.#stop = null;
    try {
      const reason = await device.unlessLost(this.#steps());
      this.#ledger.startRead(this.#trainer.step);
      await device.unlessLost(this.#deliverAll());
      if (this.#stop === "not-finite") return this.#backToGood();
      this.#good.discardUnconfirmed();
      return { step: this.#trainer.step, reason };
    } catch (error) {
      failed(error);
      throw error;
    }
  }

  async #steps(): Promise<TrainOutcome["reason"]> {
    const { compiled, check, side } = this.#options;
    let sentAt = performance.now();
    let goodAt = sentAt;
    let aside = 0;
    for (;;) {
      if (this.#stop) return this.#stop;
      this.#leaveFaultySteps();
      if (this.#reached) return "reached";
      if (this.#compiling) {
        // Where the first compiled step is must not depend on the clock: the same run gives the same numbers again.
        if (await this.#waitFor(compiled)) this.#compiling = false;
        sentAt = performance.now();
        continue;
      }
      const missing = this.#missingShard();
      if (missing !== undefined) {
        await this.#waitForData(missing);
        sentAt = performance.now();
        continue;
      }
      if (check && !check.passed) {
        // Nothing of a step is told before it is known to be right.
        await this.#waitFor(check.first());
        sentAt = performance.now();
        continue;
      }
      if (this.#held) {
        const steps = this.#ledger.unread;
        if (steps > 0) this.#msPerStep = (performance.now() - sentAt - aside) / steps;
        await this.#waitWhileHeld();
        sentAt = performance.now();
        aside = 0;
        continue;
      }
      if (side.prioritised) {
        aside += (await side.slice(true)) ?? 0;
        await nextTask(); // the hand may have moved on
        continue;
      }
      const dragging = performance.now() - this.#draggedAt < DRAG_PAUSE_MS;
      if (dragging && this.#msPerStep > SLOW_STEP_MS) {
        sentAt += await timed(() => sleep(4));
        continue;
      }
      // Where other threads help, they work on a step while this one makes a picture.
      const beside = dragging || !this.#trainer.usesHelperThreads ? null : side.next(true);
      if (!(await this.#advance(beside))) continue;
      while (this.#ledger.ready) await this.#deliver();
      if (this.#ledger.unread >= this.#deliverySteps || performance.now() - sentAt - aside > 2 * DELIVERY_MS) {
        const steps = this.#ledger.unread;
        this.#ledger.startRead(this.#trainer.step);
        if (performance.now() - goodAt >= CAPTURE_EVERY_MS) {
          this.#good.capture();
          goodAt = performance.now();
        }
        while (this.#ledger.pendingReads > MAX_PENDING_READS) await this.#deliver();
        const elapsed = performance.now() - sentAt;
        // A GPU goes on with steps while pictures wait for it, so that the time of steps alone cannot be measured there.
        this.#msPerStep = (this.#trainer.asynchronous ? elapsed : elapsed - aside) / steps;
        this.#deliverySteps = Math.max(1, Math.min(2 * steps, Math.round((steps * DELIVERY_MS) / elapsed)));
        sentAt = performance.now();
        aside = 0;
        if (this.#msPerStep > DELIVERY_MS) await this.#deliverAll();
      }
      if (!dragging && !this.#trainer.usesHelperThreads) aside += (await side.slice(true)) ?? 0;
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
   * Makes short steps back to back, or a long one alone. Nothing is awaited between them, so that a GPU gets them in one submission.
   * `beside` is done while the first is under way. False where a compiled one broke off.
   */
  async #advance(beside: (() => Promise<unknown>) | null): Promise<boolean> {
    const most = Math.max(1, Math.floor((this.#deliverySteps * TURN_MS) / DELIVERY_MS));
    try {
      if (beside) await this.#advanceBeside(beside);
      else for (let made = 0; made < most && !this.#reached && !this.#held && this.#missingShard() === undefined; made++) {
        this.#trainer.advance();
        this.#onStep();
      }
      return true;
    } catch (error) {
      if (!(error instanceof CompiledStepFailed)) throw error;
      this.#ledger.startRead(this.#trainer.step);
      await this.#deliverAll();
      this.#good.goBack();
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
    }
    this.#onStep();
  }

  #onStep(): void {
    this.#ledger.countStep();
    this.#options.onStep();
  }

  async #deliver(): Promise<void> {
    const batch = await this.#ledger.take();
    if (!batch || this.#stop === "not-finite") return;
    const { firstStep, values } = batch;
    if (values.length > 0) this.#options.onLosses(firstStep, values, millis(this.#msPerStep));
    if (batch.notFiniteAt !== null) this.#stop = "not-finite";
    else this.#good.discardStatesBefore(firstStep);
  }

  async #deliverAll(): Promise<void> {
    while (this.#ledger.pendingReads > 0) await this.#deliver();
  }

  /** Throws Unreliable where eager steps were wrong, which the backend makes itself, and where the device is wrong now and then, whoever made its steps. */
  #leaveFaultySteps(): void {
    const { check, onCheckFailed: refuted } = this.#options;
    const refutation = check?.failure;
    if (!check || !refutation) return;
    this.#ledger.drop();
    this.#unreliable = !this.#trainer.compiled || refutation.disagreement.reference === "itself";
    if (this.#unreliable) throw new Unreliable("steps were computed wrong", refutation.disagreement);
    this.#trainer.switchToEager(refutation.backTo);
    this.#good.restart();
    check.restart();
    refuted(refutation);
  }

  #backToGood(): TrainOutcome {
    this.#good.goBack();
    const { step } = this.#trainer;
    this.#options.onFatalError(new ElboError("loss-not-finite", `a loss was not finite; back at step ${step}`));
    return { step, reason: "not-finite" };
  }

  #missingShard(): number | undefined {
    return this.#trainer.shardsNeeded().find((shard) => !this.#options.dataset.trainReady(shard * SHARD_IMAGES));
  }

  async #waitForData(shard: number): Promise<void> {
    this.#waitingForData = true;
    this.#ledger.startRead(this.#trainer.step);
    await this.#deliverAll();
    await this.#waitFor(this.#options.dataset.whenTrain(shard));
    this.#waitingForData = false;
  }

  /** Until it may go on. Pictures take no more time than beside steps: another run needs the processor. */
  async #waitWhileHeld(): Promise<void> {
    this.#ledger.startRead(this.#trainer.step);
    await this.#deliverAll();
    while (this.#held && !this.#stop) {
      const woken = new Promise<void>((resolve) => { this.#wake = resolve; });
      const idle = (await this.#options.side.slice(true)) === null;
      await (idle ? Promise.race([woken, sleep(DELIVERY_MS)]) : nextTask());
    }
  }

  /** Does side work meanwhile. Ends early, with false, when training is to end. */
  async #waitFor(work: Promise<unknown>): Promise<boolean> {
    let done = false;
    const end = work.finally(() => { done = true; });
    end.catch(() => undefined); // it is thrown below
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
