/**
 * The page's first script, small enough to run at once: it starts the worker, then the page. A worker's thread begins when the
 * page's own thread is idle for a moment, and on a slow phone it is not for seconds while it evaluates and draws the page. The page's
 * other scripts are fetched meanwhile: `vite.config.ts` names them in the built page's head.
 */
import { version } from "../../package.json";
import type {} from "../core/browser/packedFiles";
import { nextTask } from "../core/tasks";
import { isEmbedding, writtenIn } from "../state/link/pairs";
import workerUrl from "../worker/entry?worker&url";
import { installEarlyHandle } from "./earlyHandle";
import { canRunWorker } from "./moduleWorkers";
import { scriptUrl } from "./scriptUrl";

/** The page waits for the worker's thread for at most this many milliseconds. */
const PATIENCE = 500;

const { packedWorker } = globalThis;
const spawn = (name = "") => new Worker(scriptUrl(packedWorker ?? workerUrl), { type: packedWorker === undefined ? "module" : "classic", name });

/** Resolves when the worker's first message says that its thread runs, or after `PATIENCE`. */
const awake = (worker: Worker): Promise<void> => new Promise((resolve) => {
  for (const sign of ["message", "error"]) worker.addEventListener(sign, () => resolve(), { once: true });
  setTimeout(resolve, PATIENCE);
});

async function boot(): Promise<void> {
  const speaker = /^#speaker=([\da-f]{16})$/.exec(location.hash)?.[1];
  if (speaker !== undefined) return (await import("./main")).showSpeaker(speaker);
  const able = canRunWorker();
  const handleArrived = able ? installEarlyHandle() : null;
  const poster = isEmbedding(writtenIn(location.hash)) ? (await import("../features/embed/poster")).openPoster(version) : null;
  await poster?.started;
  let first: Worker | null = null;
  if (able) {
    first = spawn();
    // Nobody listens yet: the page gets another worker, which reports the failure if it fails, too.
    first.addEventListener("error", () => { first = null; });
    await awake(first);
  }
  const { showPage } = await import("./main");
  await nextTask();
  const next = (name: string) => {
    if (name !== "run") return spawn(name);
    const worker = first ?? spawn();
    first = null;
    return worker;
  };
  const store = await showPage(able ? next : null);
  handleArrived?.();
  poster?.follow(store);
}

document.documentElement.dataset["begun"] = ""; // for `shellScript.ts`: this script has arrived as a whole
boot().catch((error: unknown) => {
  // A part of the page could not be loaded. The script in the page reports it like the failure of this script: `shellScript.ts`.
  document.querySelector("script[type=module][src]")?.dispatchEvent(new Event("error"));
  throw error;
});
