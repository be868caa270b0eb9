import { keepsRuns } from "../../../core/browser/keepsRuns";
import type { Commands } from "../../ui/context";
import { labelOf, loadEachLanguage } from "../../ui/kit/commands";
import { openDialog } from "../../ui/kit/Dialog";
import { keptRunsTexts } from "./texts";

export const commands: Commands = async () => {
  if (!keepsRuns()) return [];
  await loadEachLanguage(keptRunsTexts);
  return [{
    id: "kept-runs", group: "actions", name: labelOf(keptRunsTexts, ({ open }) => open), about: labelOf(keptRunsTexts, ({ openTitle }) => openTitle),
    run: () => openDialog("kept-runs-dialog"),
  }];
};
