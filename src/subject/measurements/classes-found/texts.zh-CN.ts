import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "找到的类别",
  about: "每个类别对应一个数字，数字不重复。这样的对应使评估分类器判断相符的样本比例最大。",
  facts: {
    found: "画出所配数字的样本",
    perValue: "分类别：类别 → 数字",
  },
};
