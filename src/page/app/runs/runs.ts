/**
 * Creates all runs of the page: each with its store, losses, pictures and machine (`run/`). One is in front: the session acts on it, and lessons and
 * studies open their runs there, one after another. Others are shown beside it, as in a comparison, or are trained ahead of it, as the next moments
 * of a talk. `scheduler.ts` and `ahead.ts` decide which of them makes steps.
 */
import { createStore } from "zustand/vanilla";
import type { RunConfig } from "../../../core/run/runConfig";
import { createShownRun, type ShownRun } from "../../state/shownRuns";
import { createPictureRequests } from "../latent/pictureRequests";
import { createRewinding } from "../rewind/rewinding";
import { createPatches } from "../run/patches";
import { createRunKeeper, type RunKeeperParts } from "../run/runKeeper";

type Needs = Pick<RunKeeperParts, "spawn" | "workersCanLoad" | "memory" | "ownImages">;

export type Runs = ReturnType<typeof createRuns>;
export type PageRun = ReturnType<typeof createRun>;
/** A run that is shown beside the one in front. */
export type RunBeside = ReturnType<typeof createRunBeside>;

function createRun(shown: ShownRun, needs: Needs) {
  const keeper = createRunKeeper({ ...shown, ...needs, patches: createPatches(shown.store, shown.frames) });
  return { ...shown, keeper, dispose: (): void => keeper.dispose() };
}

function createRunBeside(needs: Needs, configOf: (front: RunConfig) => RunConfig) {
  const run = createRun(createShownRun(), needs);
  const pictureRequests = createPictureRequests(run.store, run.keeper);
  const rewinding = createRewinding(run.store, run.keeper);
  run.keeper.listen({ onOpened: pictureRequests.opened });
  return {
    ...run, pictureRequests, rewinding,
    /** Returns its configuration for that of the run in front. */
    configOf,
    dispose() {
      pictureRequests.dispose();
      rewinding.dispose();
      run.dispose();
    },
  };
}

/** Returns the list of a page that shows this run in front. Nothing is opened yet. */
export function createRuns(shown: ShownRun, needs: Needs) {
  const front = createRun(shown, needs);
  // The others are computed where the one in front is: they differ from it in their settings only, or will continue there.
  const alike: Needs = { ...needs, memory: { ...needs.memory, recall: () => front.store.getState().opened?.backend, keep: () => undefined, forget: () => undefined } };
  const others = createStore<readonly RunBeside[]>(() => []);
  const ahead = new Set<PageRun>();

  function end(run: PageRun): void {
    run.dispose();
    if (!ahead.delete(run)) others.setState(others.getState().filter((one) => one !== run), true);
  }

  return {
    front, others,
    /** The runs that are trained ahead, which the page does not show. */
    ahead: ahead as ReadonlySet<PageRun>,
    /** Adds a run that is shown beside the one in front and keeps in step with it. The caller opens it. */
    addBeside(configOf: RunBeside["configOf"]): RunBeside {
      const run = createRunBeside(alike, configOf);
      others.setState([...others.getState(), run], true);
      return run;
    },
    /** Adds a run that is trained ahead. The caller opens it. */
    addAhead(): PageRun {
      const run = createRun(createShownRun(), alike);
      ahead.add(run);
      return run;
    },
    /** Ends a run that is not in front. */
    end,
    dispose() {
      [...ahead, ...others.getState()].forEach(end);
      front.dispose();
    },
  };
}
