import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "类别正确率",
  about: "裁判在多少样本中看到了所要的类别。",
  facts: {
    perClass: "按所要的类别统计的正确率",
  },
};
