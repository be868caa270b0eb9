/**
 * Decides which of the page's runs makes steps (`turns.ts` has the rules): those beside the run in front keep in lockstep with it, so that curves are
 * compared at the same steps, and all are at the same step when training pauses. One that is trained ahead makes few steps at a time while the run in front trains.
 */
import { valuesAt } from "../../core/run/liveChanges";
import { sleep } from "../../core/tasks";
import type { PageRun, RunBeside, Runs } from "./runs";
import { lockstepLimits, restAhead, stepsAhead } from "./turns";

export type Scheduler = ReturnType<typeof createScheduler>;

const isResting = ({ store }: Pick<PageRun, "store">) => !["training", "opening"].includes(store.getState().phase);

/** Schedules these runs from now on, until `dispose`. */
export function createScheduler({ front, others }: Pick<Runs, "front" | "others">) {
  const trains = () => front.store.getState().phase === "training";
  /** Those beside it that can follow it: a run that has failed holds nobody. */
  const following = () => others.getState().filter(({ store }) => store.getState().phase !== "failed");
  const training = new Set<RunBeside>();
  const waiting: (() => void)[] = [];

  /** Applies the changes of live settings of the run in front to another run, at the same steps. */
  function mirrorChanges({ keeper, store, configOf }: RunBeside): void {
    const { opened, begun } = store.getState();
    if (opened === null) return;
    const values = valuesAt(begun, keeper.lastStep);
    for (const [id, value] of Object.entries(valuesAt(configOf(front.store.getState().begun), keeper.lastStep))) {
      if (values[id] !== value) keeper.adjust(id, value);
    }
  }

  function train(run: RunBeside): void {
    if (training.has(run)) return;
    training.add(run);
    void run.keeper.train({}).catch(() => undefined).finally(() => training.delete(run));
  }

  /** Sets the limits up to which each run may train. */
  function update(): void {
    const { begun } = front.store.getState();
    const beside = following();
    beside.forEach(mirrorChanges);
    const limits = lockstepLimits({ lastStep: front.keeper.lastStep, idle: front.keeper.idle, training: trains() }, beside.map(({ keeper, store, configOf }) => (
      { lastStep: keeper.lastStep, idle: keeper.idle, msPerStep: store.getState().msPerStep, changes: configOf(begun).then ?? [] }
    )));
    front.keeper.holdAt(limits.front);
    beside.forEach((run, place) => {
      const { until, trains: isToTrain } = limits.beside[place]!;
      run.keeper.holdAt(until);
      if (isToTrain) train(run);
      else if (run.store.getState().phase === "training") void run.keeper.pause();
    });
    if (isLevel()) waiting.splice(0).forEach((resolve) => resolve());
  }

  const isLevel = (): boolean => following().every((run) => isResting(front) && isResting(run) && run.keeper.lastStep >= front.keeper.lastStep);

  front.on({ onOpening: update, onStep: update });
  const stops = [
    front.store.subscribe((now, before) => { if (now.phase !== before.phase || now.begun !== before.begun) update(); }),
    others.subscribe((now, before) => {
      for (const run of now.filter((one) => !before.includes(one))) {
        run.on({ onStep: update });
        run.store.subscribe(({ phase }, { phase: earlier }) => { if (phase !== earlier) update(); });
      }
      if (before.some((one) => !now.includes(one))) update();
    }),
  ];

  return {
    /** Resolves when all runs that are shown are at the step of the one in front, or cannot reach it; at once if there is one run. */
    level: (): Promise<void> => (isLevel() ? Promise.resolve() : new Promise((resolve) => { waiting.push(resolve); })),
    /** Trains a run up to this step while the one in front has the cores when it needs them. */
    async trainAhead({ keeper, store }: PageRun, until: number, signal: AbortSignal): Promise<void> {
      while (!signal.aborted && store.getState().step < until) {
        const began = performance.now();
        await keeper.train({ steps: Math.min(until - store.getState().step, stepsAhead(trains())) });
        const rest = restAhead(trains(), performance.now() - began);
        if (rest > 0) await sleep(rest);
      }
    },
    dispose: (): void => stops.forEach((stop) => stop()),
  };
}
