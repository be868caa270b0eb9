/** The worker that checks the machine: passes the page's tasks to the engine. */
import type { MachineTasks, TaskKind, TaskParams, TaskResult } from "../../core/browser/machine";
import { gpusToSkip } from "../device/backends/choose";
import { wouldBeEmulated } from "../device/backends/software";
import type { MachineBench } from "../machine/checks";
import { wasmPaths } from "./ownFiles";
import { serve as serveCommands } from "./rpc";
import { Sibling } from "./siblings";

let bench: Promise<MachineBench> | null = null;
/** The bench with all kernels and models, which the question about GPUs does not load. */
const loadBench = () => bench ??= Promise.all([import("../machine/checks"), import("../trainer/stepper/threads")]).then(([checks, threads]) => {
  threads.setThreadFactory(() => new Sibling("thread"));
  return new checks.MachineBench({ wasmPaths, softwareWebgl: true });
});

const run = <K extends TaskKind>(task: K) => async (params: TaskParams<K>): Promise<TaskResult<K>> => (await loadBench()).run(task, params);

/** Serves the tasks one at a time, in the order of their arrival. */
export function serve(): void {
  serveCommands<MachineTasks>(() => ({
    gpusToSkip: ({ avoid }) => gpusToSkip(avoid, wouldBeEmulated),
    start: run("start"), kernels: run("kernels"), model: run("model"), pace: run("pace"), costs: run("costs"),
  }), { inOrder: true });
}
