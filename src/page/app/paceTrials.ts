/**
 * Finds the fastest backend for a model in a separate worker while a run is on WASM already: the next run of that model uses it.
 * The worker first asks the browser for its GPUs, and measures nothing if there is none. The numbers of a run never depend on it,
 * as a run stays on its backend.
 */
import { ElboError } from "../../core/errors";
import { millis } from "../../core/run/ids";
import type { MachineTasks, PaceSubject } from "../../core/browser/machine";
import type { BackendReport, BackendTrial } from "../../core/run/reports";
import { isGpu, type Backend, type RunConfig } from "../../core/run/runConfig";
import type { Store } from "../state/store";
import { threadsFor } from "../state/threads";
import { connect, CallTimeout, type Rpc, type WorkerPort } from "../../engine/worker/rpc";
import { addNotice } from "./run/runEvents";
import type { BackendMemory } from "./backendMemory";

export interface PaceTrialParts {
  readonly store: Store;
  /** A new worker of the kind that checks the machine. */
  readonly spawn: () => WorkerPort;
  workersCanLoad(): Promise<void>;
  readonly memory: Pick<BackendMemory, "keep">;
}

/** The order of the trials. WASM is measured, too: a trial shares the processor with the run, which slows it down, and this has to affect all backends. */
const ORDER: readonly Backend[] = ["wasm", "webgpu", "webgl"];
/** Milliseconds before the trials begin: the page has been drawn by then, and training has begun. */
const AFTER_MS = 3000;
/** Time limit for starting a backend: drivers take seconds to start and to compile. */
const START_LIMIT = millis(15_000);
/** Time limit for compiling, for the first step, and for the timed steps, each. */
const PACE_LIMIT = millis(4000);
/** A backend that is faster by at least this factor is worth a notice. */
const WORTH_TELLING = 1.5;

/** Returns trials that have not begun. */
export function createPaceTrials({ store, spawn, workersCanLoad, memory }: PaceTrialParts) {
  let underWay: { readonly key: string; end(): void } | null = null;

  const end = () => {
    underWay?.end();
    underWay = null;
  };

  return {
    /** A run of this configuration was opened. Looks for other backends and measures them if it began on WASM only because that starts at once. */
    opened(config: RunConfig, report: BackendReport) {
      const key = `${config.model} ${config.engine ?? "auto"}`;
      if (report.reason !== "at-once" || underWay?.key === key) return;
      end();
      const passedOver = report.trials.map(({ backend }) => backend);
      const bench = new PaceBench(spawn, threadsFor(store.getState()));
      const find = async () => {
        const { model, engine = "auto", hyperparameters } = config;
        await workersCanLoad();
        if (bench.ended) return;
        const skipped = await bench.gpusToSkip(passedOver);
        const backends = ORDER.filter((backend) => ![...passedOver, ...skipped.map((trial) => trial.backend)].includes(backend));
        const hasGpu = backends.some(isGpu);
        const trials = hasGpu ? await bench.measure({ model, engine, hyperparameters }, backends) : [];
        if (bench.ended) return;
        end();
        const [wasm, fastest] = [trials.find(({ backend }) => backend === "wasm"), fastestOf(trials)];
        if (hasGpu && !fastest) return;
        memory.keep(config, fastest?.backend ?? "wasm");
        const shown = store.getState().report;
        if (shown?.reason !== "at-once") return;
        store.setState({ report: { ...shown, reason: hasGpu ? "at-once" : "only-one", trials: [...trials, ...skipped, ...report.trials] } });
        if (wasm?.kind !== "measured" || !fastest) return;
        const times = wasm.msPerStep / fastest.msPerStep;
        if (times >= WORTH_TELLING) addNotice(store, { kind: "faster", backend: fastest.backend, times });
      };
      const timer = setTimeout(() => void find(), AFTER_MS);
      underWay = { key, end: () => { clearTimeout(timer); bench.end(); } };
    },
    /** Ends the trials without a result. */
    end,
  };
}

type Measured = Extract<BackendTrial, { kind: "measured" }>;

/** Returns the fastest of the trials that were measured; null if none was. */
function fastestOf(trials: readonly BackendTrial[]): Measured | null {
  const measured = trials.flatMap((trial) => (trial.kind === "measured" ? [trial] : []));
  return measured.sort((a, b) => a.msPerStep - b.msPerStep)[0] ?? null;
}

const failed = (backend: Backend, error: unknown): BackendTrial => (error instanceof CallTimeout
  ? { backend, kind: "too-slow", limit: error.limit }
  : { backend, kind: "unavailable", detail: ElboError.of(error).message });

class PaceBench {
  #rpc: Rpc<MachineTasks> | null = null;
  ended = false;

  constructor(private readonly spawn: () => WorkerPort, private readonly threads: number) {}

  /** Returns the GPU backends that need not be tried, with the reason, except those to avoid anyway: all of them, if the browser does not say. Never rejects. */
  async gpusToSkip(avoid: readonly Backend[]): Promise<readonly BackendTrial[]> {
    try {
      return await this.#worker.call("gpusToSkip", { avoid }, { timeout: new CallTimeout(START_LIMIT) });
    } catch (error) {
      return ORDER.filter((backend) => isGpu(backend) && !avoid.includes(backend)).map((backend) => failed(backend, error));
    }
  }

  /** Measures the backends one after the other. Never rejects. */
  async measure(subject: PaceSubject, backends: readonly Backend[]): Promise<BackendTrial[]> {
    const trials: BackendTrial[] = [];
    for (const backend of backends) {
      if (this.ended) break;
      try {
        await this.#worker.call("start", { backend, threads: this.threads }, { timeout: new CallTimeout(START_LIMIT) });
        const msPerStep = await this.#worker.call("pace", { subject, limit: PACE_LIMIT }, { timeout: new CallTimeout(millis(4 * PACE_LIMIT)) });
        trials.push(msPerStep === null ? { backend, kind: "too-slow", limit: PACE_LIMIT } : { backend, kind: "measured", msPerStep });
      } catch (error) {
        trials.push(failed(backend, error));
      }
    }
    return trials;
  }

  get #worker(): Rpc<MachineTasks> {
    return this.#rpc = this.#rpc && !this.#rpc.ended ? this.#rpc : connect(this.spawn());
  }

  end(): void {
    this.ended = true;
    this.#rpc?.end();
  }
}
