/**
 * Compares two runs that differ in one setting. The first run is the page's; the second has a worker of its own, a configuration that
 * follows from the first's, and the first's view: moving one moves both. They train in lockstep (`lockstep.ts`), so that curves are compared
 * at the same steps, and both are at the same step when training pauses.
 */
import { valuesAt } from "../../core/run/liveChanges";
import { isDifference, secondConfig } from "../../state/comparison";
import { createFrames, type Frames } from "../../state/frames";
import { createSeries, type Series } from "../../state/series";
import { createAppStore } from "../../state/createAppStore";
import { samePosition } from "../../state/position";
import type { State, Store } from "../../state/store";
import { lockstepLimits } from "./lockstep";
import { mirroredView, VIEW_KEYS } from "./mirroredView";
import { createPatches } from "../run/patches";
import { createPictureRequests, type PictureRequests } from "../latent/pictureRequests";
import { createRewinding, type Rewinding } from "../rewind/rewinding";
import { addNotice } from "../run/runEvents";
import { createRunKeeper, type RunKeeper, type RunKeeperParts } from "../run/runKeeper";

/** What the page displays of a run: its store, losses and pictures. */
export interface DisplayedRun {
  readonly store: Store;
  readonly series: Series;
  readonly frames: Frames;
}

export interface ComparingParts extends Pick<RunKeeperParts, "spawn" | "workersCanLoad" | "memory" | "ownImages"> {
  /** The first run's. */
  readonly store: Store;
  readonly first: () => RunKeeper;
}

export type Comparing = ReturnType<typeof createComparing>;

/** The second run, while there is one. */
interface Second {
  readonly run: RunKeeper;
  readonly pictureRequests: PictureRequests;
  readonly rewinding: Rewinding;
  /** The outcome of its training, while it trains. */
  training: Promise<unknown> | null;
}

/** Follows the store's `comparison`: starts the second run, keeps it in lockstep, and ends it. */
export function createComparing({ store, first, spawn, workersCanLoad, memory, ownImages }: ComparingParts) {
  const second: DisplayedRun = { store: createAppStore(), series: createSeries(), frames: createFrames() };
  let live: Second | null = null;
  let resolveOpened: () => void = () => undefined;
  let waiting: (() => void)[] = [];

  function start(): Second {
    const run = createRunKeeper({
      ...second, patches: createPatches(second.store, second.frames), spawn, workersCanLoad, ownImages,
      // The first run's backend computes the second, too, so that they differ in one setting only.
      memory: { ...memory, recall: () => store.getState().opened?.backend, keep: () => undefined, forget: () => undefined },
      onOpened: () => pictureRequests.opened(),
      onStep: setLimits,
    });
    const pictureRequests = createPictureRequests(second.store, run);
    return { run, pictureRequests, rewinding: createRewinding(second.store, run), training: null };
  }

  function end(): void {
    if (!live) return;
    live.pictureRequests.dispose();
    live.rewinding.dispose();
    live.run.dispose();
    live = null;
    second.series.restart([]);
    second.frames.clear();
    setLimits();
  }

  function mirrorView(): void {
    const { z, class: k, config } = second.store.getState();
    second.store.setState(mirroredView(store.getState(), config));
    const now = second.store.getState();
    if (samePosition(now.z, z) && now.class === k) return;
    live?.pictureRequests.moved(performance.now());
  }

  /** Applies the first run's changes of live settings to the second run, at the same steps. */
  function mirrorChanges({ run }: Second): void {
    const { begun, comparison } = store.getState();
    if (!comparison || second.store.getState().opened === null) return;
    const values = valuesAt(second.store.getState().begun, run.lastStep);
    for (const [id, value] of Object.entries(valuesAt(secondConfig(begun, comparison), run.lastStep))) {
      if (values[id] !== value) run.adjust(id, value);
    }
  }

  const isBroken = () => second.store.getState().phase === "failed";

  /** Sets the limits up to which each run may train. */
  function setLimits(): void {
    const { phase, begun, comparison } = store.getState();
    if (live && comparison && !isBroken()) {
      const { run } = live;
      mirrorChanges(live);
      const { first: firstHold, second: secondHold, trains } = lockstepLimits({
        first: { lastStep: first().lastStep, idle: first().idle, training: phase === "training" },
        second: { lastStep: run.lastStep, idle: run.idle, msPerStep: second.store.getState().msPerStep },
        changes: secondConfig(begun, comparison).then ?? [],
      });
      first().holdAt(firstHold);
      run.holdAt(secondHold);
      if (trains) train(live);
      else if (second.store.getState().phase === "training") void run.pause();
    } else {
      first().holdAt(null);
    }
    if (isLevel()) waiting.splice(0).forEach((resolve) => resolve());
  }

  function train(of: Second): void {
    of.training ??= of.run.train({}).catch(() => undefined).finally(() => { of.training = null; });
  }

  function isLevel(): boolean {
    if (!live || isBroken()) return true;
    const isResting = (phase: State["phase"]) => phase !== "training" && phase !== "opening";
    return isResting(store.getState().phase) && isResting(second.store.getState().phase) && live.run.lastStep >= first().lastStep;
  }

  const stops = [
    store.subscribe((now, before) => {
      if (now.comparison === null) end();
      if (!live) return;
      if (VIEW_KEYS.some((key) => now[key] !== before[key])) mirrorView();
      if (now.rewound !== before.rewound) void live.rewinding[now.replaying ? "rewindNear" : "rewind"](now.rewound).catch(() => undefined);
      if (now.phase !== before.phase || now.begun !== before.begun) setLimits();
    }),
    second.store.subscribe((now, before) => {
      now.notices.slice(before.notices.length).forEach((notice) => addNotice(store, notice));
      if (now.phase !== before.phase) setLimits();
    }),
  ];

  return {
    /** What the page displays of the second run; empty if there is none. */
    second,
    /** The first run is about to be opened, and the store already describes it. */
    opening() {
      resolveOpened();
      const { comparison, begun } = store.getState();
      if (!comparison) return;
      if (!isDifference(begun, comparison) || begun.begin !== undefined) {
        store.setState({ comparison: null });
        addNotice(store, { kind: "comparison-ended" });
        return;
      }
      live ??= start();
      const opened = new Promise<void>((resolve) => { resolveOpened = resolve; });
      const config = secondConfig(begun, comparison);
      void live.run.open(config, { settle: opened, state: mirroredView(store.getState(), config) });
      setLimits();
    },
    /** The first run is open. */
    opened: (): void => resolveOpened(),
    /** The first run has reported steps. */
    stepped: setLimits,
    /** Resolves when the second run is at the first run's step, or cannot reach it; at once if there is no second run. */
    level: (): Promise<void> => (isLevel() ? Promise.resolve() : new Promise((resolve) => { waiting = [...waiting, resolve]; })),
    dispose() {
      stops.forEach((stop) => stop());
      end();
    },
  };
}
