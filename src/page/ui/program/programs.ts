/** What the editor of programs does: it has them checked in a worker, and opens an experiment that trains one. */
import { onOtherTab, readText, writeText } from "../../../core/browser/browserTexts";
import type { Stage } from "../../../core/latent/slowMotion";
import { defaultsOf } from "../../../core/model/hyperparameters";
import { Newest } from "../../../core/newest";
import { millis } from "../../../core/run/ids";
import { prepareProgram, unpackText } from "../../../subject/models/programs";
import type { Difference } from "../../state/comparison";
import type { CreateActions } from "../../state/pageParts";
import { CallTimeout, connect, type Rpc } from "../../../engine/worker/rpc";
import type { CheckedProgram } from "../../../torchSubset/program/check";
import type { ProgramCommands } from "../../../torchSubset/program/commands";
import type { GradientFlow } from "../../../torchSubset/program/gradientFlow";
import type { FirstNotFinite } from "../../../torchSubset/program/notFinite";
import type { LineValues, ValueCommands } from "../../../torchSubset/program/summary";

/** The folder of features whose workers check programs and compute values of their lines. */
const WORKER = "code";

/** The browser stores the program that is being written under this name. */
const DRAFT = "elbo-room.program";

/** A program is refused if it cannot be checked in this time. The interpreter counts its operations and refuses one that does not end much earlier, also on a slow and busy machine. */
const LONGEST = millis(15_000);
/** A check that has taken longer than this is ended for a later one, which would wait behind it. */
const LONG = millis(1000);
/** The first check also loads the worker's script. */
const LONGEST_AT_FIRST = millis(60_000);

export interface TrainingOfProgram {
  /** The step at which training pauses; absent: none. */
  readonly stop?: number | undefined;
  /** The program of a second run, which is compared with this one; absent: there is one run. */
  readonly beside?: string | undefined;
}

export interface Programs {
  /** Returns the program that was being written when the editor or the page was closed; null if there is none. */
  draft(): string | null;
  /** Stores the program that is being written; null removes it. Returns the program of another tab that this one replaces; null: none. */
  keepDraft(source: string | null): string | null;
  /** Shows what another tab is writing while the editor shows the stored program. Returns a function that stops it. */
  followDraft(shown: () => string | null, show: (source: string) => void): () => void;
  /** Notes the program in the editor, which links contain if the run does not train it; null: it does, or the editor is closed. */
  edit(source: string | null): void;
  /** Returns the program of the link that is open, to be shown in the editor; null if there is none. Rejects if what reads programs cannot be fetched. */
  linked(): Promise<string | null>;
  /** The program of the link was changed, so that it is the reader's now. */
  takeLinked(): void;
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
  /** Opens an experiment with this program, and trains it. Rejects if what reads programs cannot be fetched. */
  train(source: string, how?: TrainingOfProgram): Promise<void>;
}

const secondOf = async (source: string): Promise<Difference> => ({ kind: "model", model: (await prepareProgram(source)).id, program: source });

export const programs: CreateActions<Programs> = ({ store, spawn, request, restart, train, askWorker }) => {
  let worker: Rpc<ProgramCommands> | null = null;
  let loaded = false;
  const checks = new Newest();
  /** The check that is under way; null: there is none. */
  let underWay: { readonly since: number } | null = null;
  /** The program that was being written, as this tab has last read or stored it. */
  let kept: string | null = null;
  /** What was found of the newest failure of a run. */
  let failed: { readonly key: string; readonly found: Promise<FirstNotFinite | null> } | null = null;
  const end = () => {
    worker?.end();
    [worker, loaded] = [null, false];
  };
  return {
    draft: () => (kept = readText(DRAFT)),
    keepDraft(source) {
      const stored = readText(DRAFT);
      const isOther = stored !== null && stored !== kept && stored !== source;
      if (isOther && source === null) return null; // what another tab is writing is not removed
      if (writeText(DRAFT, source)) kept = source;
      return isOther ? stored : null;
    },
    followDraft: (shown, show) => onOtherTab(DRAFT, () => {
      const stored = readText(DRAFT);
      if (stored === null || kept === null || shown() !== kept) return;
      kept = stored;
      show(stored);
    }),
    edit: (source) => store.setState({ edited: source }),
    async linked() {
      const { linkedDraft } = store.getState();
      const program = linkedDraft === null ? null : await unpackText(linkedDraft);
      if (linkedDraft !== null && program === null) store.setState(({ notices }) => ({ linkedDraft: null, notices: [...notices, { kind: "no-program", why: "damaged", of: "editor" }] }));
      return program;
    },
    takeLinked() {
      if (store.getState().linkedDraft !== null) store.setState({ linkedDraft: null });
    },
    async check(source) {
      if (loaded && underWay && performance.now() - underWay.since > LONG) end();
      const signal = checks.begin();
      const asked = worker ??= connect<ProgramCommands>(spawn(WORKER), { onMessage: () => { loaded = true; } });
      const check = underWay = { since: performance.now() };
      try {
        return await asked.call("check", { source }, { signal, timeout: new CallTimeout(loaded ? LONGEST : LONGEST_AT_FIRST) });
      } finally {
        if (underWay === check) underWay = null;
        if (asked.ended && worker === asked) end(); // the next check starts another one
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
    async train(source, { stop, beside } = {}) {
      const opening = request();
      const [model, comparison] = [await prepareProgram(source), beside === undefined ? null : await secondOf(beside)];
      if (opening.aborted) return;
      const { begin: _, then: __, ...config } = store.getState().config;
      await restart({ ...config, model: model.id, program: source, hyperparameters: defaultsOf(model.hyperparameters) }, { preset: null, stop: stop ?? null, comparison, question: null, linkedDraft: null });
      await train();
    },
    dispose: end,
  };
};
