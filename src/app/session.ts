/**
 * The experiment as the page holds it: puts together what takes a reader's wishes to the store and to the run, one file for
 * each subject. How a run is kept alive is `runKeeper.ts`'s business, what a link says `urlCodec.ts`'s.
 */
import { version } from "../../package.json";
import { siteStorage } from "../core/browser/browserTexts";
import { ElboError } from "../core/errors";
import { exportedLink } from "../core/browser/exportedLink";
import type { Frames } from "../state/frames";
import type { Series } from "../state/series";
import type { Session } from "../state/session";
import type { State, Store } from "../state/store";
import { threadsFor } from "../state/threads";
import { checks } from "../features/machineCheck/actions";
import type { Visibility } from "../state/pageParts";
import type { WorkerPort } from "../worker/rpc";
import { createComparing, type Shown } from "./compare/comparing";
import { createExperiments } from "./experiments";
import { createFeatureActions } from "./featureActions";
import { fetchedAgain } from "./fetchedAgain";
import { createForking } from "./rewind/forking";
import type { Keeping } from "./keptRuns/keeping";
import { createLatentSpace } from "./latent/latentSpace";
import { createLinkKeeper } from "./linkKeeper";
import { createMeasuring } from "./measuring";
import type { Moments } from "./moments";
import { createOpenings } from "./openings";
import { createPaceTrials } from "./run/paceTrials";
import { createPatches } from "./run/patches";
import type { Returned } from "./keptRuns/recalling";
import { addNotice, withdrawNotice } from "./run/runFeed";
import { createRunKeeper, type RunKeeper } from "./run/runKeeper";
import { createSavedRuns } from "./runFiles/savedRuns";
import { createRewinding } from "./rewind/rewinding";
import { createSettingChanges } from "./settingChanges";
import { browserAddress, type Address } from "./address";
import { createBackendMemory, type BackendMemory } from "./backendMemory";
import { lastRun } from "./keptRuns/lastRun";
import { trainBothRuns } from "./compare/trainBothRuns";
import { createTrainedStarts } from "./trainedStarts";
import { createUndo } from "./undo";

/** What writes the cards of runs. Few visits need it. */
export const runCards = () => import("./runFiles/runCard");
/** What opens the moments of a talk. Few visits need it. */
const moments = () => import("./moments");

/** What keeps runs in this browser. */
const keepingScript = () => import("./keptRuns/keeping");
/** Milliseconds until it is asked for again where it did not come: there is no network, or the host has another version. Firefox does not fetch a script twice that did not come. */
const AGAIN = 30_000;

const ALWAYS_SEEN: Visibility = { hidden: false, onChange: () => () => undefined };

export interface SessionParts {
  readonly store: Store;
  readonly series: Series;
  readonly frames: Frames;
  /**
   * A new worker, each time it is called: of worker/entry.ts, as a module. One that checks or measures the machine has the name "machine",
   * one that runs the program of a feature that feature's name.
   */
  readonly spawn: (name: string) => WorkerPort;
  /** Resolves when a worker can be made; at once where absent. */
  readonly workersCanLoad?: () => Promise<void>;
  readonly address?: Address;
  /** The page counts as seen where absent. */
  readonly visibility?: Visibility;
  readonly memory?: BackendMemory;
  /** Runs are kept in this browser; not where absent. */
  readonly keeps?: boolean;
  /** Loads the page again. */
  readonly reload?: () => void;
  /** The page stands in a frame of another page, where own images are not opened. */
  readonly framed?: boolean;
}

export interface LiveSession extends Session {
  /** Looks whether the address has been here before, and its run is kept: `start` opens it where it was. */
  recall(): Promise<void>;
  /** Opens the address's fragment and follows it from then on. */
  start(): Promise<void>;
  /** The fragment of the experiment as it stands, without #. */
  fragment(): string;
  /** What the second of two runs shows. */
  readonly second: Shown;
  dispose(): void;
}

