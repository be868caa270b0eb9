/** The contestants that `steps` trains in turns, in the bench's workers, in the page and in PyTorch, behind one interface. */
import type { Browser, Page } from "playwright";
import type { Backend } from "../src/core/run/runConfig";
import { countDrawn, paceInPage } from "./drawn";
import { freshPage, openRoom, type Lab } from "./lab";
import type { ContestantName as WorkerName } from "./page/main";
import { workload, type WorkloadId } from "./page/workloads";
import type { Contestant } from "./race";
import { startTorch, type TorchProcess, type TorchVersion } from "./torch";

export interface Setting {
  readonly lab: Lab;
  readonly browser: Browser;
  /** The bench's own page. */
  readonly page: Page;
  readonly backend: Backend;
  readonly workload: WorkloadId;
  readonly torch: TorchVersion | null;
  /** How many threads PyTorch, jax-js and the contestant `threads` may use; with 1 there is no contestant `threads`. */
  readonly threads: number;
}

/** Returns the contestants for a backend and workload. jax-js is left out on `cpu`, a backend that its makers call one for debugging only. */
export function contestantsFor(setting: Setting): Contestant[] {
  const inWorker = (["compiled", "threads", "eager", "plain", "jax"] as const)
    .filter((name) => !(name === "jax" && setting.backend === "cpu") && !(name === "threads" && setting.threads === 1))
    .map((name) => workerContestant(setting, name));
  const torch = setting.backend === "wasm" && setting.torch ? [torchContestant(setting.torch, setting.workload, setting.threads)] : [];
  return [...inWorker, pageContestant(setting), ...torch];
}

function workerContestant({ page, backend, workload: id, threads }: Setting, name: WorkerName): Contestant {
  const engine = name === "compiled" || name === "eager" ? { engineMode: name }
    : name === "jax" ? { threads } : name === "threads" ? { engineMode: "compiled" as const, threads } : {};
  return {
    name,
    start: () => page.evaluate((it) => window.bench.start(...it), [name, { backend, workload: id, ...engine }] as const),
    train: (steps) => page.evaluate((it) => window.bench.train(...it), [name, steps] as const),
    stop: () => page.evaluate((it) => window.bench.stop(it), name),
  };
}

function pageContestant({ lab, browser, backend, workload: id, threads }: Setting): Contestant {
  let room: Page | null = null;
  return {
    name: "page",
    async start() {
      room = await freshPage(browser, {}, threads);
      await countDrawn(room);
      const { backend: runsOn } = await openRoom(room, lab.address, `${workload(id).link}&backend=${backend}`);
      if (runsOn !== backend) throw new Error(`the page runs on ${runsOn} instead`);
      return null;
    },
    train: async (steps) => ({ ...(await paceInPage(room!, steps)), losses: [] }),
    stop: async () => room?.context().close(),
  };
}

function torchContestant(version: TorchVersion, id: WorkloadId, threads: number): Contestant {
  let process: TorchProcess | null = null;
  return {
    name: "torch",
    async start() {
      process = await startTorch(version, id, { threads });
      return process.about;
    },
    train: (steps) => process!.train(steps),
    stop() {
      process?.stop();
      return Promise.resolve();
    },
  };
}
