/**
 * The experiment as the page holds it: puts together what takes a reader's wishes to the store and to the run, one file for
 * each subject. How a run is kept alive is `runKeeper.ts`'s business, what a link says `urlCodec.ts`'s.
 */
import type { Frames } from "../state/frames";
import type { Series } from "../state/series";
import type { Session } from "../state/session";
import type { Store } from "../state/store";
import { threadsFor } from "../state/threads";
import type { WorkerPort } from "../worker/client";
import { createComparing, type Shown } from "./comparing";
import { createExperiments } from "./experiments";
import { createForking } from "./forking";
import { createFillIns } from "./fillIns";
import { createLatentSpace } from "./latentSpace";
import { createLinkKeeper } from "./linkKeeper";
import { createMachineChecks } from "./machineChecks";
import { createMeasuring } from "./measuring";
import { createOpenings } from "./openings";
import { createPaceTrials } from "./paceTrials";
import { createPatches } from "./patches";
import { createRunKeeper, type RunKeeper } from "./runKeeper";
import { createSavedRuns } from "./savedRuns";
import { createRewinding } from "./rewinding";
import { createSettingChanges } from "./settingChanges";
import { browserAddress, createBackendMemory, type Address, type BackendMemory } from "./surroundings";
import { createTogether } from "./together";
import { createTrainedStarts } from "./trainedStarts";
import { createUndo } from "./undo";

/** What writes the cards of runs. Few visits need it. */
export const runCards = () => import("./runCard");

export interface SessionParts {
  readonly store: Store;
  readonly series: Series;
  readonly frames: Frames;
  /**
   * A new worker, each time it is called: of worker/entry.ts, as a module; one that checks or measures the machine with "machine" for
   * its name.
   */
  readonly spawn: (kind: "run" | "machine") => WorkerPort;
  /** Resolves when a worker can be made; at once where absent. */
  readonly workersCanLoad?: () => Promise<void>;
  readonly address?: Address;
  readonly memory?: BackendMemory;
}

export interface LiveSession extends Session {
  /** Opens the address's fragment and follows it from then on. */
  start(): Promise<void>;
  /** The fragment of the experiment as it stands, without #. */
  fragment(): string;
  /** What the second of two runs shows. */
  readonly second: Shown;
  dispose(): void;
}

export function createSession(parts: SessionParts): LiveSession {
  const { store, series, frames, spawn, workersCanLoad = () => Promise.resolve(), address = browserAddress } = parts;
  const memory = parts.memory ?? createBackendMemory(() => localStorage, () => threadsFor(store.getState()));
  const links = createLinkKeeper(store, address);
  const comparing = createComparing({ store, first: () => run, spawn: () => spawn("run"), workersCanLoad, memory });
  const run: RunKeeper = createRunKeeper({
    store, series, frames, spawn: () => spawn("run"), workersCanLoad, memory, patches: createPatches(store, frames),
    onOpening: comparing.opening,
    onOpened(report) {
      // Two runs leave no time to measure others, and would be measured with them.
      if (store.getState().comparison) paceTrials.end();
      else paceTrials.opened(store.getState().config, report);
      latentSpace.opened();
      comparing.opened();
    },
    onTold: comparing.told,
  });
  const paceTrials = createPaceTrials({ store, spawn: () => spawn("machine"), workersCanLoad, memory });
  const machineChecks = createMachineChecks({
    store, spawn: () => spawn("machine"), memory,
    pause: async () => {
      paceTrials.end();
      await Promise.all([run.pause(), workersCanLoad()]);
    },
  });
  const latentSpace = createLatentSpace(store, frames, run, comparing.second.frames);
  const opening = { store, run, links, undo: createUndo(store, run), latentSpace };
  const openings = createOpenings(opening);
  const starts = createTrainedStarts(store, run, openings);
  const { start, follow, ...experiments } = createExperiments({
    ...opening, openings, starts, address, checkMachine: () => machineChecks.checkMachine(),
  });
  const rewinding = createRewinding(store, run);
  let unfollow: () => void = () => undefined;

  return {
    start() {
      unfollow = address.onChange(() => void follow());
      return start();
    },
    fragment: links.fragment,
    link: (fragment = links.fragment()) => address.withFragment(fragment),
    linked: links.link,
    ...experiments,
    ...createSettingChanges(store, run, openings, latentSpace, comparing),
    ...createTogether(starts, comparing),
    begin: async () => void (await starts.begin()),
    ...latentSpace.actions,
    rewind: rewinding.rewind,
    replay: rewinding.replay,
    ...createForking(store, series, run, openings),
    ...createMeasuring(store, run),
    ...createFillIns(store, frames, run),
    ...createSavedRuns(store, run, openings),
    ...machineChecks,
    fetchRest: async () => void (await run.call("fetchRest", null)),
    runCard: async () => (await runCards()).runCardNow(store.getState(), address.withFragment(links.fragment())),
    retryData: run.retryData,
    second: comparing.second,
    dispose() {
      unfollow();
      paceTrials.end();
      machineChecks.endMachineCheck();
      latentSpace.dispose();
      rewinding.dispose();
      links.dispose();
      comparing.dispose();
      run.dispose();
    },
  };
}
