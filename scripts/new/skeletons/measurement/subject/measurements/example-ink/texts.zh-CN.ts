import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "墨量示例",
  about: "样本有多少墨。",
  settings: { k: "倍数" },
  facts: { ink: "平均墨量" },
};
