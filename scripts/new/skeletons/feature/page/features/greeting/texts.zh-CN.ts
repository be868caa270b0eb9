import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = { greet: "问候", polite: "礼貌地问候" };
