/** The page's side of the worker that checks the machine: one task at a time, each with a limit, after which the worker is ended. */
import { ElboError } from "../core/errors";
import { millis, type Millis } from "../core/ids";
import type { TaskKind, TaskParams, TaskResult } from "../core/machine";
import type { WorkerPort } from "./client";
import type { MachineReply } from "./protocol";

export class TookTooLong extends Error {
  override readonly name = "TookTooLong";

  constructor(readonly limit: Millis) {
    super(`no answer within ${limit} ms`);
  }
}

export interface MachineClient {
  /** Once it has failed, taken too long or been ended, every task is refused. */
  readonly gone: boolean;
  /** Rejects with what went wrong, with TookTooLong, or with "superseded" when it was ended. */
  ask<K extends TaskKind>(task: K, params: TaskParams<K>, limit: Millis): Promise<TaskResult<K>>;
  end(): void;
}

interface Open {
  readonly id: number;
  /** The table of tasks pairs each with its result; this is the one place where the pair comes apart. */
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

export function createMachineClient(port: WorkerPort): MachineClient {
  let open: Open | null = null;
  let gone = false;
  let ids = 0;

  const end = (error: Error) => {
    if (gone) return;
    gone = true;
    port.terminate();
    open?.reject(error);
  };
  port.addEventListener("message", (event) => {
    const reply = (event as MessageEvent<MachineReply>).data;
    if (!open || reply.id !== open.id) return;
    if ("error" in reply) open.reject(ElboError.from(reply.error));
    else open.resolve(reply.result as never);
  });
  port.addEventListener("error", (event) => {
    const { message = "" } = event as Partial<ErrorEvent>;
    end(new ElboError("worker-lost", message || "the worker failed"));
  });
  return {
    get gone() { return gone; },
    async ask(task, params, limit) {
      if (gone) throw new ElboError("superseded", "the worker was ended");
      const timer = setTimeout(() => end(new TookTooLong(millis(limit))), limit);
      try {
        return await new Promise((resolve, reject) => {
          open = { id: ids++, resolve, reject };
          port.postMessage({ id: open.id, task, params }, []);
        });
      } finally {
        clearTimeout(timer);
        open = null;
      }
    },
    end: () => end(new ElboError("superseded", "the check was ended")),
  };
}
