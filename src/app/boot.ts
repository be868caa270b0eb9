/**
 * The page's first script, small enough to run at once: starts the worker, then the page. A worker's thread begins when the
 * page's own has a moment for it, and a slow phone has none for seconds while it evaluates and draws the page. What the page
 * is made of is fetched meanwhile: `vite.config.ts` names it in the built page's head.
 */
import { version } from "../../package.json";
import type {} from "../core/browser/packedFiles";
import { isEmbedding, writtenIn } from "../state/link/pairs";
import workerUrl from "../worker/entry?worker&url";
import { installEarlyHandle } from "./earlyHandle";
import { canRunWorker } from "./moduleWorkers";
import { scriptUrl } from "./scriptUrl";

/** Milliseconds that the page waits for the worker's thread at most. */
const PATIENCE = 500;

const { packedWorker } = globalThis;
const spawn = (name = "") => new Worker(scriptUrl(packedWorker ?? workerUrl), { type: packedWorker === undefined ? "module" : "classic", name });

/** Its first message says that its thread runs. */
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
    // Nobody hears of it yet: the page gets another one, which fails in its turn.
    first.addEventListener("error", () => { first = null; });
    await awake(first);
  }
  const { showPage } = await import("./main");
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

/** Another version is on the host by now, or the network broke off: what would say so did not come either. */
function notWhole(): void {
  const reload = Object.assign(document.createElement("button"), { textContent: "Reload · 重新加载", onclick: () => location.reload() });
  document.getElementById("root")!.append("ELBO Room did not load completely: it was updated on its server meanwhile, or the network failed. Nothing that this browser keeps is lost. 页面没有完整加载：服务器上的页面刚刚更新，或网络中断。浏览器保留的内容没有丢失。 ", reload);
}

boot().catch((error: unknown) => {
  notWhole();
  throw error;
});
