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

export const es: Translation<typeof en> = {
  checkpoint, comparison, shell, looking, measurements, notices, settings, instruments,
  models: collectTexts(import.meta.glob("../../../subject/{models,data}/*/texts.es.ts", { eager: true, import: "es" })),
};
