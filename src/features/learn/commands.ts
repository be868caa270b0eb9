/** Commands that open lessons and studies. */
import type { Commands } from "../../ui/context";
import { learningTexts } from "../../i18n/learning";
import { LESSON_IDS } from "../../lessons/ids";
import { STUDY_IDS } from "../../studies/ids";
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
    ...STUDY_IDS.map((id) => ({
      id: `study:${id}`, group: "studies" as const, words: id,
      name: labelOf(learningTexts, ({ studies }) => studies[id]!.title), about: labelOf(learningTexts, ({ studies }) => studies[id]!.about),
      run() {
        store.setState({ lesson: null, study: id });
        choosePreference(store, { room: "learn" });
      },
    })),
  ].map((command) => ({ ...command, possible: ({ present }) => !present }));
};
