/** Changes settings of the current experiment: live settings change its run, the others restart it. */
import { ElboError } from "../../core/errors";
import { check, type HyperparameterValue } from "../../core/model/hyperparameters";
import { MAX_CHANGES, restartOf } from "../../core/run/liveChanges";
import { tidyNumber } from "../../core/rounding";
import type { RunConfig } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";
import { isDifference } from "../state/comparison";
import { experimentKeys } from "../state/link/experiment";
import { latentSpaceOf, samePosition, startPosition } from "../state/position";
import { hasProgram, prepareRun } from "../state/prepare";
import type { Session } from "../state/session";
import { startAt } from "../state/stateKeys";
import type { State, Store } from "../state/store";
import type { Scheduler } from "./runs/scheduler";
import type { LatentSpace } from "./latent/latentSpace";
import type { Openings } from "./openings";
import { addNotice } from "./run/runEvents";
import type { RunKeeper } from "./run/runKeeper";

/** Milliseconds that a run waits for further changes before it opens: a dragged slider changes more often than a run can be opened. */
const SETTLE_MS = 200;

type SettingChanges = Pick<Session, "setHyperparameter" | "setSeed" | "setBackend" | "compare" | "reset">;

/** Returns the session's actions that change settings. `setHyperparameter` rejects with "internal" if the model has no such setting. */
export function createSettingChanges(
  store: Store, run: RunKeeper, openings: Openings, latentSpace: LatentSpace, { level }: Pick<Scheduler, "level">,
): SettingChanges {
  /** Restarts the run with other settings. The position in latent space is reset, too, unless the reader has chosen it. */
  const startOver = (config: RunConfig): Promise<void> => openings.again(() => {
    const { config: before, begun: beginning, z } = store.getState();
    const begun = restartOf(beginning, config);
    const start = startPosition(latentSpaceOf(config));
    const chosen = !samePosition(z, startPosition(latentSpaceOf(before)));
    latentSpace.forget();
    return run.open(begun, {
      settle: SETTLE_MS, keepTraining: true, again: true,
      state: startAt(config, chosen && z.length === start.length ? z : start),
    });
  });

  /** Restarts the run with the current settings. */
  const again = (state: Partial<State>): Promise<void> => openings.again(() => {
    const { begun: beginning, config } = store.getState();
    return run.open(restartOf(beginning, config), { again: true, state });
  });

  /** Returns the configuration with another value of a setting; null if it is the same or none. Throws "internal" if the model has no such setting. */
  function withSetting(id: string, value: HyperparameterValue): { readonly next: RunConfig; readonly live: boolean } | null {
    const { config } = store.getState();
    const spec = new Map(Object.entries(findModel(config.model)!.hyperparameters)).get(id);
    if (!spec) throw new ElboError("internal", `${config.model} has no hyperparameter "${id}"`);
    const checked = check(spec, spec.kind === "real" && typeof value === "number" ? tidyNumber(value) : value);
    if (checked.kind === "rejected" || checked.value === config.hyperparameters[id]) return null;
    return { next: { ...config, hyperparameters: { ...config.hyperparameters, [id]: checked.value } }, live: spec.live };
  }

  async function apply(id: string, value: HyperparameterValue): Promise<void> {
    const changed = withSetting(id, value);
    if (!changed) return;
    const { next, live } = changed;
    const unfit = findModel(next.model)!.refusal?.(next.hyperparameters) ?? null;
    if (unfit) return addNotice(store, { kind: "settings-refused", detail: unfit.message });
    if (!live) return startOver(next);
    const to = next.hyperparameters[id]!;
    if (!run.hasRoomFor(id, to)) return addNotice(store, { kind: "changes-full", count: MAX_CHANGES });
    run.adjust(id, to);
  }

  /** Changes of a program's settings that its description does not know yet: of each setting the newest. */
  const waiting = new Map<string, HyperparameterValue>();
  let applying: Promise<readonly Promise<void>[]> | null = null;
  /** Resolves when none is waiting any more, to what they do. */
  async function applyWaiting(): Promise<readonly Promise<void>[]> {
    const applied: Promise<void>[] = [];
    while (waiting.size > 0) {
      const { config: { model }, comparison, step } = store.getState();
      const values = [...waiting];
      waiting.clear();
      for (const [id, value] of values) {
        const changed = withSetting(id, value);
        if (changed) await prepareRun(changed.next, comparison, step);
        if (store.getState().config.model !== model) return applied;
        applied.push(apply(id, value));
      }
    }
    return applied;
  }

  return {
    async setHyperparameter(id, value) {
      if (!findModel(store.getState().config.model)!.prepare) return apply(id, value);
      waiting.set(id, value);
      await Promise.all(await (applying ??= applyWaiting().finally(() => {
        applying = null;
        waiting.clear();
      })));
    },
    async setSeed(seed) {
      const checked = check(experimentKeys.seed.spec, seed);
      if (checked.kind !== "rejected") await startOver({ ...store.getState().config, seed: Number(checked.value) });
    },
    setBackend: (backend) => startOver({ ...store.getState().config, backend }),
    async compare(comparison) {
      if (comparison === null) return store.setState({ comparison });
      if (!isDifference(store.getState().config, comparison)) return;
      const { config } = store.getState();
      if (hasProgram(config, comparison)) {
        const opening = openings.request();
        await prepareRun(config, comparison);
        if (opening.aborted) return;
      }
      await again({ comparison });
      await level();
    },
    reset: () => again({}),
  };
}
