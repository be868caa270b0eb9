import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "本页不可见时暂停训练",
  about: "切到其他标签页或最小化窗口时停止训练，回来后从原处接着训练。不勾选则在后台继续训练。",
};
