/**
 * Puts together the actions that apply a reader's requests to the store and to the run. Each subject has a file; `runKeeper.ts` keeps a run
 * alive, and `urlCodec.ts` defines what a link says.
 */
import { version } from "../../../package.json";
import { siteStorage } from "../../core/browser/browserTexts";
import { ElboError } from "../../core/errors";
import { exportedLink } from "../../core/browser/exportedLink";
import { loadOnce } from "../../core/loadOnce";
import type { Session } from "../state/session";
import type { ShownRun } from "../state/shownRuns";
import type { State } from "../state/store";
import { threadsFor } from "../state/threads";
import { makeModelsWith } from "../../subject/models/programs";
import { checks } from "../features/machineCheck/actions";
import type { Visibility } from "../../core/browser/visibility";
import type { WorkerPort } from "../../engine/worker/rpc";
import { createComparing } from "./compare/comparing";
import { createExperiments } from "./experiments";
import { createFeatureActions } from "./featureActions";
import { createFollowing } from "./following";
import { createForking } from "./rewind/forking";
import { createLatentSpace } from "./latent/latentSpace";
import { createLinkKeeper } from "./linkKeeper";
import { createMeasuring } from "./measuring";
import { createOpenings } from "./openings";
import { createPaceTrials } from "./paceTrials";
import { createSlowStart } from "./run/slowStart";
import type { RecalledRun } from "./keptRuns/recalling";
import { TOO_FEW_STEPS } from "./run/machine/state";
import { addNotice, withdrawNotice } from "./run/runEvents";
import { createRuns, type Runs } from "./runs/runs";
import { createScheduler } from "./runs/scheduler";
import { createSavedRuns } from "./runFiles/savedRuns";
import { createRewinding } from "./rewind/rewinding";
import { createSettingChanges } from "./settingChanges";
import { browserAddress, type Address } from "./address";
import { createBackendMemory, type BackendMemory } from "./backendMemory";
import { lastRun } from "./keptRuns/tabRuns";
import { trainBothRuns } from "./compare/trainBothRuns";
import { createTrainedStarts } from "./trainedStarts";

/** Imports the script that writes run cards. Few visits need it. */
export const runCards = () => import("./runFiles/runCard");
/** Imports the script that opens the moments of a talk. Few visits need it. */
export const talkMoments = () => import("./moments");

/** Imports the script that keeps runs in this browser. */
const keepingScript = () => import("./keptRuns/keeping");
/** Milliseconds until that import is tried again after it failed: there is no network, or the host has another version. */
const RETRY_MS = 30_000;

const ALWAYS_SEEN: Visibility = { hidden: false, onChange: () => () => undefined };

export interface SessionParts extends ShownRun {
  /**
   * Starts a new worker of page/worker/entry.ts, as a module. A worker that checks or measures the machine has the name "machine",
   * one that runs a feature's program has the feature's name.
   */
  readonly spawn: (name: string) => WorkerPort;
  /** Resolves when a worker can be started; if absent, workers can be started at once. */
  readonly workersCanLoad?: () => Promise<void>;
  readonly address?: Address;
  /** If absent, the page counts as visible. */
  readonly visibility?: Visibility;
  readonly memory?: BackendMemory;
  /** Whether runs are kept in this browser; default false. */
  readonly keeps?: boolean;
  /** Whether the page is a file, which says that it keeps no runs; default false. */
  readonly isFile?: boolean;
  /** Reloads the page. */
  readonly reload?: () => void;
  /** Whether the page is in a frame of another page, where own images are not opened. */
  readonly framed?: boolean;
}

export interface LiveSession extends Session {
  /** Searches the kept runs for the address's run: `start` opens it where it was. */
  recall(): Promise<void>;
  /** Opens the address's fragment, and from then on each fragment that the address changes to. */
  start(): Promise<void>;
  /** Returns the fragment of the current experiment, without #. */
  fragment(): string;
  readonly runs: Runs;
  dispose(): void;
}

