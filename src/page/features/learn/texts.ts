/** Texts of lessons, exercises and studies and of what the page says around them: fetched when one of them is opened. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";
import { exercisesTexts, learningTexts, type ExercisesTexts, type LearningTexts } from "../../i18n/learning";
import { densityTexts } from "../../ui/densities/texts";
import { programTexts } from "../../ui/program/texts";
import { together } from "../../ui/kit/later";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";

const panelTexts = laterTexts("features/learn", () => import("./texts.en"));
type PanelTexts = TextsOf<typeof panelTexts>;

export const learnTexts = together(learningTexts, panelTexts, densityTexts);

/** The texts of an open exercise, with those of its editor. */
export const exerciseTexts = together(learnTexts, exercisesTexts, programTexts);

export interface ExerciseListTexts {
  readonly panel: PanelTexts["exercises"];
  readonly cards: LearningTexts["exercises"];
}

/** The texts of open exercises. */
export interface OpenExerciseTexts extends ExerciseListTexts {
  readonly exercises: ExercisesTexts;
}

export interface LessonsTexts {
  readonly panel: PanelTexts["lessons"];
  readonly lessons: LearningTexts["lessons"];
}

export interface StudiesTexts {
  readonly panel: PanelTexts["studies"];
  readonly studies: LearningTexts["studies"];
}

export const useLessonsTexts = (): LessonsTexts => ({ panel: useLoadedTexts(panelTexts).lessons, lessons: useLoadedTexts(learningTexts).lessons });
export const useExerciseListTexts = (): ExerciseListTexts => ({ panel: useLoadedTexts(panelTexts).exercises, cards: useLoadedTexts(learningTexts).exercises });
export const useOpenExerciseTexts = (): OpenExerciseTexts => ({ ...useExerciseListTexts(), exercises: useLoadedTexts(exercisesTexts) });
export const useStudiesTexts = (): StudiesTexts => ({ panel: useLoadedTexts(panelTexts).studies, studies: useLoadedTexts(learningTexts).studies });
