/**
 * A run on a GPU checks itself: the first step that an engine makes, before the reader sees anything of it, and one step in
 * each epoch are computed again on another backend from the same weights, images and noise. The GPU computes a compiled one
 * several times, too, because some GPUs are wrong now and then. What is compared is a rehearsal, so that the run's own
 * numbers stay what they are. What follows when steps disagree is done by the loop.
 */
import { ElboError } from "../../core/errors";
import { step as toStep, type Step } from "../../core/ids";
import { lossColumns } from "../../core/model";
import type { Agreement, CheckReport, Disagreement } from "../../core/reports";
import type { Snapshot } from "../../core/snapshot";
import type { Dataset } from "../../data/dataset";
import { Unreliable } from "../device/backends/unreliable";
import type { SideJob } from "../scheduling/sideWork";
import type { Slices } from "../scheduling/slices";
import { sameBits, type ComputedStep } from "../trainer/computedStep";
import { CompiledStepFailed, type Trainer } from "../trainer/trainer";
import { agreementOf, agrees } from "./agreement";
import { sameBackendChecker, type Checker } from "./compareWithEager";

export interface SelfCheckOptions {
  readonly trainer: Pick<Trainer, "model" | "step" | "stepsPerEpoch" | "compiled" | "shardsNeeded" | "dryRun" | "repeatDryRun">;
  readonly dataset: Pick<Dataset, "whenTrain">;
  readonly checker: Checker;
  /** Milliseconds after which a device that gives no numbers is taken to hang. */
  readonly timeout?: number;
  report(report: CheckReport): void;
  /** A compiled step broke off in a rehearsal; the run goes on eagerly from where it stands. */
  onStepFailed(error: CompiledStepFailed): void;
  /** Steps have turned out to be wrong after the first. */
  onFailure(): void;
}

/** The slowest step measured, on a GPU emulated in software, took 38 s; after 60 s the page starts a new worker. */
const TIMEOUT_MS = 45_000;
/**
 * How often a compiled step is computed on the GPU when it is compared: the first one, and one in an epoch. A GPU that is wrong in a
 * fifth of its steps, each time in another way, is found out by eight with a probability of 83 %, by four with 59 %.
 */
const FIRST_RUNS = 8;
const LATER_RUNS = 4;
/** Milliseconds after which the step is not computed once more: on an emulated GPU a step may take half a minute. */
const REPEAT_LIMIT_MS = 3000;

/** Steps of this engine are wrong. */
export interface CheckFailure {
  readonly disagreement: Disagreement;
  /** The last weights that were checked, to go on from by other means. */
  readonly backTo: Snapshot;
}

interface ComparisonResult {
  /** Where the run start, with these weights. */
  readonly start: Snapshot;
  readonly reference: Disagreement["reference"];
  readonly agreement: Agreement;
}

export class SelfCheck {
  readonly #options: SelfCheckOptions;
  #first: Promise<void> | null = null;
  #passed = false;
  #failure: CheckFailure | null = null;
  #checked: Snapshot | null = null;
  /** Of the step that was compared last. */
  #epoch = 0;
  #underWay = false;
  /** The checker can be asked. */
  #available = true;
  /** Counts engines, so that a verdict on an earlier one is not taken for one on this. */
  #engine = 0;

  constructor(options: SelfCheckOptions) {
    this.#options = options;
  }

  /** The first step has been compared, or cannot be. */
  get passed(): boolean { return this.#passed; }
  get failure(): CheckFailure | null { return this.#failure; }
  /** The last weights from which a step agreed. */
  get checked(): Snapshot | null { return this.#checked; }

  /** Compares the next step. Afterwards the engine has `passed`, or there is a `refutation`. Rejects as a step throws. */
  first(): Promise<void> {
    return this.#first ??= this.#checkFirst();
  }

  /** Another engine makes the steps from now on. */
  restart(): void {
    this.#engine++;
    this.#first = null;
    this.#passed = false;
    this.#underWay = false;
    this.#failure = null;
  }

  /** Compares one step in each epoch. Training waits for the numbers to be read, not for the verdict. */
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
    const { checker, report, trainer, onStepFailed: brokeOff } = this.#options;
    this.#epoch = this.#epochNow;
    try {
      await this.#evaluate(await (await this.#dryRun(checker, FIRST_RUNS))(), checker, engine);
    } catch (error) {
      if (error instanceof CompiledStepFailed) {
        this.restart();
        return brokeOff(error);
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
    const { checker } = this.#options;
    const ask = await this.#dryRun(checker, LATER_RUNS);
    void (async () => {
      try {
        await this.#evaluate(await ask(), checker, engine);
        if (this.#failure) this.#options.onFailure();
      } catch (error) {
        if (engine === this.#engine && error instanceof ComparisonFailed) this.#giveUp(error);
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
   * A right step may disagree where the input of a unit is within rounding of 0, where ReLU bends. With the images and the noise of
   * another step that would be another unit, so the engine is taken to be wrong only where a second step disagrees, too. A step that
   * disagrees with itself has no such excuse.
   */
  async #evaluate(found: ComparisonResult, checker: Checker, engine: number): Promise<void> {
    const { trainer, dataset, report } = this.#options;
    let last = found;
    if (found.reference !== "itself" && !agrees(found.agreement)) {
      const next = toStep(trainer.step + 1);
      await Promise.all(trainer.shardsNeeded(next).map((shard) => dataset.whenTrain(shard)));
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

  /** Computes a step, so many times. Returns how to ask for the comparison, which rejects with NotCompared. */
  async #dryRun(checker: Checker, runs: number, at?: Step): Promise<() => Promise<ComparisonResult>> {
    const { trainer } = this.#options;
    const { step } = trainer;
    const { timeout: patience = TIMEOUT_MS } = this.#options;
    const until = performance.now() + REPEAT_LIMIT_MS;
    const computed = await within(patience, trainer.dryRun(at));
    const unsteady = await this.#repeat(computed, runs - 1, until);
    if (unsteady) return () => Promise.resolve({ reference: "itself", agreement: unsteady, start: { step, tensors: computed.before.tensors } });
    return async () => {
      try {
        const { before, ...outcome } = await checker.compare(computed);
        return { ...outcome, start: { step, tensors: before.tensors } };
      } catch (error) {
        throw new ComparisonFailed(ElboError.of(error).message, { cause: error });
      }
    };
  }

  /**
   * Computes the step again, so many times at most. A compiled one always does the same operations in the same order, so any other bit
   * is a fault: returns how far off it was then. Eager ones are not repeated: their sums may come in any order.
   */
  async #repeat(computed: ComputedStep, times: number, until: number): Promise<Agreement | null> {
    const { trainer, timeout: patience = TIMEOUT_MS } = this.#options;
    for (let made = 0; made < times && trainer.compiled && performance.now() < until; made++) {
      const again = await within(patience, trainer.repeatDryRun(computed)).catch(whereNotFinite);
      if (!again) return null;
      if (sameBits(again, computed)) continue;
      const { before: { tensors: before } } = computed;
      return agreementOf(lossColumns(trainer.model).map(({ id }) => id), { ...again, before }, { ...computed, before });
    }
    return null;
  }
}

/** Rejects with Unreliable when the time is up. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
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

/** A run that has diverged has no weights to begin with. */
function whereNotFinite(error: unknown): null {
  if (error instanceof ElboError && error.code === "bad-snapshot") return null;
  throw error;
}

class ComparisonFailed extends Error {}