/** Creates the session of a page: its actions, and the run that they act on. Nothing is opened before `start`. */
export function createSession(parts: SessionParts): LiveSession {
  const { store, series, frames, spawn, workersCanLoad = () => Promise.resolve(), address = browserAddress, visibility = ALWAYS_SEEN, keeps = false, isFile = false, reload = () => location.reload(), framed = false } = parts;
  /** What ends with the session, the newest first. */
  const ends: (() => void)[] = [];
  function ending<T extends { dispose(): void }>(part: T): T {
    ends.unshift(() => part.dispose());
    return part;
  }
  const describingOf = loadOnce(async () => {
    const { createDescribing } = await import("./describing");
    return ending(createDescribing({ spawn, workersCanLoad, onChange: () => store.setState({}) })); // what is displayed is read again
  }, 0);
  makeModelsWith(async (source) => (await describingOf()).makeModel(source));
  const memory = parts.memory ?? createBackendMemory(siteStorage, () => threadsFor(store.getState()));
  const actions = ending(createFeatureActions());
  async function ownImages(id: string) {
    if (framed) throw new ElboError("own-data-in-frame", "Own images are not opened in a frame.");
    const { ownData } = await import("../features/ownData/actions");
    return actions.of(ownData).find(id);
  }
  const links = ending(createLinkKeeper(store, address));
  const runs = ending(createRuns({ store, series, frames }, { spawn: () => spawn("run"), workersCanLoad, memory, ownImages }));
  const { keeper: run } = runs.front;
  ends.unshift(createComparing(runs));
  const scheduler = ending(createScheduler(runs));
  const paceTrials = createPaceTrials({ store, spawn: () => spawn("machine"), workersCanLoad, memory });
  ends.unshift(paceTrials.end);
  const latentSpace = ending(createLatentSpace(store, frames, run, () => runs.others.getState().map((other) => other.frames)));
  run.listen({
    onOpened(report) {
      // Two runs leave no time to measure backends, and would distort the times.
      if (store.getState().comparison) paceTrials.end();
      else paceTrials.opened(store.getState().config, report);
      latentSpace.opened();
    },
  });
  const opening = { store, run, links, latentSpace };
  const openings = createOpenings(opening);
  const starts = createTrainedStarts(store, run, openings);
  const { openLink, bringBack, openPlanned, ...experiments } = createExperiments({
    ...opening, openings, starts, address, checkMachine: () => actions.of(checks).checkMachine(),
  });
  const rewinding = ending(createRewinding(store, run));
  ending(createSlowStart(store, run));
  const together = trainBothRuns(store, starts, scheduler);
  const momentsOf = loadOnce(async () => {
    const { createMoments } = await talkMoments();
    return ending(createMoments({ runs, openings, openPlanned, train: together.train }));
  }, 0);
  const keepingOf = loadOnce(async () => {
    if (!keeps) return null;
    const { createKeeping } = await keepingScript();
    withdrawNotice(store, "not-keeping");
    const keeping = ending(createKeeping({ store, series, run, links, openings, open: openPlanned }));
    run.listen({ onLeft: keeping.left });
    return keeping;
  }, RETRY_MS);
  /** The runs for which a notice has said that they are not kept. */
  const reported = new Set<State["run"]>();
  run.listen({
    // The first snapshot comes when training begins: the script that keeps runs is fetched then, if not before. Another run may be open once it has loaded.
    onSnapshot(snapshot) {
      const { run: of } = store.getState();
      void keepingOf().then((saving) => { if (store.getState().run === of) saving?.snapshotArrived(snapshot); }, () => {
        const { run: current } = store.getState();
        if (!reported.has(current)) addNotice(store, { kind: "not-keeping" });
        reported.add(current);
      });
    },
  });
  if (isFile) {
    // From this step on, a page that is a file says, once, that a reload loses the run.
    const said = store.subscribe(({ step, begun: { begin = 0 } }) => {
      if (step - begin <= TOO_FEW_STEPS) return;
      said();
      store.setState({ keptOffer: { kind: "in-file" } });
    });
    ends.unshift(said);
  }
  /** Finds the kept run of the current entry; if the entry is new, that of this id. Null if there is none, or if storage cannot be read. */
  function findKept(id: string | null): Promise<RecalledRun | null> {
    const find = async () => (await keepingOf())!.find(address.fragment(), address.mark(), id);
    return find().catch(find).catch(() => null); // a second try: a busy disk may fail one read
  }
  const { start, follow } = createFollowing({
    ...opening, openings, address, openLink, bringBack,
    findKept: () => (keeps && address.mark() !== null ? findKept(null).then((found) => found?.from ?? null) : null),
  });
  let recalled: RecalledRun | null = null;
  /** The browser's history entry is new. */
  const isNew = address.mark() === null;
  actions.begin({
    version, store, frames, currentLink: links.link, call: run.call, suspend: run.suspend, spawn, visibility, trust: memory.trust, retryData: run.retryData,
    request: openings.request, restart: openings.restart, train: together.train, pause: together.pause,
    askWorker: async (feature, command, params) => (await run.call("feature", { feature, command, params })).answer as never, // the command itself says what it is
    openAt: async (goal) => (await momentsOf()).openAt(goal),
    trainAhead: async (goals) => (await momentsOf()).trainAhead(goals),
    async clearProcessor() {
      paceTrials.end();
      await Promise.all([run.pause(), workersCanLoad()]);
    },
  });

  return {
    async recall() {
      const id = isNew && /^#?$/.test(address.fragment()) ? lastRun() : null;
      if (keeps && !(isNew && id === null)) recalled = await findKept(id);
    },
    start() {
      ends.unshift(address.onChange(() => void follow()));
      if (recalled && recalled.fragment !== address.fragment()) address.replace(recalled.fragment);
      return start(recalled?.from);
    },
    fragment: links.fragment,
    link: (fragment = links.fragment()) => address.withFragment(fragment),
    currentLink: links.link,
    ...experiments,
    ...createSettingChanges(store, run, openings, latentSpace, scheduler),
    ...together,
    stopNow: run.stopNow,
    begin: async () => void (await starts.begin()),
    ...latentSpace.actions,
    rewind: rewinding.rewind,
    rewindNear: rewinding.rewindNear,
    replay: rewinding.replay,
    ...createForking(store, series, run, openings),
    ...createMeasuring(store, run),
    ...createSavedRuns(store, run, openings, experiments.openFragment),
    actions: actions.of,
    ownImages,
    keptRuns: keepingOf,
    async reload() {
      const { step, begun: { begin = 0 } } = store.getState();
      const saving = await keepingOf().catch(() => null);
      if (saving ? await saving.keepNow() : step <= begin) reload();
      else addNotice(store, { kind: "reload-loses" });
    },
    async fetchRest() {
      const [, keeping] = await Promise.all([run.call("fetchRest", null), keepingOf()]);
      if (!recalled) await keeping?.offer();
    },
    runCard: async () => (await runCards()).runCardNow(store.getState(), series.record(), exportedLink(address.withFragment(links.fragment()))),
    retryData: run.retryData,
    runs,
    dispose: () => ends.forEach((end) => end()),
  };
}
