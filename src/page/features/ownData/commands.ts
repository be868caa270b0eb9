import type { Commands } from "../../ui/context";
import { isFramed } from "../../../core/browser/framed";
import { textsOf } from "../../i18n";
import { findModel } from "../../../subject/models/registry";
import { inEachLanguage } from "../../ui/kit/commands";
import { openDialog } from "../../ui/kit/Dialog";
import { takesImages } from "./actions";

export const commands: Commands = () => Promise.resolve(isFramed() ? [] : [{
  id: "own-data", group: "actions", name: inEachLanguage((language) => textsOf(language).shell.experiment.ownData), words: "images upload draw 图像 上传 手绘",
  possible: ({ config, present }) => !present && takesImages(findModel(config.model)!), run: () => openDialog("own-data-dialog"),
}]);
