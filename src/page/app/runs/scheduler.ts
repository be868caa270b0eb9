/**
 * Decides which of the shown runs makes steps (`turns.ts` has the rules): those beside the one in front keep in lockstep with it, so that curves are
 * compared at the same steps, and all are at the same step when training pauses. `ahead.ts` schedules those that are not shown.
 */
import { valuesAt } from "../../../core/run/liveChanges";
import type { PageRun, RunBeside, Runs } from "./runs";
import { lockstepLimits } from "./turns";

export type Scheduler = ReturnType<typeof createScheduler>;

const isResting = ({ store }: Pick<PageRun, "store">) => !["training", "opening"].includes(store.getState().phase);

/** Schedules these runs from now on, until `dispose`. */
export function createScheduler({ front, others }: Pick<Runs, "front" | "others">) {
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
    const { begun, phase } = front.store.getState();
    const beside = following();
    beside.forEach(mirrorChanges);
    const limits = lockstepLimits({ lastStep: front.keeper.lastStep, idle: front.keeper.idle, training: phase === "training" }, beside.map(({ keeper, store, configOf }) => (
      { lastStep: keeper.lastStep, idle: keeper.idle, msPerStep: store.getState().msPerStep, changes: configOf(begun).then ?? [] }
    )));
    front.keeper.holdAt(limits.front);
    beside.forEach((run, place) => {
      const { until, trains } = limits.beside[place]!;
      run.keeper.holdAt(until);
      if (trains) train(run);
      else if (run.store.getState().phase === "training") void run.keeper.pause();
    });
    if (isLevel()) waiting.splice(0).forEach((resolve) => resolve());
  }

  const isLevel = (): boolean => following().every((run) => isResting(front) && isResting(run) && run.keeper.lastStep >= front.keeper.lastStep);

  front.keeper.listen({ onOpening: update, onStep: update });
  const stops = [
    front.store.subscribe((now, before) => { if (now.phase !== before.phase || now.begun !== before.begun) update(); }),
    others.subscribe((now, before) => {
      for (const run of now.filter((one) => !before.includes(one))) {
        run.keeper.listen({ onStep: update });
        run.store.subscribe(({ phase }, { phase: earlier }) => { if (phase !== earlier) update(); });
      }
      if (before.some((one) => !now.includes(one))) update();
    }),
  ];

  return {
    /** Resolves when all runs that are shown are at the step of the one in front, or cannot reach it; at once if there is one run. */
    level: (): Promise<void> => (isLevel() ? Promise.resolve() : new Promise((resolve) => { waiting.push(resolve); })),
    dispose: (): void => stops.forEach((stop) => stop()),
  };
}
