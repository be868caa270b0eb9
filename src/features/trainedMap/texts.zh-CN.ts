import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  title: "训练会带来什么",
  about: (step) => `这张地图来自同一预设的一次完整训练，共 ${step} 步。你自己的训练从第 0 步开始。`,
};
