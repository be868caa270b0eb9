import type { Commands } from "../../ui/context";
import { labelOf, loadEachLanguage } from "../../ui/kit/commands";
import { openDialog } from "../../ui/kit/Dialog";
import { takeHomeTexts } from "./texts";

export const commands: Commands = async () => {
  await loadEachLanguage(takeHomeTexts);
  return [{
    id: "take-home", group: "actions", name: labelOf(takeHomeTexts, ({ open }) => open), words: "export save download figure SVG PNG CSV GIF 导出 保存",
    run: () => openDialog("take-home-dialog"),
  }];
};
