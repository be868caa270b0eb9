/** The worker that checks the machine: takes the page's tasks to the engine. */
import type { MachineTasks } from "../core/machine";
import { MachineBench } from "../engine/machine";
import { startThreadsBy } from "../engine/trainer/stepper/threads";
import { ownWorker, wasmPaths } from "./ownFiles";
import { serve as serveCommands } from "./rpc";

/** One task at a time, in the order they come. */
export function serve(): void {
  startThreadsBy(() => ownWorker("thread"));
  const bench = new MachineBench({ wasmPaths, softwareWebgl: true });
  serveCommands<MachineTasks>(() => ({
    start: (params) => bench.do("start", params),
    kernels: (params) => bench.do("kernels", params),
    model: (params) => bench.do("model", params),
    pace: (params) => bench.do("pace", params),
    costs: (params) => bench.do("costs", params),
  }), { inOrder: true });
}
