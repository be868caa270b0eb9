/** The open study: the reader's guess, the measurements of the current run, and the training of its runs. */
import { useCallback, useEffect, useState } from "react";
import { ElboError, type ErrorCode } from "../../../../core/errors";
import { appliesTo } from "../../../../subject/measurements/registry";
import type { StudiesTexts } from "../texts";
import type { Measured } from "../../../../subject/measurements/registry";
import { parse } from "../../../state/urlCodec";
import { requestedOrNewest } from "../../../state/measured";
import type { State } from "../../../state/store";
import type { StudyId } from "../../../../course/studies/ids";
import { studies } from "../../../../course/studies/registry";
import type { Study, StudyRun } from "../../../../course/studies/study";
import { usePanelParts, useStore } from "../../../ui/context";
import { quietly } from "../../../ui/kit/quietly";
import { planFor, sameUpTo, trainAs } from "../lessonRuns";
import { useData, useModel } from "../../../ui/useModel";

/** Returns the link of a study's run. */
const studyLink = (id: StudyId, { run, until }: StudyRun): string => `${run}&stop=${until}&study=${id}`;

/** The data of an open study. */
export interface OpenStudy {
  readonly id: StudyId;
  readonly study: Study;
  /** The chosen option's id; null: none yet. */
  readonly guess: string | null;
  /** Whether the study's measurement applies to the current run. */
  readonly suits: boolean;
  /** The newest measurement of the current run; undefined: none that counts. */
  readonly measured: Measured | undefined;
  /** Whether the current run counts for the study: it is one of the study's runs, was trained since the study was opened, or the reader has said so. */
  readonly counts: boolean;
  readonly failure: ErrorCode | null;
  /** Whether runs of the study are being trained. */
  readonly working: boolean;
  choose(option: string): void;
  /** Trains these runs one after the other and measures each. Stops if another run is opened or training is paused. */
  train(runs: readonly StudyRun[]): void;
  measure(): void;
  /** Lets the current run count, which was trained before the study was opened. */
  count(): void;
}

/** Props of a study's figure. */
export interface FigureProps {
  readonly open: OpenStudy;
  /** The measurement that the figure shows; undefined: none yet. */
  readonly measured: Measured | undefined;
  /** The measurements of all figures that stand below one another: they share an axis. */
  readonly compared: readonly Measured[];
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
  const [before, setBefore] = useState<Pick<State, "begun" | "step"> | null>(() => store.getState());
  const counts = useStore(({ begun, step }) => before === null || begun.model !== before.begun.model || !sameUpTo(begun, before.begun, before.step) || step > before.step
    || study.runs.some(({ run }) => sameUpTo(begun, parse(run).config, step)));
  const newest = useStore((state) => requestedOrNewest(measures.id, state));
  const suits = appliesTo(measures.id, model, kind) && (study.suits?.(model, hyperparameters) ?? true);

  const take = useCallback(
    () => session.measure(measures.id, measures.settings).then(() => setFailure(null), (caught: unknown) => setFailure(failureOf(caught))),
    [session, measures],
  );
  const trainAll = async (runs: readonly StudyRun[]) => {
    setWorking(true);
    try {
      for (const run of runs) {
        await trainAs(parts, studyLink(id, run), run);
        if (planFor(store.getState(), run).kind !== "done") return;
        await take();
      }
    } finally {
      setWorking(false);
    }
  };
  const asked = guess !== null && suits && counts && !working && failure === null;
  useEffect(() => {
    if (asked && due !== null) void take();
  }, [asked, due, take]);

  return {
    id, study, guess, suits, counts, measured: counts ? newest : undefined, failure, working,
    choose: (option) => store.setState(({ studyNotes }) => ({ studyNotes: { ...studyNotes, guesses: { ...studyNotes.guesses, [id]: option } } })),
    train: (runs) => quietly(trainAll(runs)),
    measure: () => void take(),
    count: () => setBefore(null),
  };
}
