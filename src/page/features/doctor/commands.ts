import type { Commands } from "../../ui/context";
import { labelOf, loadEachLanguage, pressInLab } from "../../ui/kit/commands";
import { doctorTexts } from "./texts";

export const commands: Commands = async ({ store }) => {
  await loadEachLanguage(doctorTexts);
  return [{
    id: "doctor", group: "actions", name: labelOf(doctorTexts, ({ examine }) => examine), about: labelOf(doctorTexts, ({ title }) => title), words: "doctor diagnosis 诊断",
    possible: ({ step }) => step > 0, run: () => pressInLab(store, "#doctor-button"),
  }];
};
