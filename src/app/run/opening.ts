/** Opens the current run in a worker: from step 0, from a snapshot, or again after its worker was lost. */
import { ElboError } from "../../core/errors";
import { runId } from "../../core/run/ids";
import { valuesAt } from "../../core/run/liveChanges";
import { NOTHING_WATCHED } from "../../core/latent/pictures";
import { Restarts } from "../../core/run/restarts";
import type { BackendReport } from "../../core/run/reports";
import type { RunConfig } from "../../core/run/runConfig";
import { ownOf } from "../../data/registry";
import type { Store } from "../../state/store";
import { threadsOfRun } from "../../state/threads";
import type { WorkerLost } from "../../worker/client";
import type { Opened } from "../../worker/protocol";
import type { BackendMemory } from "../backendMemory";
import type { Connection } from "./connection";
import { failurePatch, dataFailureOf, type CurrentRun } from "./currentRun";
import type { Leaving } from "./leaving";
import type { Patches } from "./patches";
import { addNotice, noKeyframes, noticeFallBack } from "./runEvents";
import { phaseOf } from "./runState";

interface OpeningParts {
  readonly store: Store;
  readonly patches: Patches;
  readonly current: CurrentRun;
  readonly connection: Connection;
  readonly leaving: Leaving;
  readonly memory: BackendMemory;
  /** Resolves when workers can be started. */
  readonly workersCanLoad: () => Promise<void>;
  /** The worker holds the run. */
  readonly onOpen: (report: BackendReport, opened: Opened) => void;
}

export interface RunOpening {
  /** `settle`: milliseconds to wait for further changes, or a promise to wait for. `fork`: the run continues from an earlier step of the previous run. */
  begin(options?: { readonly settle: number | Promise<unknown>; readonly fork: boolean }): void;
  /** Opens the same run again from its last snapshot. */
  again(): void;
  /**
   * Opens the same run again after its worker was lost. If workers are lost too often, the run fails. `notice`: the notice that the
   * reader gets; null: none, as when the worker did not hold the run yet.
   */
  recover(error: WorkerLost, notice: "worker-restarted" | "step-stopped" | null): void;
  /** Resolves once the newest attempt has ended: whether the run is open. Never rejects. */
  settled(): Promise<boolean>;
}

/** Returns what opens the current run. */
export function createRunOpening({ store, patches, current, connection, leaving, memory, workersCanLoad, onOpen }: OpeningParts): RunOpening {
  /** The newest attempt to open the run, and whether it worked. */
  let newest: Promise<boolean> = Promise.resolve(false);
  /** They are called in order when the newest attempt has ended, even those that began to wait during an earlier attempt, which may end later. */
  let waiting: ((isOpen: boolean) => void)[] = [];
  const restarts = new Restarts();

  function notifyWhenEnded(now: Promise<boolean>) {
    void now.then((opened) => {
      if (now !== newest) return;
      const listeners = waiting;
      waiting = [];
      listeners.forEach((resolve) => resolve(opened && current.isOpen));
    });
  }

  /** Never rejects. */
  async function attempt(settle: number | Promise<unknown>, fork: boolean): Promise<boolean> {
    const before = store.getState().run;
    const run = runId(before + 1);
    const isOutdated = () => run !== store.getState().run;
    connection.expectFirstStep();
    patches.drop();
    store.setState({ run, phase: phaseOf(current.state), failure: dataFailureOf(store.getState().failure), probing: null, step: current.resumedAt });
    if (leaving.gone) {
      await leaving.gone;
      if (isOutdated()) return false;
    }
    connection.client?.begin(run);
    if (typeof settle !== "number") await settle;
    else if (settle > 0) await new Promise((resolve) => setTimeout(resolve, settle));
    if (!connection.client) await workersCanLoad();
    if (isOutdated()) return false;
    try {
      const client = connection.start();
      client.begin(run);
      // Earlier requests for pictures fit the latent space of the previous run.
      client.call("watch", NOTHING_WATCHED).catch(() => undefined);
      const requested = current.run.begun;
      const { awaited } = store.getState();
      const remembered = requested.backend === "auto" ? current.backendBefore ?? memory.recall(requested) : undefined;
      const id = ownOf(requested);
      const own = id === undefined ? null : await connection.imagesToSend(id);
      if (isOutdated()) return false;
      const opened = await connection.client!.call("open", {
        run, config: requested, ...(own ? { own } : {}), threads: threadsOfRun(store.getState()), avoid: memory.distrusted(),
        ...(current.snapshot ? { snapshot: current.snapshot } : {}), ...(remembered ? { remembered } : {}), ...(fork ? { fork: before } : {}),
        ...(awaited === null ? {} : { keep: awaited }),
      });
      if (own) connection.hasImages(own); // an opening that failed may not have reached the worker
      onOpened(opened, requested);
      return true;
    } catch (caught) {
      const error = ElboError.of(caught);
      if (isOutdated()) return false;
      if (error.code !== "superseded" && error.code !== "worker-lost") current.become({ kind: "closed" }, failurePatch(error.toWire()), error);
      return false;
    }
  }

  /** The worker has opened the run. `requested`: the configuration as it was sent; settings may have changed since. */
  function onOpened(opened: Opened, requested: RunConfig) {
    const { report, step } = opened;
    const own = ownOf(requested);
    const classNames = own !== undefined && opened.classNames ? { own, names: opened.classNames } : null;
    current.become({ kind: "opened", rest: current.restAt(step) }, { opened, classNames, report, probing: null, step, ...noKeyframes });
    if (report.wish === "auto" && report.reason !== "fell-back" && report.reason !== "at-once" && !current.backendBefore) memory.keep(requested, report.chosen);
    noticeFallBack(store, report);
    const [now, then] = [valuesAt(current.run.begun, step), valuesAt(requested, step)];
    const changed = Object.entries(now).filter(([id, value]) => then[id] !== value);
    if (changed.length > 0) connection.client?.call("adjust", { hyperparameters: Object.fromEntries(changed) }).catch(() => undefined);
    onOpen(report, opened);
  }

  const opening: RunOpening = {
    begin({ settle, fork } = { settle: 0, fork: false }) { notifyWhenEnded(newest = attempt(settle, fork)); },
    again() {
      current.advance({ kind: "open", keeps: "any" });
      opening.begin();
    },
    recover(error, notice) {
      if (error.counts && !restarts.recordLoss()) {
        notifyWhenEnded(newest = Promise.resolve(false));
        current.become({ kind: "closed" }, failurePatch(error.toWire()), error);
        return;
      }
      if (notice) addNotice(store, { kind: notice, step: current.resumedAt });
      opening.begin();
    },
    settled: () => new Promise((resolve) => {
      waiting.push(resolve);
      notifyWhenEnded(newest);
    }),
  };
  return opening;
}
