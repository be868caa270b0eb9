/** Opens a lesson at the reader's stage, or a stage of the open lesson, with the run that the reader left there, if it is still in the page or saved. */
import { ElboError } from "../../../../core/errors";
import type { LessonId } from "../../../../course/lessons/ids";
import { stagesOf, type Lesson } from "../../../../course/lessons/lesson";
import { lessons } from "../../../../course/lessons/registry";
import type { Store } from "../../../state/store";
import type { PanelParts } from "../../../ui/context";
import { parse } from "../../../state/urlCodec";
import { canContinue, isOtherRun, lastStepFor, lessonGoal, lessonLink, openAt, sameUpTo, savedRunFor, suitsStage } from "../lessonRuns";
import type { Notes } from "../slice";
import { EMPTY_NOTES, persistNotebook } from "./notebook";

type Parts = Pick<PanelParts, "store" | "session">;

/** Opens a lesson at the reader's stage. Its run continues if there is one, otherwise it is opened at step 0. Rejects as `openAt` does. */
export async function begin(parts: Parts, id: LessonId): Promise<void> {
  const { store } = parts;
  persistNotebook(store); // reads the stored notes, if no lesson was opened yet
  const lesson = lessons[id];
  const notes = notesOf(store, id);
  const at = Math.min(notes.at, stagesOf(lesson).length - 1);
  const shown = store.getState();
  if (shown.comparison === null && shown.phase !== "failed" && canContinue(shown, lesson, at, notes)) {
    store.setState({ lesson: id, study: null, exercise: null, room: "learn", stop: stopFrom(lesson, at, shown.step) });
    return;
  }
  if (!await openSaved(parts, id, at, () => true)) await openAt(parts, id, lesson, at);
}

/**
 * Opens the run of a lesson that a link has opened without naming a run, so that what the lesson says of its run holds before Begin, too. A run that
 * the link names stays. Rejects as `openAt` does.
 */
export async function beginLinked(parts: Parts, id: LessonId): Promise<void> {
  const { store } = parts;
  persistNotebook(store);
  const shown = store.getState();
  const { linkedGuesses } = shown;
  const at = Math.min(notesOf(store, id).at, stagesOf(lessons[id]).length - 1);
  const namesNone = shown.step === 0 && shown.comparison === null && sameUpTo(shown.begun, parse("").config, 0);
  if (!namesNone || suitsStage(shown, lessons[id], at, notesOf(store, id))) return;
  await begin(parts, id);
  store.setState({ linkedGuesses });
}

/**
 * Shows a stage of the open lesson, to which the reader has gone: beside the current run if it is the stage's, otherwise beside the saved one.
 * Without a saved one, a question or task that the reader sees for the first time has its run at step 0. Rejects as `openAt` does.
 */
export async function showStage(parts: Parts, id: LessonId, at: number): Promise<void> {
  const { store } = parts;
  const lesson = lessons[id];
  const isHere = () => store.getState().lesson === id && store.getState().notebook[id]?.at === at;
  if (suitsStage(store.getState(), lesson, at, notesOf(store, id)) || await openSaved(parts, id, at, isHere) || !isHere()) return;
  if (isOtherRun(store.getState(), stagesOf(lesson)[at]!, notesOf(store, id))) await openAt(parts, id, lesson, at);
}

const notesOf = (store: Store, id: LessonId): Notes => store.getState().notebook[id] ?? EMPTY_NOTES;

/** Returns the step at which a stage's run stops: the repair has none once its run has reached the step from which it is repaired. */
function stopFrom(lesson: Lesson, at: number, step: number): number | null {
  const { until } = lessonGoal(lesson, at);
  return stagesOf(lesson)[at]!.kind === "repair" && step >= until ? null : until;
}

/** Opens the saved run with which a stage continues. Resolves to whether there is one, and whether the reader `stillWants` it. */
async function openSaved(parts: Parts, id: LessonId, at: number, stillWants: () => boolean): Promise<boolean> {
  const { store } = parts;
  const lesson = lessons[id];
  const notes = notesOf(store, id);
  if (lastStepFor(lesson, at, notes) === 0) return false;
  const kept = await savedRuns(parts);
  const shown = store.getState();
  const saved = kept && savedRunFor(kept.runs.filter((one) => one.id !== shown.keptAs), lesson, at, notes);
  if (!saved || !stillWants()) return false;
  try {
    await kept.open(saved.id, lessonLink(id, lessonGoal(lesson, at).run, stopFrom(lesson, at, saved.step), shown.present));
    return true;
  } catch (caught) {
    if (ElboError.of(caught).code !== "bad-snapshot") throw caught;
    return false;
  }
}

/** Returns the saved runs, the newest first, and what opens one; null: this browser does not let the page read any. */
async function savedRuns({ session }: Parts) {
  try {
    const kept = await session.keptRuns();
    return kept && { runs: (await kept.list()).runs, open: kept.open };
  } catch {
    return null;
  }
}
