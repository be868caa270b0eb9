/**
 * Which backend a run gets. A wish is granted if it can be; `auto` measures a few real steps on WASM and on each GPU that
 * is one, and takes the fastest. Nothing is swapped silently: the report says what was tried and what came of it.
 */
import { ElboError } from "../../core/errors";
import { millis, type Millis } from "../../core/ids";
import type { BackendReport, BackendTrial } from "../../core/reports";
import type { Backend, BackendWish } from "../../core/runConfig";
import { Unreliable } from "./unreliable";

export interface Candidates {
  /** Whether the processor would do a GPU's work: slower than WASM. Rejects with "backend-unavailable". Starts nothing. */
  emulated(backend: Backend): Promise<boolean>;
  /** Starts a backend. Rejects with "backend-unavailable". */
  start(backend: Backend): Promise<void>;
  /** Makes a backend that was started before the active one again. */
  use(backend: Backend): Promise<void>;
  stop(backend: Backend): void;
  /** Milliseconds of one real training step on the backend just started; null when `limit` ran out first. */
  measure(limit: Millis): Promise<Millis | null>;
  onTry(backend: Backend): void;
}

/** Where a wish that cannot be granted falls to, in turn. */
const FALL: readonly Backend[] = ["webgpu", "webgl", "wasm", "cpu"];
/** What `auto` measures beside WASM. */
const GPUS: readonly Backend[] = ["webgpu", "webgl"];
/** A GPU may compile its programs for this long before its steps are timed. */
const COMPILE_LIMIT = millis(4000);

export interface Choice {
  readonly wish: BackendWish;
  /** What `auto` chose for this model on an earlier visit. */
  readonly remembered?: Backend | undefined;
  /** What `auto` is not to choose, as it was found to compute wrongly. */
  readonly avoid?: readonly Backend[] | undefined;
}

/** Starts one backend, which is then the active one. Rejects with the last error when none starts. */
export async function chooseBackend({ wish, remembered, avoid = [] }: Choice, candidates: Candidates): Promise<BackendReport> {
  if (wish !== "auto") return fall(wish, [wish, ...fallFrom(wish, avoid)], [], candidates, wish);
  if (remembered) {
    try {
      candidates.onTry(remembered);
      await candidates.start(remembered);
      return { wish, chosen: remembered, reason: "remembered", trials: [] };
    } catch {
      // It worked once and does not any more: measure anew.
    }
  }
  return measureAll(candidates, avoid);
}

async function measureAll(candidates: Candidates, avoid: readonly Backend[]): Promise<BackendReport> {
  const trials: BackendTrial[] = [];
  const attempt = async (backend: Backend, work: () => Promise<void>): Promise<boolean> => {
    candidates.onTry(backend);
    try {
      await work();
      return true;
    } catch (error) {
      trials.push(unavailable(backend, error));
      return false;
    }
  };
  const compare = async (backend: Backend): Promise<void> => {
    const before = fastestOf(trials);
    const msPerStep = await candidates.measure(COMPILE_LIMIT);
    trials.push(msPerStep === null ? { backend, kind: "too-slow", limit: COMPILE_LIMIT } : { backend, kind: "measured", msPerStep });
    if (fastestOf(trials) !== backend) candidates.stop(backend);
    else if (before) candidates.stop(before);
  };
  // The sure and quick one first: asking for a graphics driver waits for the page's own thread, which has its hands full.
  const distrusted = avoid.map((backend): BackendTrial => ({ backend, kind: "distrusted" }));
  const wasm = !avoid.includes("wasm") && await attempt("wasm", () => candidates.start("wasm"));
  const asked = GPUS.filter((backend) => !avoid.includes(backend)).map((backend) => passOver(backend, candidates));
  const passedOver = [...distrusted, ...(await Promise.all(asked)).filter((trial) => trial !== null)];
  const gpus = GPUS.filter((backend) => !passedOver.some((trial) => trial.backend === backend));
  // Nothing to compare it with.
  if (wasm && gpus.length === 0) return { wish: "auto", chosen: "wasm", reason: "only-one", trials: passedOver };
  if (wasm) await attempt("wasm", () => compare("wasm"));
  for (const backend of gpus) {
    await attempt(backend, async () => {
      await candidates.start(backend);
      await compare(backend);
    });
  }
  trials.push(...passedOver);
  const fastest = fastestOf(trials);
  if (!fastest) return fall("auto", ["cpu"], trials, candidates);
  await candidates.use(fastest);
  const measured = trials.filter(({ kind }) => kind === "measured").length;
  return { wish: "auto", chosen: fastest, reason: measured > 1 ? "fastest" : "only-one", trials };
}

function fastestOf(trials: readonly BackendTrial[]): Backend | null {
  const measured = trials.flatMap((trial) => (trial.kind === "measured" ? [trial] : []));
  return measured.sort((a, b) => a.msPerStep - b.msPerStep)[0]?.backend ?? null;
}

/** Why a GPU need not be measured; null for one that is there. */
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

/** The backend to carry on with when `lost` has failed in the middle of a run. */
export function afterLoss(
  lost: Backend, { wish, avoid = [] }: Choice, error: unknown, candidates: Candidates,
): Promise<BackendReport> {
  const next = fallFrom(lost, avoid);
  const disagreement = error instanceof Unreliable ? error.disagreement : null;
  const trial: BackendTrial = disagreement ? { backend: lost, kind: "disagreed", disagreement } : unavailable(lost, error);
  return fall(wish, next.length > 0 ? next : ["cpu"], [trial], candidates);
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
