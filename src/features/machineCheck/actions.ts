/** Checks of the machine: one at a time, with progress and findings in the store. */
import { browserFacts } from "../../core/browser/browserFacts";
import { gradeOfBackend, type MachineReport } from "../../core/browser/machine";
import type { CreateActions, PageParts } from "../../state/pageParts";
import { threadsFor } from "../../state/threads";
import type { CheckWish } from "./slice";

interface MachineChecks {
  /**
   * Pauses training and checks the backends of this machine in a worker of its own; the run stays as it is. One at a time: a
   * second one ends the first. Resolves with what was found, also where it was ended. Rejects where its script does not come.
   */
  checkMachine(wish?: CheckWish): Promise<MachineReport>;
  endMachineCheck(): void;
}

/** What computes wrongly is not to be chosen any more; only a check of everything makes up for that. */
function remember({ backends, complete }: MachineReport, wish: CheckWish, trust: PageParts["trust"]): void {
  const full = complete && !wish.models && wish.kernels !== false;
  for (const result of backends) {
    if (result.kind !== "checked") continue;
    const grade = gradeOfBackend(result);
    if (grade === "wrong") trust(result.backend, false);
    else if (full && grade !== "unknown") trust(result.backend, true);
  }
}

export const checks: CreateActions<MachineChecks> = ({ version, store, spawn, clearProcessor, trust }) => {
  let underWay: AbortController | null = null;
  return {
    async checkMachine(wish = {}) {
      underWay?.abort();
      const mine = underWay = new AbortController();
      store.setState({ machine: { progress: { backend: "wasm", task: { kind: "start" }, share: 0 }, report: null } });
      try {
        const [{ checkMachine }] = await Promise.all([import("./checkMachine"), clearProcessor()]);
        const report = await checkMachine({
          version, spawn: () => spawn("machine"), wish, threads: threadsFor(store.getState()), signal: mine.signal, browser: browserFacts(navigator, globalThis.crossOriginIsolated ?? false),
          onProgress: ({ report: sofar, ...progress }) => {
            if (mine === underWay) store.setState({ machine: { progress, report: sofar } });
          },
        });
        remember(report, wish, trust);
        if (mine === underWay) store.setState(({ machine }) => ({ machine: { ...machine, report } }));
        return report;
      } finally {
        if (mine === underWay) {
          underWay = null;
          store.setState(({ machine }) => ({ machine: { ...machine, progress: null } }));
        }
      }
    },
    endMachineCheck: () => underWay?.abort(),
    dispose: () => underWay?.abort(),
  };
};
