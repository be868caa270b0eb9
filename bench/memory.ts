/** Checks whether memory grows in a long run: measures page and worker every thousand steps. */
import type { CDPSession, Page } from "playwright";
import { megabytesText } from "../src/page/ui/numbers";
import { freshPage, infoOnce, openRoom, trainInPage, type Lab } from "./lab";
import { workload, type WorkloadId } from "./page/workloads";
import type { Report } from "./report";

const WORKLOADS: readonly WorkloadId[] = ["vae-small", "cgan"];
const STEPS = 10_000;
const EVERY = 1_000;

/** Bytes of JavaScript's objects after a garbage collection, and of the array buffers behind them. */
export interface Heap {
  readonly usedSize: number;
  readonly backingStorageSize: number;
}

interface Held {
  readonly step: number;
  /** As the page shows it: WebAssembly's memory, and the tensors in it. */
  readonly heapBytes: number;
  readonly tensors: number;
  readonly tensorBytes: number;
  readonly worker: Heap;
  readonly page: Heap;
}

interface Run {
  readonly workload: WorkloadId;
  readonly held: readonly Held[];
}

/** Trains two models through the page for 10,000 steps each and returns bytes at every thousandth step. */
export async function memory(lab: Lab): Promise<Report> {
  const runs: Run[] = [];
  for (const id of WORKLOADS) {
    const browser = await lab.launch();
    try {
      runs.push({ workload: id, held: await watch(await freshPage(browser), lab.address, id) });
    } finally {
      await browser.close();
    }
  }
  return {
    tables: runs.map(({ workload: id, held }) => ({
      title: `${id}: ${STEPS} steps in the page on WASM, with its pictures and charts; MB of 1,000,000 bytes`,
      columns: [
        "step", "WASM memory", "tensors", "in tensors", "worker's objects", "worker's arrays", "page's objects", "page's arrays",
      ],
      rows: held.map(({ step, heapBytes, tensors, tensorBytes, worker, page }) => [
        String(step), megabytesText(heapBytes), String(tensors),
        ...[tensorBytes, worker.usedSize, worker.backingStorageSize, page.usedSize, page.backingStorageSize].map(megabytesText),
      ]),
    })),
    targets: runs.map(({ workload: id, held }) => ({
      what: `${id}: WASM memory more at step ${STEPS} than at step ${EVERY}`, unit: "MB", expected: { atMost: 0 },
      value: (held.at(-1)!.heapBytes - held[0]!.heapBytes) / 1e6,
    })),
    figures: runs,
  };
}

async function watch(page: Page, address: string, id: WorkloadId): Promise<Held[]> {
  await openRoom(page, address, `${workload(id).link}&backend=wasm`);
  const session = await page.context().newCDPSession(page);
  const worker = await workerOf(session);
  const held: Held[] = [];
  for (let step = EVERY; step <= STEPS; step += EVERY) {
    await trainInPage(page, EVERY);
    // Until the last step's pictures are drawn and the worker has reported again.
    await page.waitForTimeout(3000);
    const { memory: now } = await infoOnce(page, (info) => info.memory !== null);
    const heapBytes = now?.heapBytes ?? NaN;
    held.push({
      step, heapBytes, tensors: now?.tensors ?? NaN, tensorBytes: now?.bytes ?? NaN,
      worker: await heapOf(worker), page: await heapOf((method) => session.send(method)),
    });
    console.log(`  ${id}, step ${step}: WASM holds ${megabytesText(heapBytes)} MB`);
  }
  return held;
}

type Ask = (method: "HeapProfiler.collectGarbage" | "Runtime.getHeapUsage") => Promise<unknown>;

/** Returns the heap of a page or worker after a garbage collection. */
export async function heapOf(ask: Ask): Promise<Heap> {
  await ask("HeapProfiler.collectGarbage");
  return (await ask("Runtime.getHeapUsage")) as Heap;
}

/** Returns a devtools session with the page's first worker. Playwright has none for workers, so messages go through the page's session. */
export async function workerOf(session: CDPSession): Promise<Ask> {
  const waiting = new Map<number, (result: unknown) => void>();
  session.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result } = JSON.parse(message) as { id?: number; result?: unknown };
    if (id !== undefined) waiting.get(id)?.(result);
  });
  const attached = new Promise<string>((resolve) => {
    session.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
      if (targetInfo.type === "worker") resolve(sessionId);
    });
  });
  await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const sessionId = await attached;
  let last = 0;
  return async (method) => {
    const id = ++last;
    const answer = new Promise<unknown>((resolve) => waiting.set(id, resolve));
    await session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) });
    return answer;
  };
}
