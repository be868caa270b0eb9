import type { en } from "../en";
import type { Translation } from "../../../core/translation";
import { collectTexts } from "../../../subject/models/texts";
import { checkpoint } from "./checkpoint";
import { comparison } from "./comparison";
import { instruments } from "./instruments";
import { looking } from "./looking";
import { measurements } from "./measurements";
import { notices } from "./notices";
import { settings } from "./settings";
import { shell } from "./shell";

export const zhCN: Translation<typeof en> = {
  checkpoint, comparison, shell, looking, measurements, notices, settings, instruments,
  /** Texts from the folders of models and data. */
  models: collectTexts(import.meta.glob("../../../subject/{models,data}/*/texts.zh-CN.ts", { eager: true, import: "zhCN" })),
};
