/**
 * The experiment as the page holds it: takes what the reader asks for to the store and to the run, and shows what
 * the reader looks at. How a run is kept alive is `runKeeper.ts`'s business, what a link says `urlCodec.ts`'s.
 */
import { version } from "../../package.json";
import { ElboError } from "../core/errors";
import { samePlane } from "../core/plane";
import { check, defaultsOf } from "../core/hyperparameters";
import { step } from "../core/ids";
import { lossColumns } from "../core/model";
import { restartOf, standingAt } from "../core/liveChanges";
import type { Measured, MeasurementId, SettingsOf } from "../core/measurements";
import type { BackendReport } from "../core/reports";
import { CLASSES, type RunConfig } from "../core/runConfig";
import { findModel, models } from "../models/registry";
import type { TrainedStart } from "../presets/trained";
import { checkpointName, encodeCheckpoint } from "../state/checkpoint/encode";
import { CheckpointError, type Checkpoint } from "../state/checkpoint/format";
import { givenOf } from "../state/fillIn";
import type { Frames } from "../state/frames";
import type { MapWish } from "../state/looking";
import { drawNoise, drawPosition, latentSpaceOf, samePosition, startPosition } from "../state/position";
import type { Series } from "../state/series";
import type { Session } from "../state/session";
import { settings, tidyNumber, tidyPosition } from "../state/settings";
import { ALL_LAYERS, STANDARD_CHART, startAt, type State, type Store } from "../state/store";
import { startAhead } from "../state/trainedStart";
import { parse, type ParsedLink } from "../state/urlCodec";
import { latestWins, type WorkerPort } from "../worker/client";
import type { TrainOutcome } from "../worker/protocol";
import { createAutomatic } from "./automatic";
import { createFillIns } from "./fillIns";
import { createLinkKeeper } from "./linkKeeper";
import { createMachineChecks } from "./machineChecks";
import { createPaceTrials } from "./paceTrials";
import { createPatches } from "./patches";
import { createPlanes } from "./planes";
import { addNotice } from "./runFeed";
import { createRunKeeper, type Known } from "./runKeeper";
import { browserAddress, createBackendMemory, type Address, type BackendMemory } from "./surroundings";
import { createUndo } from "./undo";
import { sameWatch, watchOf } from "./watch";

export interface SessionParts {
  readonly store: Store;
  readonly series: Series;
  readonly frames: Frames;
  /**
   * A new worker, each time it is called: of worker/entry.ts, as a module; one that checks or measures the machine with "machine" for
   * its name.
   */
  readonly spawn: (kind: "run" | "machine") => WorkerPort;
  readonly address?: Address;
  readonly memory?: BackendMemory;
}

export interface LiveSession extends Session {
  /** Opens the address's fragment and follows it from then on. */
  start(): Promise<void>;
  /** The fragment of the experiment as it stands, without #. */
  fragment(): string;
  dispose(): void;
}

/** A slider that is dragged changes more often than a run can be opened. */
const SETTLE_MS = 200;
/** The map's pictures are asked for at most this often while it is moved. */
const WATCH_EVERY_MS = 100;
/** After the last move the hand has let go. */
const DRAG_MS = 200;
/** So long after its last move a hand still counts as being on the map. */
const HAND_MS = 1500;

/** Losses that a file has, from step 1 on; null where it has none. */
function lossesIn({ config, snapshot, losses }: Checkpoint): Known["losses"] {
  if (!losses) return null;
  const columns = lossColumns(findModel(config.model)!).map(({ id }) => id);
  return { columns, length: snapshot.step, firstStep: step(1), values: (column) => losses[column] ?? new Float32Array(0) };
}

/** What a file knows of its run. */
const knownOf = (file: Checkpoint): Known => (
  { losses: lossesIn(file), before: null, told: { heldOut: [], measured: [], afterEpochs: [] }, backend: undefined }
);

/** Few visits need them. */
const runFiles = () => import("./runFiles");

