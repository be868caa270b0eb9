/**
 * Which backend a run gets. A wish is granted if it can be; `auto` measures a few real steps on each backend that
 * starts and takes the fastest. Nothing is swapped silently: the report says what was tried and what came of it.
 */
import { ElboError } from "../../core/errors";
import { millis, type Millis } from "../../core/ids";
import type { BackendReport, BackendTrial } from "../../core/reports";
import type { Backend, BackendWish } from "../../core/runConfig";

export interface Candidates {
  /** Starts a backend. Rejects with "backend-unavailable". */
  start(backend: Backend): Promise<{ software: boolean }>;
  /** Makes a backend that was started before the active one again. */
  use(backend: Backend): Promise<void>;
  stop(backend: Backend): void;
  /** Milliseconds of one real training step on the backend just started; null when `limit` ran out first. */
  measure(limit: Millis): Promise<Millis | null>;
  onTry(backend: Backend): void;
}

/** Where a wish that cannot be granted falls to, in turn. */
const FALL: readonly Backend[] = ["webgpu", "webgl", "wasm", "cpu"];
/** The sure and quick one first: what it takes is the mark for the others. */
const TRY: readonly Backend[] = ["wasm", "webgpu", "webgl"];
/** A GPU may compile its programs for this long before its steps are timed. */
const COMPILE_LIMIT = millis(4000);
/** An emulated GPU gets this long, compilation included, or this many times what WASM takes for a step. */
const SOFTWARE_LIMIT = millis(100);
const SOFTWARE_FACTOR = 8;

export interface Choice {
  readonly wish: BackendWish;
  /** What `auto` chose for this model on an earlier visit. */
  readonly remembered?: Backend | undefined;
}

/** Starts one backend, which is then the active one. Rejects with the last error when none starts. */
export async function chooseBackend({ wish, remembered }: Choice, candidates: Candidates): Promise<BackendReport> {
  if (wish !== "auto") return fall(wish, FALL.slice(FALL.indexOf(wish)), [], candidates, wish);
  if (remembered) {
    try {
      candidates.onTry(remembered);
      await candidates.start(remembered);
      return { wish, chosen: remembered, reason: "remembered", trials: [] };
    } catch {
      // It worked once and does not any more: measure anew.
    }
  }
  return measureAll(candidates);
}

async function measureAll(candidates: Candidates): Promise<BackendReport> {
  const trials: BackendTrial[] = [];
  let best: { backend: Backend; ms: number } | null = null;
  for (const backend of TRY) {
    candidates.onTry(backend);
    try {
      const { software } = await candidates.start(backend);
      const limit = millis(software && best ? Math.max(SOFTWARE_LIMIT, SOFTWARE_FACTOR * best.ms) : COMPILE_LIMIT);
      const msPerStep = await candidates.measure(limit);
      trials.push(msPerStep === null
        ? { backend, kind: "too-slow", limit }
        : { backend, kind: "measured", msPerStep });
      if (msPerStep !== null && (best === null || msPerStep < best.ms)) {
        if (best) candidates.stop(best.backend);
        best = { backend, ms: msPerStep };
      } else {
        candidates.stop(backend);
      }
    } catch (error) {
      trials.push(unavailable(backend, error));
    }
  }
  if (!best) return fall("auto", ["cpu"], trials, candidates);
  await candidates.use(best.backend);
  const measured = trials.filter(({ kind }) => kind === "measured").length;
  return { wish: "auto", chosen: best.backend, reason: measured > 1 ? "fastest" : "only-one", trials };
}

/** The backend to carry on with when `lost` has failed in the middle of a run. */
export function afterLoss(lost: Backend, wish: BackendWish, error: unknown, candidates: Candidates): Promise<BackendReport> {
  const next = FALL.slice(FALL.indexOf(lost) + 1);
  return fall(wish, next.length > 0 ? next : ["cpu"], [unavailable(lost, error)], candidates);
}

async function fall(
  wish: BackendWish, order: readonly Backend[], trials: readonly BackendTrial[], candidates: Candidates, asked?: Backend,
): Promise<BackendReport> {
  const tried = [...trials];
  let last: unknown;
  for (const backend of order) {
    try {
      candidates.onTry(backend);
      await candidates.start(backend);
      return { wish, chosen: backend, reason: backend === asked ? "asked-for" : "fell-back", trials: tried };
    } catch (error) {
      last = error;
      tried.push(unavailable(backend, error));
    }
  }
  throw ElboError.of(last);
}

function unavailable(backend: Backend, error: unknown): BackendTrial {
  return { backend, kind: "unavailable", detail: error instanceof Error ? error.message : String(error) };
}
