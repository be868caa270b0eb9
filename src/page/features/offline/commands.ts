import { keeper } from "../../../delivery/offline";
import type { Commands } from "../../ui/context";
import { labelOf, loadEachLanguage } from "../../ui/kit/commands";
import { openDialog } from "../../ui/kit/Dialog";
import { offlineTexts } from "./texts";

export const commands: Commands = async () => {
  await loadEachLanguage(offlineTexts);
  return [{
    id: "offline", group: "actions", name: labelOf(offlineTexts, ({ title }) => title), words: "offline network install cache 离线 安装",
    possible: ({ present }) => !present && keeper.now().phase !== "waiting", run: () => openDialog("offline-dialog"),
  }];
};
