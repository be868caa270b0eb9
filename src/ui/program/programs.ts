/** What the editor of programs does: it has them checked in a worker, and opens an experiment that trains one. */
import { readText, writeText } from "../../core/browser/browserTexts";
import type { Stage } from "../../core/latent/slowMotion";
import { defaultsOf } from "../../core/model/hyperparameters";
import { millis } from "../../core/run/ids";
import { prepareProgram } from "../../models/programs";
import type { CreateActions } from "../../state/pageParts";
import { CallTimeout, connect, type Rpc } from "../../worker/rpc";
import type { CheckCommands, CheckedProgram } from "../../program/check";
import type { GradientFlow } from "../../program/gradientFlow";
import type { FirstNotFinite } from "../../program/notFinite";
import type { LineValues, ValueCommands } from "../../program/summary";

/** The folder of features whose workers check programs and compute values of their lines. */
const WORKER = "code";

/** The browser stores the program that is being written under this name. */
const DRAFT = "elbo-room.program";

/** A program is refused if it cannot be checked in this time: it is executed some times, with shapes. */
const LONGEST = millis(2000);
/** The first check also loads the worker's script. */
const LONGEST_AT_FIRST = millis(60_000);

export interface Programs {
  /** Returns the program that was being written when the editor or the page was closed; null if there is none. */
  draft(): string | null;
  /** Stores the program that is being written; null removes it. */
  keepDraft(source: string | null): void;
  /** Checks a program; a later call replaces this one. Rejects with "superseded", a `CallTimeout`, or if the worker cannot be loaded. */
  check(source: string): Promise<CheckedProgram>;
  /** Returns the values of these lines, counted from 0, and of each `print` of the program that the run trains; null if there are none yet. Rejects as `askWorker` does. */
  values(lines: readonly number[]): Promise<LineValues | null>;
  /** Returns the values of the lines of a stage of the next step in slow motion, as `values` does. */
  stage(objective: number, stage: Stage): Promise<LineValues | null>;
  /** Returns the gradients of all lines of this program; null if there are none yet. Rejects as `askWorker` does. */
  gradients(): Promise<GradientFlow | null>;
  /** Returns which operation is the first that is not finite if the run has stopped for it; null if none was found. Rejects as `askWorker` does. */
  notFinite(): Promise<FirstNotFinite | null>;
  /** Opens an experiment with this program, and trains it up to a step; null: until the reader pauses it. Rejects if what reads programs cannot be fetched. */
  train(source: string, stop?: number | null): Promise<void>;
}

export const programs: CreateActions<Programs> = ({ store, spawn, request, restart, train, askWorker }) => {
  let worker: Rpc<CheckCommands> | null = null;
  let loaded = false;
  /** What was found of the newest failure of a run. */
  let failed: { readonly key: string; readonly found: Promise<FirstNotFinite | null> } | null = null;
  const end = () => {
    worker?.end();
    worker = null;
  };
  return {
    draft: () => readText(DRAFT),
    keepDraft: (source) => void writeText(DRAFT, source),
    async check(source) {
      worker?.supersede();
      const asked = worker ??= connect<CheckCommands>(spawn(WORKER), { onMessage: () => { loaded = true; } });
      try {
        return await asked.call("check", { source }, { timeout: new CallTimeout(loaded ? LONGEST : LONGEST_AT_FIRST) });
      } finally {
        if (asked.ended && worker === asked) [worker, loaded] = [null, false]; // the next check starts another one
      }
    },
    values: (lines) => askWorker<ValueCommands, "values">(WORKER, "values", { lines }),
    stage: (objective, stage) => askWorker<ValueCommands, "stage">(WORKER, "stage", { objective, stage }),
    gradients: () => askWorker<ValueCommands, "gradients">(WORKER, "gradients", null),
    notFinite() {
      const { run, failure, config } = store.getState();
      const key = JSON.stringify([run, failure?.message, config.hyperparameters]); // with the same settings, the run fails again in the same way
      if (failed?.key !== key) failed = { key, found: askWorker<ValueCommands, "notFinite">(WORKER, "notFinite", null) };
      return failed.found;
    },
    async train(source, stop = null) {
      const isCurrent = request();
      const model = await prepareProgram(source);
      if (!isCurrent()) return;
      const { begin: _, then: __, ...config } = store.getState().config;
      await restart({ ...config, model: model.id, program: source, hyperparameters: defaultsOf(model.hyperparameters) }, { preset: null, stop, comparison: null, question: null });
      await train();
    },
    dispose: end,
  };
};
