/**
 * Finds the fastest backend for a model in a separate worker while a run is on WASM already: the next run of that model uses it.
 * The numbers of a run never depend on it, as a run stays on its backend.
 */
import { ElboError } from "../../core/errors";
import { millis } from "../../core/run/ids";
import type { MachineTasks, PaceSubject } from "../../core/browser/machine";
import type { BackendReport, BackendTrial } from "../../core/run/reports";
import type { Backend, RunConfig } from "../../core/run/runConfig";
import type { Store } from "../../state/store";
import { threadsFor } from "../../state/threads";
import { connect, CallTimeout, type Rpc, type WorkerPort } from "../../worker/rpc";
import { addNotice } from "./runEvents";
import type { BackendMemory } from "../backendMemory";

export interface PaceTrials {
  /** A run of this configuration was opened. Measures the other backends if it began on WASM only because that starts at once. */
  opened(config: RunConfig, report: BackendReport): void;
  /** Ends the trials without a result. */
  end(): void;
}

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
export function createPaceTrials({ store, spawn, workersCanLoad, memory }: PaceTrialParts): PaceTrials {
  let underWay: { readonly key: string; end(): void } | null = null;

  const end = () => {
    underWay?.end();
    underWay = null;
  };

  return {
    opened(config, report) {
      const key = `${config.model} ${config.engine ?? "auto"}`;
      if (report.reason !== "at-once" || underWay?.key === key) return;
      end();
      const passedOver = report.trials.map(({ backend }) => backend);
      const bench = new PaceBench(spawn, threadsFor(store.getState()));
      const timer = setTimeout(async () => {
        const { model, engine = "auto", hyperparameters } = config;
        await workersCanLoad();
        const trials = await bench.measure({ model, engine, hyperparameters }, ORDER.filter((backend) => !passedOver.includes(backend)));
        if (bench.ended) return;
        end();
        const [wasm, fastest] = [trials.find(({ backend }) => backend === "wasm"), fastestOf(trials)];
        if (!fastest) return;
        memory.keep(config, fastest.backend);
        const shown = store.getState().report;
        if (shown?.reason !== "at-once") return;
        store.setState({ report: { ...shown, trials: [...trials, ...report.trials] } });
        const times = wasm?.kind === "measured" ? wasm.msPerStep / fastest.msPerStep : Infinity;
        if (Number.isFinite(times) && times >= WORTH_TELLING) addNotice(store, { kind: "faster", backend: fastest.backend, times });
      }, AFTER_MS);
      underWay = { key, end: () => { clearTimeout(timer); bench.end(); } };
    },
    end,
  };
}

type Measured = Extract<BackendTrial, { kind: "measured" }>;

/** Returns the fastest of the trials that were measured; null if none was. */
function fastestOf(trials: readonly BackendTrial[]): Measured | null {
  const measured = trials.flatMap((trial) => (trial.kind === "measured" ? [trial] : []));
  return measured.sort((a, b) => a.msPerStep - b.msPerStep)[0] ?? null;
}

class PaceBench {
  #rpc: Rpc<MachineTasks> | null = null;
  ended = false;

  constructor(private readonly spawn: () => WorkerPort, private readonly threads: number) {}

  /** Measures the backends one after the other. Never rejects. */
  async measure(subject: PaceSubject, backends: readonly Backend[]): Promise<BackendTrial[]> {
    const trials: BackendTrial[] = [];
    for (const backend of backends) {
      if (this.ended) break;
      if (!this.#rpc || this.#rpc.ended) this.#rpc = connect(this.spawn());
      try {
        await this.#rpc.call("start", { backend, threads: this.threads }, { timeout: new CallTimeout(START_LIMIT) });
        const msPerStep = await this.#rpc.call("pace", { subject, limit: PACE_LIMIT }, { timeout: new CallTimeout(millis(4 * PACE_LIMIT)) });
        trials.push(msPerStep === null ? { backend, kind: "too-slow", limit: PACE_LIMIT } : { backend, kind: "measured", msPerStep });
      } catch (error) {
        trials.push(error instanceof CallTimeout
          ? { backend, kind: "too-slow", limit: error.limit }
          : { backend, kind: "unavailable", detail: ElboError.of(error).message });
      }
    }
    return trials;
  }

  end(): void {
    this.ended = true;
    this.#rpc?.end();
  }
}
