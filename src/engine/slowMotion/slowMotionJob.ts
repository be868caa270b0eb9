/**
 * Keeps the slow-motion view of the next step up to date while the page shows it and nothing trains. Its code is loaded when the
 * page is idle or when it is first requested; after a failure it is loaded again at the next step.
 */
import type { Frame } from "../../core/latent/pictures";
import type { Dataset } from "../../subject/data/dataset";
import type { Credits } from "../pictures/pictureSource";
import { memoisedJson } from "../pictures/memoisedJson";
import type { SideJob } from "../scheduling/sideWork";
import type { Slices } from "../scheduling/slices";
import { settingsAt } from "../step/step";
import { releaseState } from "../step/trainState";
import type { Trainer } from "../trainer/trainer";

interface Parts {
  readonly trainer: Trainer;
  readonly dataset: Pick<Dataset, "trainLoaded">;
  readonly credits: Credits;
  /** Returns whether the page shows it. */
  isShown(): boolean;
  training(): boolean;
  send(frame: Frame): void;
}

/** Loads the code of slow motion. Rejects if that fails. */
export const loadSlowStep = () => import("./slowStep");

/** Returns the job that computes and sends the next step in slow motion. */
export function slowMotionJob({ trainer, dataset, credits, isShown, training, send }: Parts): SideJob {
  let lastKey = "";
  const settings = memoisedJson();
  const key = () => `${trainer.step} ${settings(trainer.h)}`;
  const isLoaded = () => trainer.imagesNeeded() <= dataset.trainLoaded();
  return {
    name: "slow motion",
    every: 0,
    due: () => isShown() && !training() && credits.has("slowMotion") && lastKey !== key() && isLoaded(),
    run: async function* slowMotion(): Slices {
      lastKey = key();
      const computing = await loadSlowStep().catch(() => null);
      if (!computing) return;
      const { model, specs, h, step } = trainer;
      const now = key();
      lastKey = now;
      if (training()) return void (lastKey = "");
      const { state } = trainer.captureState();
      const slow = computing.slowStepOf({ model, specs, arrays: trainer.nextData(), settings: settingsAt(model, h, step + 1) }, state);
      try {
        for (;;) {
          const slice = await slow.next();
          if (training() || key() !== now) {
            lastKey = "";
            return;
          }
          if (slice.done) return send({ kind: "slowMotion", step, found: slice.value, values: new Float32Array(0) });
          yield;
        }
      } finally {
        await slow.return(undefined as never); // frees its tensors; the returned value is ignored
        releaseState(state);
      }
    },
  };
}
