import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = { title: "冲突" };
