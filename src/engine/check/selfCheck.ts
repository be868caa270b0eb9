/**
 * A run on a GPU checks itself: the first step of an engine, before its results are shown, and one step in each epoch are
 * recomputed on another backend from the same weights, images and noise. The GPU also repeats a compiled step, because some GPUs
 * err intermittently. All this happens in dry runs, so that the run's own numbers do not change. When steps disagree, the
 * training loop acts.
 */
import { ElboError } from "../../core/errors";
import { step as toStep, type Step } from "../../core/run/ids";
import { lossColumns } from "../../core/model/model";
import type { Agreement, CheckReport, Disagreement } from "../../core/run/reports";
import type { Snapshot } from "../../core/run/snapshot";
import type { Dataset } from "../../subject/data/dataset";
import { Unreliable } from "../device/backends/unreliable";
import type { SideJob } from "../scheduling/sideWork";
import type { Slices } from "../scheduling/slices";
import { sameBits, type ComputedStep } from "../trainer/computedStep";
import { CompiledStepFailed, type Trainer } from "../trainer/trainer";
import { agreementOf, agrees } from "./agreement";
import { sameBackendChecker, type Checker } from "./compareWithEager";

export interface SelfCheckOptions {
  readonly trainer: Pick<Trainer, "model" | "step" | "stepsPerEpoch" | "compiled" | "imagesNeeded" | "dryRun" | "repeatDryRun">;
  readonly dataset: Pick<Dataset, "whenTrain">;
  readonly checker: Checker;
  /** Milliseconds after which a device without a result counts as hanging. */
  readonly timeout?: number;
  /** Starts to read the losses of all steps until now: a compiled step that throws takes unread losses with it. */
  readLosses(): void;
  report(report: CheckReport): void;
  /** A compiled step threw in a dry run; the run continues eagerly from its current state. */
  onStepFailed(error: CompiledStepFailed): void;
  /** A step after the first was found wrong. */
  onFailure(): void;
  /** A comparison after the first failed in another way: the device may be lost. */
  onError(error: unknown): void;
}

/** The slowest step measured, on a GPU emulated in software, took 38 s; after 60 s the page starts a new worker. */
const TIMEOUT_MS = 45_000;
/**
 * How often the GPU computes a compiled step for a comparison: the first step, and one in an epoch. A GPU that is wrong in a
 * fifth of its steps, each time differently, is detected by eight runs with a probability of 83 %, by four with 59 %.
 */
const FIRST_RUNS = 8;
const LATER_RUNS = 4;
/** Milliseconds after which the step is not repeated again: on an emulated GPU a step may take half a minute. */
const REPEAT_LIMIT_MS = 3000;

/** This engine's steps were found wrong. */
export interface CheckFailure {
  readonly disagreement: Disagreement;
  /** The last checked weights, from which the run continues by other means. */
  readonly backTo: Snapshot;
}

interface ComparisonResult {
  /** The run's step and weights before the dry run. */
  readonly start: Snapshot;
  readonly reference: Disagreement["reference"];
  readonly agreement: Agreement;
  /** Whether the step took longer here than on the reference, which is another backend. */
  readonly slower: boolean;
}

export class SelfCheck {
  readonly #options: SelfCheckOptions;
  #first: Promise<void> | null = null;
  #passed = false;
  #failure: CheckFailure | null = null;
  #checked: Snapshot | null = null;
  /** How the steps of an earlier engine were wrong. */
  #refused: Disagreement | null = null;
  #slower = false;
  /** The epoch of the last compared step. */
  #epoch = 0;
  #underWay = false;
  /** Whether the checker can still be used. */
  #available = true;
  /** Counts engines, so that a verdict on an earlier one is ignored. */
  #engine = 0;

  constructor(options: SelfCheckOptions) {
    this.#options = options;
  }

