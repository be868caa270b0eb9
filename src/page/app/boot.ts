/**
 * The page's first script, small enough to run at once: it starts the worker, then the page. A worker's thread begins when the
 * page's own thread is idle for a moment, and on a slow phone it is not for seconds while it evaluates and draws the page. The page's
 * other scripts are fetched meanwhile: `vite.config.ts` names them in the built page's head.
 */
import { version } from "../../../package.json";
import { noteRefusal } from "../../core/browser/refusals"; // first: it hears what is refused from here on
import type {} from "../../core/browser/packedFiles";
import { nextTask } from "../../core/tasks";
import { isEmbedding, writtenIn } from "../state/link/pairs";
import wasmUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import workerUrl from "../worker/entry?worker&url";
import type { Message } from "../../engine/worker/protocol";
import { startSiblings } from "../../engine/worker/siblings";
import { installEarlyHandle } from "./earlyHandle";
import { workersHere } from "./moduleWorkers";
import { scriptUrl } from "./scriptUrl";

/** The page waits for the worker's thread for at most this many milliseconds. */
const PATIENCE = 500;

const { packedWorker } = globalThis;
function spawn(name = ""): Worker {
  const worker = new Worker(scriptUrl(packedWorker ?? workerUrl), { type: packedWorker === undefined ? "module" : "classic", name });
  worker.addEventListener("message", ({ data }: MessageEvent<Message>) => { if (data.kind === "refused") noteRefusal(data.refusal); });
  startSiblings(worker, spawn);
  return worker;
}

/** A WebAssembly module with a function that returns a vector of zeros. Browsers without SIMD refuse it, and use another file of the backend. */
const VECTOR = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11);

/** Fetches the largest file of the WASM backend while the worker's scripts are on their way: the worker then finds it in the browser's cache. */
function fetchWasm(): void {
  if (packedWorker === undefined && WebAssembly.validate(VECTOR)) fetch(wasmUrl).then((response) => response.arrayBuffer()).catch(() => undefined);
}

/** Throws if the browser refuses what the page cannot do without, see `substitutes.ts`. */
function tryObservers(): void {
  matchMedia("all");
  for (const Observer of [ResizeObserver, IntersectionObserver, MutationObserver]) new Observer(() => undefined);
}

/** Resolves when the worker's first message says that its thread runs, or after `PATIENCE`. */
const awake = (worker: Worker): Promise<void> => new Promise((resolve) => {
  for (const sign of ["message", "error"]) worker.addEventListener(sign, () => resolve(), { once: true });
  setTimeout(resolve, PATIENCE);
});

async function boot(): Promise<void> {
  try {
    tryObservers();
  } catch {
    await import("./substitutes");
  }
  const speaker = /^#speaker=([\da-f]{16})$/.exec(location.hash)?.[1];
  if (speaker !== undefined) return (await import("./main")).showSpeaker(speaker);
  let workers = workersHere();
  const handleArrived = workers === "usable" ? installEarlyHandle() : null;
  const poster = isEmbedding(writtenIn(location.hash)) ? (await import("../features/embed/poster")).openPoster(version) : null;
  await poster?.started;
  let first: Worker | null = null;
  if (workers === "usable") {
    try {
      first = spawn();
      fetchWasm();
      // Nobody listens yet: the page gets another worker, which reports the failure if it fails, too.
      first.addEventListener("error", () => { first = null; });
      await awake(first);
    } catch { // a policy of the server for Trusted Types, which browsers may ask after all that `workersHere` sees
      workers = "refused";
      Reflect.deleteProperty(window, "elboRoom"); // nothing will answer
    }
  }
  const { showPage } = await import("./main");
  await nextTask();
  const next = (name: string) => {
    if (name !== "run") return spawn(name);
    const worker = first ?? spawn();
    first = null;
    return worker;
  };
  const store = await showPage(workers === "usable" ? next : null, workers === "too old");
  if (workers === "usable") handleArrived?.();
  poster?.follow(store);
}

document.documentElement.dataset["begun"] = ""; // for `shellScript.ts`: this script has arrived as a whole
boot().catch((error: unknown) => {
  // A part of the page could not be loaded. The script in the page reports it like the failure of this script: `shellScript.ts`.
  document.querySelector("script[type=module][src]")?.dispatchEvent(new Event("error"));
  throw error;
});
