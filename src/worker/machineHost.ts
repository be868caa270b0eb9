/** The worker that checks the machine: passes the page's tasks to the engine. */
import type { MachineTasks } from "../core/browser/machine";
import { MachineBench } from "../engine/machine/checks";
import { setThreadFactory } from "../engine/trainer/stepper/threads";
import { ownWorker, wasmPaths } from "./ownFiles";
import { serve as serveCommands } from "./rpc";

/** Serves the tasks one at a time, in the order of their arrival. */
export function serve(): void {
  setThreadFactory(() => ownWorker("thread"));
  const bench = new MachineBench({ wasmPaths, softwareWebgl: true });
  serveCommands<MachineTasks>(() => ({
    start: (params) => bench.run("start", params),
    kernels: (params) => bench.run("kernels", params),
    model: (params) => bench.run("model", params),
    pace: (params) => bench.run("pace", params),
    costs: (params) => bench.run("costs", params),
  }), { inOrder: true });
}