  /** Whether the first step has agreed, or cannot be compared. */
  get passed(): boolean { return this.#passed; }
  get failure(): CheckFailure | null { return this.#failure; }
  /** How compiled steps were wrong, if the eager ones that replaced them are slower than eager ones on the reference; otherwise null. */
  get slowerThanReference(): Disagreement | null { return this.#slower ? this.#refused : null; }
  /** The last weights for which a step agreed. */
  get checked(): Snapshot | null { return this.#checked; }

  /** Compares the next step. Afterwards the engine has `passed`, or there is a `failure`. Rejects as a step throws. */
  first(): Promise<void> {
    return this.#first ??= this.#checkFirst();
  }

  /** Another engine computes the steps from now on. */
  restart(): void {
    this.#engine++;
    this.#refused = this.#failure?.disagreement ?? this.#refused;
    this.#slower = false;
    this.#first = null;
    this.#passed = false;
    this.#underWay = false;
    this.#failure = null;
  }

  /** Compares one step in each epoch. Training waits until the dry run's results are read, not for the verdict. */
  readonly job: SideJob = {
    name: "check",
    every: 0,
    due: () => this.#available && this.#passed && !this.#underWay && !this.#failure && this.#epochNow > this.#epoch,
    run: () => this.#checkLater(),
  };

  get #epochNow(): number {
    const { step, stepsPerEpoch } = this.#options.trainer;
    return Math.floor(step / stepsPerEpoch);
  }

  async #checkFirst(): Promise<void> {
    const engine = this.#engine;
    const { checker, report, trainer, onStepFailed } = this.#options;
    this.#epoch = this.#epochNow;
    try {
      const found = await (await this.#dryRun(checker, FIRST_RUNS))();
      await this.#evaluate(found, checker, engine);
      // The first eager step has compiled its shaders; the second tells the pace.
      if (engine === this.#engine && !trainer.compiled && this.#refused && found.slower) this.#slower = (await this.#compare(checker)).slower;
    } catch (error) {
      if (error instanceof CompiledStepFailed) {
        this.restart();
        return onStepFailed(error);
      }
      if (!(error instanceof ComparisonFailed)) throw error;
      this.#available = false;
      if (trainer.compiled) await this.#evaluate(await this.#compare(sameBackendChecker), sameBackendChecker, engine);
      else report({ verdict: "unchecked", detail: error.message });
    }
    if (engine === this.#engine && !this.#failure) this.#passed = true;
  }

  async *#checkLater(): Slices {
    const engine = this.#engine;
    this.#epoch = this.#epochNow;
    this.#underWay = true;
    const { checker, onStepFailed, onFailure, onError } = this.#options;
    const failed = (error: unknown) => {
      if (engine !== this.#engine) return;
      if (error instanceof ComparisonFailed) this.#giveUp(error);
      else if (error instanceof CompiledStepFailed) {
        this.restart();
        onStepFailed(error);
      } else onError(error);
    };
    let ask: () => Promise<ComparisonResult>;
    try {
      ask = await this.#dryRun(checker, LATER_RUNS);
    } catch (error) {
      this.#underWay = false;
      return failed(error);
    }
    void (async () => {
      try {
        await this.#evaluate(await ask(), checker, engine);
        if (this.#failure) onFailure();
      } catch (error) {
        failed(error);
      } finally {
        if (engine === this.#engine) this.#underWay = false;
      }
    })();
  }

  #giveUp({ message }: ComparisonFailed): void {
    this.#available = false;
    this.#options.report({ verdict: "unchecked", detail: message });
  }

  /**
   * A correct step may disagree if the input of a unit is within rounding of 0, the kink of ReLU. That would not recur with
   * another step's images and noise, so the engine counts as wrong only if a second step disagrees, too. This does not excuse a
   * step that disagrees with its own repetition.
   */
  async #evaluate(found: ComparisonResult, checker: Checker, engine: number): Promise<void> {
    const { trainer, dataset, report } = this.#options;
    let last = found;
    if (found.reference !== "itself" && !agrees(found.agreement)) {
      const next = toStep(trainer.step + 1);
      await dataset.whenTrain(trainer.imagesNeeded(next));
      last = await this.#compare(checker, next);
    }
    if (engine !== this.#engine) return;
    const { start: start, reference, agreement } = last;
    if (reference !== "itself" && agrees(agreement)) {
      this.#checked = start;
      report({ verdict: "agreed", step: start.step, reference, ...agreement });
    } else {
      const backTo = this.#checked ?? found.start;
      const disagreement = { reference, backTo: backTo.step, ...agreement };
      this.#failure = { disagreement, backTo };
      report({ verdict: "disagreed", ...disagreement });
    }
  }

  async #compare(checker: Checker, at?: Step): Promise<ComparisonResult> {
    return (await this.#dryRun(checker, 1, at))();
  }

  /** Computes a step `runs` times. Returns a function that makes the comparison, which rejects with ComparisonFailed. */
  async #dryRun(checker: Checker, runs: number, at?: Step): Promise<() => Promise<ComparisonResult>> {
    const { trainer } = this.#options;
    const { step } = trainer;
    const { timeout = TIMEOUT_MS, readLosses } = this.#options;
    readLosses();
    const until = performance.now() + REPEAT_LIMIT_MS;
    const began = performance.now();
    const computed = await withTimeLimit(timeout, trainer.dryRun(at));
    const ms = performance.now() - began;
    const difference = await this.#repeat(computed, runs - 1, until);
    if (difference) return () => Promise.resolve({ reference: "itself", agreement: difference, slower: false, start: { step, tensors: computed.before.tensors } });
    return async () => {
      try {
        const { before, ms: referenceMs, ...outcome } = await checker.compare(computed);
        return { ...outcome, slower: checker !== sameBackendChecker && ms > referenceMs, start: { step, tensors: before.tensors } };
      } catch (error) {
        throw new ComparisonFailed(ElboError.of(error).message, { cause: error });
      }
    };
  }

  /**
   * Repeats the step up to `times` times. A compiled step always does the same operations in the same order, so any differing bit
   * is a fault: returns how far the repetition deviated, or null. Eager steps are not repeated, as their sums have no fixed order.
   */
  async #repeat(computed: ComputedStep, times: number, until: number): Promise<Agreement | null> {
    const { trainer, timeout = TIMEOUT_MS } = this.#options;
    for (let made = 0; made < times && trainer.compiled && performance.now() < until; made++) {
      const again = await withTimeLimit(timeout, trainer.repeatDryRun(computed)).catch(whereNotFinite);
      if (!again) return null;
      if (sameBits(again, computed)) continue;
      const { before: { tensors: before } } = computed;
      return agreementOf(lossColumns(trainer.model).map(({ id }) => id), { ...again, before }, { ...computed, before });
    }
    return null;
  }
}

/** Rejects with Unreliable after `ms` milliseconds. */
async function withTimeLimit<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Unreliable(`no step within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Returns null for a run that has diverged, whose state cannot be restored; rethrows other errors. */
function whereNotFinite(error: unknown): null {
  if (error instanceof ElboError && error.code === "bad-snapshot") return null;
  throw error;
}

class ComparisonFailed extends Error {}
