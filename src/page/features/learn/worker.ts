/** Commands of the run's worker for exercises. */
import { tf } from "../../../engine/device/tf";
import { checkExercise } from "../../../course/exercises/check";
import { filesOf } from "../../../course/exercises/allFiles";
import type { ExerciseId } from "../../../course/exercises/ids";

export const commands = {
  /** Checks the functions that a reader has written in this program. */
  checkExercise: ({ id, program }: { readonly id: ExerciseId; readonly program: string }) => checkExercise(tf, filesOf(id), program),
};
