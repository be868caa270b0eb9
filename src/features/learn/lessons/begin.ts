/** Opens a lesson at the reader's stage, with the run that the reader left there, if it is still in the page or saved. */
import { ElboError } from "../../../core/errors";
import type { LessonId } from "../../../lessons/ids";
import { stagesOf } from "../../../lessons/lesson";
import { lessons } from "../../../lessons/registry";
import type { PanelParts } from "../../../ui/context";
import { canContinue, lastStepFor, lessonGoal, lessonLink, openAt, savedRunFor } from "../lessonRuns";
import { EMPTY_NOTES, persistNotebook } from "./notebook";

type Parts = Pick<PanelParts, "store" | "session">;

/** Opens a lesson at the reader's stage. Its run continues if there is one, otherwise it is opened at step 0. Rejects as `openAt` does. */
export async function begin(parts: Parts, id: LessonId): Promise<void> {
  const { store } = parts;
  persistNotebook(store); // reads the stored notes, if no lesson was opened yet
  const lesson = lessons[id];
  const notes = store.getState().notebook[id] ?? EMPTY_NOTES;
  const stages = stagesOf(lesson);
  const at = Math.min(notes.at, stages.length - 1);
  const { run, until } = lessonGoal(lesson, at);
  /** The repair has no last step once its run has reached the step from which it is repaired. */
  const stopFrom = (step: number) => (stages[at]!.kind === "repair" && step >= until ? null : until);
  const shown = store.getState();
  if (shown.comparison === null && shown.phase !== "failed" && canContinue(shown, lesson, at, notes)) {
    store.setState({ lesson: id, study: null, room: "learn", stop: stopFrom(shown.step) });
    return;
  }
  const kept = lastStepFor(lesson, at, notes) > 0 ? await savedRuns(parts) : null;
  const saved = kept && savedRunFor(kept.runs.filter((one) => one.id !== shown.keptAs), lesson, at, notes);
  if (saved) {
    try {
      return await kept.open(saved.id, lessonLink(id, run, stopFrom(saved.step), shown.present));
    } catch (caught) {
      if (ElboError.of(caught).code !== "bad-snapshot") throw caught;
    }
  }
  await openAt(parts, id, lesson, at);
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
