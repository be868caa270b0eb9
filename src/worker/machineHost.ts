/** The worker that checks the machine: takes the page's tasks to the engine, one at a time, in the order they come. */
import { ElboError } from "../core/errors";
import type { TaskKind, TaskParams } from "../core/machine";
import { MachineBench } from "../engine/machine";
import { startThreadsBy } from "../engine/trainer/stepper/threads";
import { ownWorker } from "./ownWorker";
import type { MachineReply, MachineRequest } from "./protocol";
import { wasmPaths } from "./wasmPaths";

startThreadsBy(() => ownWorker("thread"));

const bench = new MachineBench({ wasmPaths, softwareWebgl: true });

const post = (reply: MachineReply): void => self.postMessage(reply);

async function handle<K extends TaskKind>({ id, task, params }: Extract<MachineRequest, { task: K }>): Promise<void> {
  try {
    post({ id, result: await bench.do(task, params as TaskParams<K>) });
  } catch (error) {
    post({ id, error: ElboError.of(error).toWire() });
  }
}

/** `early`: what has come before this was loaded. */
export function serve(early: readonly MessageEvent[]): void {
  let done: Promise<void> = Promise.resolve();
  const take = ({ data }: MessageEvent<MachineRequest>) => {
    done = done.then(() => handle(data));
  };
  early.forEach(take);
  self.addEventListener("message", take);
}