const latentOf = (config: RunConfig) => Number(config.hyperparameters["latent"]);

export function createSession(parts: SessionParts): LiveSession {
  const { store, series, frames, spawn, address = browserAddress } = parts;
  const memory = parts.memory ?? createBackendMemory(() => localStorage);
  const links = createLinkKeeper(store, address);
  const run = createRunKeeper({ store, series, frames, spawn: () => spawn("run"), memory, patches: createPatches(store), onOpened });
  const undo = createUndo(store, run);
  const fillIns = createFillIns(store, frames, run);
  const paceTrials = createPaceTrials({ store, spawn: () => spawn("machine"), memory });
  const machineChecks = createMachineChecks({
    store, spawn: () => spawn("machine"), memory,
    pause: () => {
      paceTrials.end();
      return run.pause();
    },
  });
  let presses = 0;
  let loads = 0;
  let measurements = 0;
  let pauses = 0;
  /** Of entries of the browser's history. */
  let visits = 0;
  /** The trained start that is on its way; resolves to whether the run begins with it. */
  let coming: Promise<boolean> | null = null;
  let movedAt = -Infinity;
  let hand = { held: false, at: -Infinity };
  let watchTimer: ReturnType<typeof setTimeout> | undefined;

  /** For models that complete images. */
  const given = () => {
    const { config, fillIn } = store.getState();
    return findModel(config.model)?.visible ? { given: givenOf(fillIn) } : {};
  };
  const sendDecode = latestWins(async () => {
    if (!run.ready) return;
    const { z, class: k } = store.getState();
    const dragging = performance.now() - movedAt < DRAG_MS;
    const drag = dragging ? { drag: { movedAt, z } } : {};
    const decoded = await run.call("decode", { z: Float32Array.from(z), class: k, dragging, ...given() });
    frames.publish({ kind: "decoded", ...decoded, ...drag });
  });
  const decodeHere = () => sendDecode(undefined);
  const sendWatch = latestWins(async () => {
    if (run.ready) await run.call("watch", watchOf(store.getState()));
  });

  function onOpened(report: BackendReport) {
    paceTrials.opened(store.getState().config, report);
    clearTimeout(watchTimer);
    watchTimer = undefined;
    sendWatch(undefined);
    decodeHere();
    automatic.look();
  }

  const unsubscribe = [
    frames.subscribe("samples", (samples) => samples && decodeHere()),
    store.subscribe((state, before) => {
      const sameGiven = givenOf(state.fillIn) === givenOf(before.fillIn) || !findModel(state.config.model)?.visible;
      if (!sameGiven) decodeHere();
      if (sameGiven && sameWatch(state, before)) return;
      watchTimer ??= setTimeout(() => {
        watchTimer = undefined;
        sendWatch(undefined);
      }, WATCH_EVERY_MS);
    }),
  ];

  /** The run that stands gives way. True where what follows is to have an entry of its own in the browser's history. */
  function leaveRun(inAddress = false): boolean {
    coming = null;
    undo.leave(links.leave(inAddress));
    return store.getState().step > 0;
  }

  /** Another configuration of the same experiment: its weights start again. A position nobody chose starts again, too. */
  function reopen(config: RunConfig): Promise<void> {
    const trained = leaveRun();
    const { config: before, begun: beginning, z } = store.getState();
    const begun = restartOf(beginning, config);
    const latent = latentOf(config);
    const start = startPosition(latentSpaceOf(config));
    const chosen = !samePosition(z, startPosition(latentSpaceOf(before)));
    presses = 0;
    planes.forget();
    const opened = run.open(begun, {
      settle: SETTLE_MS, keepTraining: true, again: true,
      state: { config: standingAt(begun, 0), begun, ...startAt(config, chosen && z.length === latent ? z : start) },
    });
    if (trained) links.enter();
    return opened;
  }

  /** A new experiment, at step 0 or where a saved run stood. */
  function openExperiment(
    begun: RunConfig, { map, ...view }: Partial<State> & { readonly map?: MapWish }, saved: Checkpoint | null = null,
  ): Promise<void> {
    const config = standingAt(begun, saved?.snapshot.step ?? 0);
    const start = startPosition(latentSpaceOf(config));
    presses = 0;
    planes.forget();
    return run.open(begun, {
      ...(saved ? { snapshot: saved.snapshot, known: knownOf(saved) } : {}),
      state: {
        config, begun, stop: null, highlighted: null, pinned: [], layers: ALL_LAYERS, chart: STANDARD_CHART,
        ...startAt(config, view.z ?? start, map), ...view,
      },
    });
  }

  /** Resolves to whether the run stands at the trained start; to false where another experiment was opened meanwhile. */
  async function openTrained(start: TrainedStart): Promise<boolean> {
    const { begun: asked } = store.getState();
    const file = await (await runFiles()).fetchTrained(start);
    if (store.getState().begun !== asked || startAhead(store.getState()) !== start) return false;
    const trained = leaveRun();
    const begun = { ...asked, begin: start.step };
    const opened = run.open(begun, {
      snapshot: file.snapshot, known: knownOf(file), keepTraining: true, state: { begun, config: standingAt(begun, start.step) },
    });
    if (trained) links.enter();
    await opened;
    return true;
  }

  /** The run begins again where the preset's trained start stands. Resolves to whether it does. */
  async function beginTrained(): Promise<boolean> {
    const start = startAhead(store.getState());
    if (!start || coming) return false;
    const mine = openTrained(start);
    coming = mine;
    store.setState({ beginning: true });
    try {
      return await mine;
    } catch (caught) {
      addNotice(store, { kind: "not-begun", step: start.step, code: ElboError.of(caught).code });
      return false;
    } finally {
      if (coming === mine) {
        coming = null;
        store.setState({ beginning: false });
      }
    }
  }

  /** From the trained start where one is on its way. Rejects with what keeps it from coming: the reader decides whether to train without it. */
  async function train(options: { steps?: number }): Promise<TrainOutcome> {
    const asked = pauses;
    if (coming) {
      const reason = !(await coming) ? "superseded" : asked !== pauses ? "paused" : null;
      if (reason) return { step: store.getState().step, reason };
    }
    return run.train(options);
  }

  function openLink(parsed: ParsedLink, inAddress: boolean): Promise<void> {
    const { config, autostart, check: checks, language, theme, fillIn, notices, ...view } = parsed;
    leaveRun(inAddress);
    // A drawing is the reader's work: it is put aside, and lost only to another one.
    const { strokes, drawn } = store.getState().fillIn;
    const { begin, ...fromStart } = config;
    const first = openExperiment(fromStart, {
      ...view, notices, fillIn: fillIn.source === "drawing" ? fillIn : { ...fillIn, strokes, drawn },
      ...(language ? { language } : {}), ...(theme ? { theme } : {}),
    });
    links.opened({ autostart, language, theme }, inAddress);
    // Where its file does not come, the reader decides whether to train from step 0.
    if (autostart && begin === undefined) run.train({}).catch(() => undefined);
    const opened = begin === undefined ? first : beginTrained().then((begins) => {
      if (autostart && begins) run.train({}).catch(() => undefined);
      return first;
    });
    // Not before: the run's own backend is being measured.
    if (checks) void opened.then(() => machineChecks.checkMachine());
    return opened;
  }

  /** The run that is kept, in place of the one that stands. `inAddress`: the reader went to its entry in the history. */
  async function bringBack(inAddress: boolean): Promise<void> {
    const back = await undo.take();
    if (!back) return;
    leaveRun(inAddress);
    links.left();
    presses = 0;
    planes.forget();
    const opened = run.open(back.begun, { snapshot: back.snapshot, known: back, state: { ...back.chosen, highlighted: null } });
    if (inAddress) links.opened(parse(address.fragment()), true);
    else links.enter();
    if (back.training) run.train({}).catch(() => undefined);
    await opened;
  }

  /** The reader went to another entry of the history, and may have gone on from there before the kept run is known. */
  async function follow(): Promise<void> {
    const mine = ++visits;
    links.went();
    if (undo.leaving) await undo.leaving;
    if (mine !== visits) return;
    const kept = undo.holds(({ mark, fragment }) => links.isAt(mark, fragment));
    await (kept ? bringBack(true) : openLink(parse(address.fragment()), true));
  }

  const goTo = (z: readonly number[]) => {
    const { config, plane } = store.getState();
    const tidy = tidyPosition(z, latentOf(config));
    store.setState({ z: tidy, plane: samePlane(plane, { ...plane, through: tidy }) ? plane : { ...plane, through: tidy } });
    decodeHere();
  };

  const influence = async () => {
    const found = await run.call("influence", given());
    store.setState({ influence: found });
    return found;
  };
  const planes = createPlanes(store, run, influence, goTo);
  const untilFree = () => (hand.held ? HAND_MS : Math.max(0, HAND_MS - (performance.now() - Math.max(hand.at, movedAt))));
  const automatic = createAutomatic({ store, frames, planes, influence, ready: () => run.ready, untilFree });

  const session: LiveSession = {
    async start() {
      unsubscribe.push(address.onChange(() => void follow()));
      await openLink(parse(address.fragment()), true);
    },
    fragment: links.fragment,
    link: (fragment = links.fragment()) => address.withFragment(fragment),
    linked: links.link,
    train: (options = {}) => train(options),
    pause() {
      pauses++;
      return run.pause();
    },
    step: async () => void (await train({ steps: 1 })),
    reset() {
      const trained = leaveRun();
      const { begun: beginning, config: now } = store.getState();
      const begun = restartOf(beginning, now);
      const opened = run.open(begun, { again: true, state: { config: standingAt(begun, 0), begun } });
      if (trained) links.enter();
      return opened;
    },
    begin: async () => void (await beginTrained()),
    undo: () => bringBack(false),
    openFragment: (fragment) => openLink(parse(fragment), false),
    async openModel(id) {
      const model = findModel(id) ?? models[0]!;
      const { config, class: k } = store.getState();
      leaveRun();
      links.left();
      const hyperparameters = defaultsOf(model.hyperparameters);
      const opened = openExperiment({ ...config, model: model.id, hyperparameters }, { preset: null, class: k, notices: [] });
      links.enter();
      if (model.id !== id) addNotice(store, { kind: "unknown-model", written: id.slice(0, 40), used: model.id });
      await opened;
    },
    openPreset(name) {
      const { config, preset, stop, z, class: k, notices } = parse(`preset=${encodeURIComponent(name)}`);
      const { model, seed, hyperparameters } = config; // how it is computed stays as it was wished
      leaveRun();
      links.left();
      // As from its link: no way of looking is left over from the experiment before.
      const opened = openExperiment(
        { ...store.getState().config, model, seed, hyperparameters }, { preset, stop, z, class: k, notices, instrument: null },
      );
      links.enter();
      return opened;
    },
    async setHyperparameter(id, value) {
      const { config } = store.getState();
      const spec = new Map(Object.entries(findModel(config.model)!.hyperparameters)).get(id);
      if (!spec) throw new ElboError("internal", `${config.model} has no hyperparameter "${id}"`);
      const checked = check(spec, spec.kind === "real" && typeof value === "number" ? tidyNumber(value) : value);
      if (checked.kind === "rejected" || checked.value === config.hyperparameters[id]) return;
      const next = { ...config, hyperparameters: { ...config.hyperparameters, [id]: checked.value } };
      if (!spec.live) return reopen(next);
      store.setState({ config: next });
      run.adjust(id, checked.value);
    },
    async setSeed(seed) {
      const checked = check(settings.seed.spec, seed);
      if (checked.kind !== "rejected") await reopen({ ...store.getState().config, seed: Number(checked.value) });
    },
    setBackend: (backend) => reopen({ ...store.getState().config, backend }),
    moveTo(z, at = performance.now()) {
      movedAt = at;
      goTo(z);
    },
    pickClass(k) {
      if (!Number.isInteger(k) || k < 0 || k >= CLASSES) return;
      store.setState({ class: k });
      decodeHere();
    },
    newNoise() {
      const { config } = store.getState();
      goTo(drawPosition(latentSpaceOf(config), ++presses));
    },
    showDimensions: planes.dimensions,
    showStrongest: planes.strongest,
    showComponents: planes.components,
    async showThree(places) {
      if (places) session.look({ three: places });
      await planes.three();
    },
    showRange(range) {
      hand.at = performance.now();
      planes.range(range);
    },
    holdMap: (held) => void (hand = { held, at: performance.now() }),
    findInfluence: async () => void (await influence()),
    look: (change) => store.setState(({ looking }) => ({ looking: { ...looking, ...change } })),
    anotherNoise() {
      const { config, looking } = store.getState();
      session.look({ draws: looking.draws + 1 });
      return { kind: "noise", z: drawNoise(latentSpaceOf(config), looking.draws) };
    },
    async encode(image, k = store.getState().class) {
      const wish = typeof image === "number" ? { images: [image] } : { pixels: Float32Array.from(image), class: k };
      return (await run.call("encode", wish)).codes;
    },
    async decode(z, k = store.getState().class) {
      const latent = latentOf(store.getState().config);
      const numbers = Float32Array.from(z);
      if (numbers.length !== latent || !numbers.every(Number.isFinite)) {
        throw new ElboError("bad-latent", `z should be ${latent} finite numbers.`);
      }
      return run.call("decode", { z: numbers, class: k, dragging: false, ...given() });
    },
    evaluate: () => run.call("evaluate", null),
    async measure<I extends MeasurementId>(id: I, wish: Partial<SettingsOf<I>> = {}) {
      const ticket = ++measurements;
      store.setState({ measuring: { id, progress: 0 } });
      try {
        const one = await run.call("measure", { id, settings: wish });
        store.setState(({ measured }) => ({ measured: [...measured.filter((other) => other.id !== id), one] }));
        return one as Measured<I>;
      } finally {
        if (ticket === measurements) store.setState({ measuring: null });
      }
    },
    endMeasure: async () => void (await run.call("endMeasure", null)),
    ...fillIns,
    ...machineChecks,
    retryData: run.retryData,
    async save() {
      const snapshot = await run.call("snapshot", null);
      const { begun: config } = store.getState();
      try {
        const file = new Blob(encodeCheckpoint(config, snapshot, version), { type: "application/octet-stream" });
        return { name: checkpointName(config.model, snapshot.step), file };
      } catch (caught) {
        addNotice(store, { kind: "not-saved" });
        throw caught;
      }
    },
    async load(file) {
      const ticket = ++loads;
      const saved = await runFiles().then(({ readCheckpoint }) => readCheckpoint(file)).catch((caught: unknown) => {
        const { reason, detail } = caught instanceof CheckpointError ? caught : new CheckpointError("unreadable");
        addNotice(store, { kind: "not-loaded", reason, detail });
        throw caught;
      });
      if (ticket !== loads) throw new ElboError("superseded", "Another file was opened.");
      leaveRun();
      links.left();
      const opened = openExperiment(saved.config, { preset: null, class: store.getState().class, notices: [] }, saved);
      links.enter();
      await opened;
    },
    dispose() {
      clearTimeout(watchTimer);
      paceTrials.end();
      machineChecks.endMachineCheck();
      automatic.dispose();
      unsubscribe.forEach((stop) => stop());
      links.dispose();
      run.dispose();
    },
  };
  return session;
}
