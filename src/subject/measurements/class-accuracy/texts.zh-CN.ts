import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "类别准确率",
  about: "评估分类器在多大比例的样本中看到了条件类别。",
  facts: {
    perClass: "按条件类别统计的正确率",
  },
};
