/**
 * Chooses a run's backend. A requested backend is used if it starts. `auto` takes the one that was measured to be the fastest on
 * this machine; before that it takes WASM, which starts at once, and the page looks for others and measures them meanwhile
 * (`app/paceTrials.ts`). Nothing is replaced silently: the report lists what was tried and with what result.
 */
import { ElboError } from "../../../core/errors";
import type { BackendReport, BackendTrial } from "../../../core/run/reports";
import type { Restarts } from "../../../core/run/restarts";
import type { Backend, RequestedBackend } from "../../../core/run/runConfig";
import { Unreliable } from "./unreliable";

export interface Candidates {
  /** Returns whether the processor emulates this GPU backend, which is slower than WASM. Starts nothing. Rejects with "backend-unavailable". */
  emulated(backend: Backend): Promise<boolean>;
  /** Starts a backend. Rejects with "backend-unavailable". */
  start(backend: Backend): Promise<void>;
  onTry(backend: Backend): void;
}

/** If a backend does not start, those after it are tried in this order. */
const FALLBACK_ORDER: readonly Backend[] = ["webgpu", "webgl", "wasm", "cpu"];
/** Backends that may be faster than WASM. */
const GPUS: readonly Backend[] = ["webgpu", "webgl"];

export interface Choice {
  readonly wish: RequestedBackend;
  /** The backend that `auto` chose for this model on an earlier visit. */
  readonly remembered?: Backend | undefined;
  /** Backends that `auto` must not choose, because they computed wrong results. */
  readonly avoid?: readonly Backend[] | undefined;
}

/** Starts a backend and makes it active. Rejects with the last error when none starts. */
export async function chooseBackend({ wish, remembered, avoid = [] }: Choice, candidates: Candidates): Promise<BackendReport> {
  if (wish !== "auto") return startFirst(wish, [wish, ...fallbacksAfter(wish, avoid)], [], candidates, "asked-for");
  if (remembered) {
    try {
      candidates.onTry(remembered);
      await candidates.start(remembered);
      return { wish, chosen: remembered, reason: "remembered", trials: [] };
    } catch {
      // It worked once and does not any more.
    }
  }
  return chooseAutomatically(candidates, avoid);
}

async function chooseAutomatically(candidates: Candidates, avoid: readonly Backend[]): Promise<BackendReport> {
  const trials = avoid.map((backend): BackendTrial => ({ backend, kind: "distrusted" }));
  // WASM first, as it is reliable and quick: a graphics driver takes up to a second to say what it is.
  if (!avoid.includes("wasm")) {
    candidates.onTry("wasm");
    try {
      await candidates.start("wasm");
      return { wish: "auto", chosen: "wasm", reason: GPUS.every((gpu) => avoid.includes(gpu)) ? "only-one" : "at-once", trials };
    } catch (error) {
      trials.push(unavailableTrial("wasm", error));
    }
  }
  trials.push(...await gpusToSkip(avoid, candidates.emulated));
  const gpus = GPUS.filter((backend) => !trials.some((trial) => trial.backend === backend));
  return startFirst("auto", [...gpus, "cpu"], trials, candidates);
}

/** Returns the GPU backends that need not be tried, with the reason, except those to avoid anyway. `emulated`: as that of `Candidates`. */
export async function gpusToSkip(avoid: readonly Backend[], emulated: Candidates["emulated"]): Promise<BackendTrial[]> {
  const asked = GPUS.filter((backend) => !avoid.includes(backend)).map(async (backend): Promise<BackendTrial | null> => {
    try {
      return (await emulated(backend)) ? { backend, kind: "emulated" } : null;
    } catch (error) {
      return unavailableTrial(backend, error);
    }
  });
  return (await Promise.all(asked)).filter((trial) => trial !== null);
}

/** The backends to try after this one, without those that computed wrong results. */
const fallbacksAfter = (backend: Backend, avoid: readonly Backend[]): readonly Backend[] =>
  FALLBACK_ORDER.slice(FALLBACK_ORDER.indexOf(backend) + 1).filter((next) => !avoid.includes(next));

/**
 * Starts a backend when `lost` has failed during a run: the same one with a new device, if only its device was lost and
 * `restarts` permits it; otherwise the next one. Rejects with the last error when none starts.
 */
export async function backendAfterLoss(
  lost: Backend, { wish, avoid = [] }: Choice, error: unknown, candidates: Candidates, restarts: Restarts,
): Promise<BackendReport> {
  const unreliable = error instanceof Unreliable;
  const disagreement = unreliable ? error.disagreement : null;
  const following = fallbacksAfter(lost, unreliable && error.gpusToo ? [...GPUS, ...avoid] : avoid);
  const trial: BackendTrial = disagreement ? { backend: lost, kind: "disagreed", disagreement } : unavailableTrial(lost, error);
  const startNext = async (failed: BackendTrial) => {
    // A GPU that the processor emulates is slower than WASM.
    const emulated = (await gpusToSkip(GPUS.filter((gpu) => !following.includes(gpu)), candidates.emulated)).filter(({ kind }) => kind === "emulated");
    const next = following.filter((backend) => !emulated.some((skipped) => skipped.backend === backend));
    return startFirst(wish, next.length > 0 ? next : ["cpu"], [failed, ...emulated], candidates);
  };
  if (unreliable || !restarts.recordLoss()) return startNext(trial);
  try {
    return await startFirst(wish, [lost], [trial], candidates, "restarted");
  } catch (caught) {
    return startNext(unavailableTrial(lost, caught));
  }
}

/** Starts the first backend in `order` that can be started. `first`: the reported reason if it is the first one. */
async function startFirst(
  wish: RequestedBackend, order: readonly Backend[], trials: readonly BackendTrial[], candidates: Candidates, first: BackendReport["reason"] = "fell-back",
): Promise<BackendReport> {
  let tried = trials;
  let last: unknown;
  for (const backend of order) {
    try {
      candidates.onTry(backend);
      await candidates.start(backend);
      return { wish, chosen: backend, reason: backend === order[0] ? first : "fell-back", trials: tried };
    } catch (error) {
      last = error;
      tried = [...tried.filter((trial) => trial.backend !== backend), unavailableTrial(backend, error)];
    }
  }
  throw ElboError.of(last);
}

function unavailableTrial(backend: Backend, error: unknown): BackendTrial {
  return { backend, kind: "unavailable", detail: error instanceof Error ? error.message : String(error) };
}
