/** Runs checks of the machine, one at a time, and stores progress and findings. */
import type { MachineReport } from "../../../core/browser/machine";
import type { CreateActions } from "../../state/pageParts";
import { threadsFor } from "../../state/threads";
import type { CheckOptions } from "./slice";

interface MachineChecks {
  /**
   * Pauses training and checks this machine's backends in a separate worker; the run does not change. A second check cancels the first.
   * Resolves to the findings, also after a cancellation. Rejects if the worker's script cannot be loaded.
   */
  checkMachine(options?: CheckOptions): Promise<MachineReport>;
  endMachineCheck(): void;
}

/** Creates the action that checks the machine. */
export const checks: CreateActions<MachineChecks> = ({ version, store, spawn, clearProcessor, trust }) => {
  let underWay: AbortController | null = null;
  return {
    async checkMachine(options = {}) {
      underWay?.abort();
      const controller = underWay = new AbortController();
      store.setState({ machine: { progress: { backend: "wasm", task: { kind: "start" }, share: 0 }, report: null } });
      try {
        const [{ checkMachine, remember, thisBrowser }] = await Promise.all([import("./checkMachine"), clearProcessor()]);
        const report = await checkMachine({
          version, spawn: () => spawn("machine"), options, threads: threadsFor(store.getState()), signal: controller.signal, browser: thisBrowser(),
          onProgress: ({ report: sofar, ...progress }) => {
            if (controller === underWay) store.setState({ machine: { progress, report: sofar } });
          },
        });
        remember(report, options, trust);
        if (controller === underWay) store.setState(({ machine }) => ({ machine: { ...machine, report } }));
        return report;
      } finally {
        if (controller === underWay) {
          underWay = null;
          store.setState(({ machine }) => ({ machine: { ...machine, progress: null } }));
        }
      }
    },
    endMachineCheck: () => underWay?.abort(),
    dispose: () => underWay?.abort(),
  };
};