export function createSession(parts: SessionParts): LiveSession {
  const { store, series, frames, spawn, workersCanLoad = () => Promise.resolve(), address = browserAddress, visibility = ALWAYS_SEEN, keeps = false, reload = () => location.reload(), framed = false } = parts;
  const memory = parts.memory ?? createBackendMemory(siteStorage, () => threadsFor(store.getState()));
  const links = createLinkKeeper(store, address);
  async function ownImages(id: string) {
    if (framed) throw new ElboError("own-data-in-frame", "Own images are not opened in a frame.");
    const { ownData } = await import("../features/ownData/actions");
    return actions.of(ownData).find(id);
  }
  const comparing = createComparing({ store, first: () => run, spawn: () => spawn("run"), workersCanLoad, memory, ownImages });
  const run: RunKeeper = createRunKeeper({
    store, series, frames, spawn: () => spawn("run"), workersCanLoad, memory, ownImages, patches: createPatches(store, frames),
    onOpening: comparing.opening,
    onOpened(report) {
      // Two runs leave no time to measure others, and would be measured with them.
      if (store.getState().comparison) paceTrials.end();
      else paceTrials.opened(store.getState().config, report);
      latentSpace.opened();
      comparing.opened();
    },
    onStep: comparing.stepped,
    // The first one comes when training begins: what keeps runs is fetched then, if not before.
    onSnapshot: (snapshot) => void keepingOf().then((its) => its?.snapshotArrived(snapshot), notKeeping),
  });
  const paceTrials = createPaceTrials({ store, spawn: () => spawn("machine"), workersCanLoad, memory });
  const actions = createFeatureActions({
    version, store, frames, linked: links.link, call: run.call, suspend: run.suspend, spawn, visibility, trust: memory.trust, retryData: run.retryData,
    request: () => openings.request(), restart: (begun, state) => openings.restart(begun, state),
    askWorker: async (feature, command, params) => (await run.call("feature", { feature, command, params })).answer as never, // the command itself says what it is
    train: (options) => together.train(options),
    openAt: async (goal) => (await momentsOf()).openAt(goal),
    trainAhead: async (goals) => (await momentsOf()).trainAhead(goals),
    async clearProcessor() {
      paceTrials.end();
      await Promise.all([run.pause(), workersCanLoad()]);
    },
  });
  const latentSpace = createLatentSpace(store, frames, run, comparing.second.frames);
  const opening = { store, run, links, undo: createUndo(store, run, (left) => keeping?.left(left)), latentSpace };
  const openings = createOpenings(opening);
  const starts = createTrainedStarts(store, run, openings);
  const { start, follow, openPlanned, ...experiments } = createExperiments({
    ...opening, openings, starts, address, checkMachine: () => actions.of(checks).checkMachine(),
  });
  const rewinding = createRewinding(store, run);
  const together = trainBothRuns(starts, comparing);
  let opensMoments: Promise<Moments> | null = null;
  const momentsOf = () => opensMoments ??= moments().then(({ createMoments }) =>
    createMoments({ store, series, run, openings, openPlanned, train: together.train, spawn: () => spawn("run"), workersCanLoad, memory, ownImages }));
  let keeping: Keeping | null = null;
  const keepingOf = fetchedAgain(async () => {
    if (!keeps) return null;
    const { createKeeping } = await keepingScript();
    withdrawNotice(store, "not-keeping");
    return keeping = createKeeping({ store, series, frames, run, links, openings, open: openPlanned });
  }, AGAIN);
  let notKept: State["run"] | null = null;
  function notKeeping() {
    const { run: of } = store.getState();
    if (notKept !== of) addNotice(store, { kind: "not-keeping" });
    notKept = of;
  }
  let returned: Returned | null = null;
  /** The page stands at an entry of the browser's history that is new. */
  const isNew = address.mark() === null;
  let unfollow: () => void = () => undefined;

  return {
    async recall() {
      const id = isNew && /^#?$/.test(address.fragment()) ? lastRun() : null;
      if (!keeps || (isNew && id === null)) return;
      const find = async () => (await keepingOf())!.find(address.fragment(), address.mark(), id);
      returned = await find().catch(find).catch(() => null); // once more: a disk that is busy may fail one read
    },
    start() {
      unfollow = address.onChange(() => void follow());
      if (returned && returned.fragment !== address.fragment()) address.replace(returned.fragment);
      return start(returned?.from);
    },
    fragment: links.fragment,
    link: (fragment = links.fragment()) => address.withFragment(fragment),
    linked: links.link,
    ...experiments,
    ...createSettingChanges(store, run, openings, latentSpace, comparing),
    ...together,
    begin: async () => void (await starts.begin()),
    ...latentSpace.actions,
    rewind: rewinding.rewind,
    replay: rewinding.replay,
    ...createForking(store, series, run, openings),
    ...createMeasuring(store, run),
    ...createSavedRuns(store, run, openings, experiments.openFragment),
    actions: actions.of,
    ownImages,
    keptRuns: keepingOf,
    async reload() {
      const { step, begun: { begin = 0 } } = store.getState();
      const its = await keepingOf().catch(() => null);
      if (its ? await its.keepNow() : step <= begin) reload();
      else addNotice(store, { kind: "reload-loses" });
    },
    async fetchRest() {
      await Promise.all([run.call("fetchRest", null), keepingOf()]);
      if (!returned) await keeping?.offer();
    },
    runCard: async () => (await runCards()).runCardNow(store.getState(), exportedLink(address.withFragment(links.fragment()))),
    retryData: run.retryData,
    second: comparing.second,
    dispose() {
      unfollow();
      paceTrials.end();
      latentSpace.dispose();
      rewinding.dispose();
      links.dispose();
      keeping?.dispose();
      comparing.dispose();
      void opensMoments?.then((its) => its.dispose());
      run.dispose();
      actions.dispose();
    },
  };
}
