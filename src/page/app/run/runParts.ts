/** What a run needs of its page. */
import type { BackendReport } from "../../../core/run/reports";
import type { Snapshot } from "../../../core/run/snapshot";
import type { BackendMemory } from "../backendMemory";
import type { UndoableRun } from "../undo";
import type { ConnectionParts } from "./connection";
import type { Sinks } from "./runEvents";

export interface RunParts extends Sinks, Pick<ConnectionParts, "spawn" | "ownImages">, RunListener {
  readonly workersCanLoad: () => Promise<void>;
  readonly memory: BackendMemory;
}

/** Functions that a run calls when something has happened to it. */
export interface RunListener {
  /** A run is about to be opened, and the store describes it. It is not called when the same run continues in a new worker. */
  readonly onOpening?: () => void;
  /** The run is open: at its start, and again after a restart of its worker. */
  readonly onOpened?: (report: BackendReport) => void;
  /** `lastStep` has changed. */
  readonly onStep?: () => void;
  /** The worker has sent the run's state. It has reported its losses before. */
  readonly onSnapshot?: (snapshot: Snapshot) => void;
  /** The run that was left can be brought back. */
  readonly onLeft?: (run: UndoableRun) => void;
}
