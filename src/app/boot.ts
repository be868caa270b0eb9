/**
 * The page's first script, small enough to run at once: starts the worker, then the page. A worker's thread begins when the
 * page's own has a moment for it, and a slow phone has none for seconds while it evaluates and draws the page. What the page
 * is made of is fetched meanwhile: `vite.config.ts` names it in the built page's head.
 */
import type {} from "../core/packedFiles";
import { installEarlyHandle } from "./earlyHandle";
import { canRunWorker } from "./moduleWorkers";

/** Milliseconds that the page waits for the worker's thread at most. */
const PATIENCE = 500;

const { packedWorker } = globalThis;
/** Written out, as Vite reads a worker's options as they stand. */
const spawn = () => (packedWorker === undefined ? new Worker(new URL("../worker/entry.ts", import.meta.url), { type: "module" })
  : new Worker(packedWorker));
const spawnMachine = () => (packedWorker === undefined ? new Worker(new URL("../worker/entry.ts", import.meta.url), { type: "module", name: "machine" })
  : new Worker(packedWorker, { name: "machine" }));

/** Its first message says that its thread runs. */
const awake = (worker: Worker): Promise<void> => new Promise((resolve) => {
  for (const sign of ["message", "error"]) worker.addEventListener(sign, () => resolve(), { once: true });
  setTimeout(resolve, PATIENCE);
});

async function boot(): Promise<void> {
  const able = canRunWorker();
  const handleArrived = able ? installEarlyHandle() : null;
  let first: Worker | null = null;
  if (able) {
    first = spawn();
    // Nobody hears of it yet: the page gets another one, which fails in its turn.
    first.addEventListener("error", () => { first = null; });
    await awake(first);
  }
  const { showPage } = await import("./main");
  const next = (kind: "run" | "machine") => {
    if (kind === "machine") return spawnMachine();
    const worker = first ?? spawn();
    first = null;
    return worker;
  };
  await showPage(able ? next : null);
  handleArrived?.();
}

void boot();
