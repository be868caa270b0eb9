import type { Commands } from "../../ui/context";
import { labelOf, loadEachLanguage } from "../../ui/kit/commands";
import { openDialog } from "../../ui/kit/Dialog";
import { talkTexts } from "./texts";

export const commands: Commands = async () => {
  await loadEachLanguage(talkTexts);
  return [{ id: "talk", group: "actions", name: labelOf(talkTexts, ({ open }) => open), words: "lecture slides presentation 讲课", run: () => openDialog("talk-dialog") }];
};
