/** Changes settings of the current experiment: live settings change its run, the others restart it. */
import { ElboError } from "../core/errors";
import { check } from "../core/model/hyperparameters";
import { MAX_CHANGES, restartOf } from "../core/run/liveChanges";
import { tidyNumber } from "../core/rounding";
import type { RunConfig } from "../core/run/runConfig";
import { findModel } from "../models/registry";
import { isDifference } from "../state/comparison";
import { experimentKeys } from "../state/link/experiment";
import { latentSpaceOf, samePosition, startPosition } from "../state/position";
import type { Session } from "../state/session";
import { startAt } from "../state/stateKeys";
import type { State, Store } from "../state/store";
import type { Comparing } from "./compare/comparing";
import type { LatentSpace } from "./latent/latentSpace";
import type { Openings } from "./openings";
import { addNotice } from "./run/runEvents";
import type { RunKeeper } from "./run/runKeeper";

/** Milliseconds that a run waits for further changes before it opens: a dragged slider changes more often than a run can be opened. */
const SETTLE_MS = 200;

type SettingChanges = Pick<Session, "setHyperparameter" | "setSeed" | "setBackend" | "compare" | "reset">;

/** Returns the session's actions that change settings. `setHyperparameter` rejects with "internal" if the model has no such setting. */
export function createSettingChanges(
  store: Store, run: RunKeeper, openings: Openings, latentSpace: LatentSpace, comparing: Pick<Comparing, "level">,
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

  return {
    async setHyperparameter(id, value) {
      const { config } = store.getState();
      const spec = new Map(Object.entries(findModel(config.model)!.hyperparameters)).get(id);
      if (!spec) throw new ElboError("internal", `${config.model} has no hyperparameter "${id}"`);
      const checked = check(spec, spec.kind === "real" && typeof value === "number" ? tidyNumber(value) : value);
      if (checked.kind === "rejected" || checked.value === config.hyperparameters[id]) return;
      const next = { ...config, hyperparameters: { ...config.hyperparameters, [id]: checked.value } };
      const unfit = findModel(config.model)!.refusal?.(next.hyperparameters) ?? null;
      if (unfit) return addNotice(store, { kind: "settings-refused", detail: unfit.message });
      if (!spec.live) return startOver(next);
      if (!run.hasRoomFor(id, checked.value)) return addNotice(store, { kind: "changes-full", count: MAX_CHANGES });
      run.adjust(id, checked.value);
    },
    async setSeed(seed) {
      const checked = check(experimentKeys.seed.spec, seed);
      if (checked.kind !== "rejected") await startOver({ ...store.getState().config, seed: Number(checked.value) });
    },
    setBackend: (backend) => startOver({ ...store.getState().config, backend }),
    async compare(comparison) {
      if (comparison === null) return store.setState({ comparison });
      if (!isDifference(store.getState().config, comparison)) return;
      await again({ comparison });
      await comparing.level();
    },
    reset: () => again({}),
  };
}
