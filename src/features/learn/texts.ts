/** Texts of lessons, exercises and studies and of what the page says around them: fetched when one of them is opened. */
import type { Language } from "../../i18n";
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";
import { exercisesTexts, learningTexts, type ExercisesTexts, type LearningTexts } from "../../i18n/learning";
import { densityTexts } from "../../ui/densities/texts";
import { programTexts } from "../../ui/program/texts";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";

const panelTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });
type PanelTexts = TextsOf<typeof panelTexts>;

export const learnTexts = { load: async (language: Language) => void await Promise.all([panelTexts.load(language), learningTexts.load(language), densityTexts.load(language)]) };

/** The texts of an open exercise, with those of its editor. */
export const exerciseTexts = { load: async (language: Language) => void await Promise.all([learnTexts.load(language), exercisesTexts.load(language), programTexts.load(language)]) };

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
