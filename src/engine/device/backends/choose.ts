/**
 * Which backend a run gets. A wish is granted if it can be; `auto` takes what was measured to be the fastest on this machine,
 * and until then WASM, which starts at once: the page measures the others meanwhile (`app/run/paceTrials.ts`). Nothing is swapped
 * silently: the report says what was tried and what came of it.
 */
import { ElboError } from "../../../core/errors";
import type { BackendReport, BackendTrial } from "../../../core/reports";
import type { Restarts } from "../../../core/restarts";
import type { Backend, RequestedBackend } from "../../../core/runConfig";
import { Unreliable } from "./unreliable";

export interface Candidates {
  /** Whether the processor would do a GPU's work: slower than WASM. Rejects with "backend-unavailable". Starts nothing. */
  emulated(backend: Backend): Promise<boolean>;
  /** Starts a backend. Rejects with "backend-unavailable". */
  start(backend: Backend): Promise<void>;
  onTry(backend: Backend): void;
}

/** Where a wish that cannot be granted falls to, in turn. */
const FALL: readonly Backend[] = ["webgpu", "webgl", "wasm", "cpu"];
/** What may be faster than WASM. */
const GPUS: readonly Backend[] = ["webgpu", "webgl"];

export interface Choice {
  readonly wish: RequestedBackend;
  /** What `auto` chose for this model on an earlier visit. */
  readonly remembered?: Backend | undefined;
  /** What `auto` is not to choose, as it was found to compute wrongly. */
  readonly avoid?: readonly Backend[] | undefined;
}

/** Starts one backend, which is then the active one. Rejects with the last error when none starts. */
export async function chooseBackend({ wish, remembered, avoid = [] }: Choice, candidates: Candidates): Promise<BackendReport> {
  if (wish !== "auto") return fall(wish, [wish, ...fallFrom(wish, avoid)], [], candidates, "asked-for");
  if (remembered) {
    try {
      candidates.onTry(remembered);
      await candidates.start(remembered);
      return { wish, chosen: remembered, reason: "remembered", trials: [] };
    } catch {
      // It worked once and does not any more.
    }
  }
  return startAtOnce(candidates, avoid);
}

async function startAtOnce(candidates: Candidates, avoid: readonly Backend[]): Promise<BackendReport> {
  const trials = avoid.map((backend): BackendTrial => ({ backend, kind: "distrusted" }));
  let started = false;
  // The sure and quick one first: asking for a graphics driver waits for the page's own thread, which has its hands full.
  if (!avoid.includes("wasm")) {
    candidates.onTry("wasm");
    try {
      await candidates.start("wasm");
      started = true;
    } catch (error) {
      trials.push(unavailable("wasm", error));
    }
  }
  const asked = GPUS.filter((backend) => !avoid.includes(backend)).map((backend) => passOver(backend, candidates));
  trials.push(...(await Promise.all(asked)).filter((trial) => trial !== null));
  const gpus = GPUS.filter((backend) => !trials.some((trial) => trial.backend === backend));
  return started
    ? { wish: "auto", chosen: "wasm", reason: gpus.length > 0 ? "at-once" : "only-one", trials }
    : fall("auto", [...gpus, "cpu"], trials, candidates);
}

/** Why a GPU need not be tried; null for one that is there. */
async function passOver(backend: Backend, candidates: Candidates): Promise<BackendTrial | null> {
  try {
    return (await candidates.emulated(backend)) ? { backend, kind: "emulated" } : null;
  } catch (error) {
    return unavailable(backend, error);
  }
}

/** What comes after a backend, without what computes wrongly. */
const fallFrom = (backend: Backend, avoid: readonly Backend[]): readonly Backend[] =>
  FALL.slice(FALL.indexOf(backend) + 1).filter((next) => !avoid.includes(next));

/**
 * The backend to carry on with when `lost` has failed in the middle of a run: the same, on another device, where only its device is gone
 * and `restarts` has it started anew; else the next one.
 */
export function afterLoss(
  lost: Backend, { wish, avoid = [] }: Choice, error: unknown, candidates: Candidates, restarts: Restarts,
): Promise<BackendReport> {
  const unreliable = error instanceof Unreliable;
  const disagreement = unreliable ? error.disagreement : null;
  // A device that is wrong now and then is so by way of WebGL, too.
  const following = fallFrom(lost, disagreement?.reference === "itself" ? [...GPUS, ...avoid] : avoid);
  const next: readonly Backend[] = following.length > 0 ? following : ["cpu"];
  const trial: BackendTrial = disagreement ? { backend: lost, kind: "disagreed", disagreement } : unavailable(lost, error);
  return !unreliable && restarts.recordLoss()
    ? fall(wish, [lost, ...next], [trial], candidates, "started-anew")
    : fall(wish, next, [trial], candidates);
}

/** `first`: the reason, where the first of them starts. */
async function fall(
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
      tried = [...tried.filter((trial) => trial.backend !== backend), unavailable(backend, error)];
    }
  }
  throw ElboError.of(last);
}

function unavailable(backend: Backend, error: unknown): BackendTrial {
  return { backend, kind: "unavailable", detail: error instanceof Error ? error.message : String(error) };
}
