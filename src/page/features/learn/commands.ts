/** Commands that open lessons, exercises and studies. */
import type { Commands } from "../../ui/context";
import { learningTexts } from "../../i18n/learning";
import { EXERCISE_IDS } from "../../../course/exercises/ids";
import { LESSON_IDS } from "../../../course/lessons/ids";
import { STUDY_IDS } from "../../../course/studies/ids";
import { labelOf, loadEachLanguage } from "../../ui/kit/commands";
import { quietly } from "../../ui/kit/quietly";
import { choosePreference } from "../../ui/preferences/preferences";

export const commands: Commands = async (parts) => {
  await loadEachLanguage(learningTexts);
  const { store } = parts;
  return [
    ...LESSON_IDS.map((id) => ({
      id: `lesson:${id}`, group: "lessons" as const, words: id,
      name: labelOf(learningTexts, ({ lessons }) => lessons[id]!.title), about: labelOf(learningTexts, ({ lessons }) => lessons[id]!.about),
      run: () => quietly(import("./lessons/begin").then(({ begin }) => begin(parts, id))),
    })),
    ...EXERCISE_IDS.map((id) => ({
      id: `exercise:${id}`, group: "exercises" as const, words: id,
      name: labelOf(learningTexts, ({ exercises }) => exercises[id]!.title), about: labelOf(learningTexts, ({ exercises }) => exercises[id]!.about),
      run() {
        store.setState({ lesson: null, study: null, exercise: id });
        choosePreference(store, { room: "learn" });
      },
    })),
    ...STUDY_IDS.map((id) => ({
      id: `study:${id}`, group: "studies" as const, words: id,
      name: labelOf(learningTexts, ({ studies }) => studies[id]!.title), about: labelOf(learningTexts, ({ studies }) => studies[id]!.about),
      run() {
        store.setState({ lesson: null, study: id, exercise: null });
        choosePreference(store, { room: "learn" });
      },
    })),
  ].map((command) => ({ ...command, possible: ({ present }) => !present }));
};
