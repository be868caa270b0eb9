/** Checks of the machine as the session offers them: one at a time, with progress and findings in the store. */
import { gradeOfBackend, type MachineReport } from "../../core/machine";
import type { CheckWish } from "../../state/machine";
import type { Session } from "../../state/session";
import type { Store } from "../../state/store";
import { threadsFor } from "../../state/threads";
import type { WorkerPort } from "../../worker/rpc";
import { browserFacts } from "../browserFacts";
import { checkMachine } from "./machineCheck";
import type { BackendMemory } from "../backendMemory";

interface MachineCheckParts {
  readonly store: Store;
  readonly spawn: () => WorkerPort;
  /** Ends training: it would compete with what is measured. */
  pause(): Promise<void>;
  readonly memory: Pick<BackendMemory, "trust">;
}

/** What computes wrongly is not to be chosen any more; only a check of everything makes up for that. */
function remember({ backends, complete }: MachineReport, wish: CheckWish, memory: Pick<BackendMemory, "trust">): void {
  const full = complete && !wish.models && wish.kernels !== false;
  for (const result of backends) {
    if (result.kind !== "checked") continue;
    const grade = gradeOfBackend(result);
    if (grade === "wrong") memory.trust(result.backend, false);
    else if (full && grade !== "unknown") memory.trust(result.backend, true);
  }
}

export function createMachineChecks(
  { store, spawn, pause, memory }: MachineCheckParts,
): Pick<Session, "checkMachine" | "endMachineCheck"> {
  let underWay: AbortController | null = null;
  return {
    async checkMachine(wish: CheckWish = {}): Promise<MachineReport> {
      underWay?.abort();
      const mine = underWay = new AbortController();
      store.setState({ machine: { progress: { backend: "wasm", task: { kind: "start" }, share: 0 }, report: null } });
      await pause();
      const report = await checkMachine({
        spawn, wish, threads: threadsFor(store.getState()), signal: mine.signal, browser: browserFacts(navigator, globalThis.crossOriginIsolated ?? false),
        onProgress: ({ report: sofar, ...progress }) => {
          if (mine === underWay) store.setState({ machine: { progress, report: sofar } });
        },
      });
      remember(report, wish, memory);
      if (mine === underWay) {
        underWay = null;
        store.setState({ machine: { progress: null, report } });
      }
      return report;
    },
    endMachineCheck: () => underWay?.abort(),
  };
}
