import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "本页不可见时暂停训练",
  about: "页面最小化或被其他标签页挡住时，训练暂停；回来后从原处继续。不勾选则在后台继续训练。",
};
