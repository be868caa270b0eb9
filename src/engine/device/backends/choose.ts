/**
 * Which backend a run gets. A wish is granted if it can be; `auto` takes what was measured to be the fastest on this machine,
 * and until then WASM, which starts at once: the page measures the others meanwhile (`app/run/paceTrials.ts`). Nothing is swapped
 * silently: the report says what was tried and what came of it.
 */
import { ElboError } from "../../../core/errors";
import type { BackendReport, BackendTrial } from "../../../core/reports";
import type { Restarts } from "../../../core/restarts";
import type { Backend, BackendWish } from "../../../core/runConfig";
import { Unreliable } from "./unreliable";

export interface Candidates {
  /** Whether the processor would do a GPU's work: slower than WASM. Rejects with "backend-unavailable". Starts nothing. */
  emulated(backend: Backend): Promise<boolean>;
  /** Starts a backend. Rejects with "backend-unavailable". */
  start(backend: Backend): Promise<void>;
  onTry(backend: Backend): void;
}

/** Where a wish that cannot be granted falls to, in turn. */
const FALLBACK_ORDER: readonly Backend[] = ["webgpu", "webgl", "wasm", "cpu"];
/** What may be faster than WASM. */
const GPUS: readonly Backend[] = ["webgpu", "webgl"];

export interface Choice {
  readonly wish: BackendWish;
  /** What `auto` chose for this model on an earlier visit. */
  readonly remembered?: Backend | undefined;
  /** What `auto` is not to choose, as it was found to compute wrongly. */
  readonly avoid?: readonly Backend[] | undefined;
}

/** Starts one backend, which is then the active one. Rejects with the last error when none starts. */
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
  let started = false;
  // The sure and quick one first: asking for a graphics driver waits for the page's own thread, which has its hands full.
  if (!avoid.includes("wasm")) {
    candidates.onTry("wasm");
    try {
      await candidates.start("wasm");
      started = true;
    } catch (error) {
      trials.push(unavailableTrial("wasm", error));
    }
  }
  const asked = GPUS.filter((backend) => !avoid.includes(backend)).map((backend) => reasonToSkip(backend, candidates));
  trials.push(...(await Promise.all(asked)).filter((trial) => trial !== null));
  const gpus = GPUS.filter((backend) => !trials.some((trial) => trial.backend === backend));
  return started
    ? { wish: "auto", chosen: "wasm", reason: gpus.length > 0 ? "at-once" : "only-one", trials }
    : startFirst("auto", [...gpus, "cpu"], trials, candidates);
}

/** Why a GPU need not be tried; null for one that is there. */
async function reasonToSkip(backend: Backend, candidates: Candidates): Promise<BackendTrial | null> {
  try {
    return (await candidates.emulated(backend)) ? { backend, kind: "emulated" } : null;
  } catch (error) {
    return unavailableTrial(backend, error);
  }
}

/** What comes after a backend, without what computes wrongly. */
const fallbacksAfter = (backend: Backend, avoid: readonly Backend[]): readonly Backend[] =>
  FALLBACK_ORDER.slice(FALLBACK_ORDER.indexOf(backend) + 1).filter((next) => !avoid.includes(next));

/**
 * The backend to carry on with when `lost` has failed in the middle of a run: the same, on another device, where only its device is gone
 * and `restarts` has it started anew; else the next one.
 */
export function backendAfterLoss(
  lost: Backend, { wish, avoid = [] }: Choice, error: unknown, candidates: Candidates, restarts: Restarts,
): Promise<BackendReport> {
  const unreliable = error instanceof Unreliable;
  const disagreement = unreliable ? error.disagreement : null;
  // A device that is wrong now and then is so by way of WebGL, too.
  const following = fallbacksAfter(lost, disagreement?.reference === "itself" ? [...GPUS, ...avoid] : avoid);
  const next: readonly Backend[] = following.length > 0 ? following : ["cpu"];
  const trial: BackendTrial = disagreement ? { backend: lost, kind: "disagreed", disagreement } : unavailableTrial(lost, error);
  return !unreliable && restarts.lost()
    ? startFirst(wish, [lost, ...next], [trial], candidates, "started-anew")
    : startFirst(wish, next, [trial], candidates);
}

/** `first`: the reason, where the first of them starts. */
async function startFirst(
  wish: BackendWish, order: readonly Backend[], trials: readonly BackendTrial[], candidates: Candidates, first: BackendReport["reason"] = "fell-back",
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
