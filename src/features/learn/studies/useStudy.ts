/** The open study: the reader's guess, the measurements of the current run, and the training of its runs. */
import { useCallback, useEffect, useState } from "react";
import { ElboError, type ErrorCode } from "../../../core/errors";
import { appliesTo } from "../../../measurements/registry";
import type { StudiesTexts } from "../texts";
import { requestedOrNewest } from "../../../state/measured";
import type { State } from "../../../state/store";
import type { StudyId } from "../../../studies/ids";
import { studies } from "../../../studies/registry";
import type { Study, StudyRun } from "../../../studies/study";
import { usePanelParts, useStore } from "../../../ui/context";
import { quietly } from "../../../ui/kit/quietly";
import { planFor, trainAs } from "../lessonRuns";
import { useData, useModel } from "../../../ui/useModel";

/** Returns the link of a study's run. */
export const linkOf = (id: StudyId, { run, until }: StudyRun): string => `${run}&stop=${until}&study=${id}`;

/** The data of an open study. */
export interface OpenStudy {
  readonly id: StudyId;
  readonly study: Study;
  /** The chosen option's id; null: none yet. */
  readonly guess: string | null;
  /** Whether the study's measurement applies to the current run. */
  readonly suits: boolean;
  readonly failure: ErrorCode | null;
  /** Whether runs of the study are being trained. */
  readonly working: boolean;
  choose(option: string): void;
  /** Trains these runs one after the other and measures each. Stops if another run is opened or training is paused. */
  train(runs: readonly StudyRun[]): void;
  measure(): void;
}

/** Props of a study's figure. */
export interface FigureProps {
  readonly open: OpenStudy;
  readonly panel: StudiesTexts["panel"];
}

const isPaused = ({ phase, step }: Pick<State, "phase" | "step">) => step > 0 && (phase === "paused" || phase === "finished");

/** Null: it was cancelled, or another run was opened. */
function failureOf(caught: unknown): ErrorCode | null {
  const { code } = ElboError.of(caught);
  return code === "superseded" ? null : code;
}

/** Once the reader has guessed, measures the current run whenever training stops at a step without a measurement. */
export function useStudy(id: StudyId): OpenStudy {
  const parts = usePanelParts();
  const { store, session } = parts;
  const study: Study = studies[id];
  const { measures } = study;
  const model = useModel();
  const { kind } = useData();
  const hyperparameters = useStore((state) => state.config.hyperparameters);
  const guess = useStore(({ studyNotes }) => studyNotes.guesses[id] ?? null);
  const due = useStore((state) => (isPaused(state) && state.measuring === null && requestedOrNewest(measures.id, state)?.step !== state.step ? state.step : null));
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const [working, setWorking] = useState(false);
  const suits = appliesTo(measures.id, model, kind) && (study.suits?.(model, hyperparameters) ?? true);

  const take = useCallback(
    () => session.measure(measures.id, measures.settings).then(() => setFailure(null), (caught: unknown) => setFailure(failureOf(caught))),
    [session, measures],
  );
  const trainAll = async (runs: readonly StudyRun[]) => {
    setWorking(true);
    try {
      for (const run of runs) {
        await trainAs(parts, linkOf(id, run), run);
        if (planFor(store.getState(), run).kind !== "done") return;
        await take();
      }
    } finally {
      setWorking(false);
    }
  };
  const asked = guess !== null && suits && !working && failure === null;
  useEffect(() => {
    if (asked && due !== null) void take();
  }, [asked, due, take]);

  return {
    id, study, guess, suits, failure, working,
    choose: (option) => store.setState(({ studyNotes }) => ({ studyNotes: { ...studyNotes, guesses: { ...studyNotes.guesses, [id]: option } } })),
    train: (runs) => quietly(trainAll(runs)),
    measure: () => void take(),
  };
}
