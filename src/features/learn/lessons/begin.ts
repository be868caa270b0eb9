/** Opens a lesson at the reader's stage. */
import type { LessonId } from "../../../lessons/ids";
import { lessons } from "../../../lessons/registry";
import type { PanelParts } from "../../../ui/context";
import { openAt } from "../lessonRuns";
import { persistNotebook } from "./notebook";

/** Opens a lesson's run at the reader's stage. Rejects as `openAt` does. */
export function begin(parts: Pick<PanelParts, "store" | "session">, id: LessonId): Promise<void> {
  persistNotebook(parts.store); // reads the stored notes, if no lesson was opened yet
  return openAt(parts, id, lessons[id], parts.store.getState().notebook[id]?.at ?? 0);
}
