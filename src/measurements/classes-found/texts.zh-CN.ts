import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "找到的类别",
  about: "按裁判在样本中看到的数字，给每个类别配一个数字，不重复，使相符的样本尽可能多；这里是相符的比例。",
  facts: {
    found: "画出所配数字的样本",
    perValue: "分类别：类别 → 数字",
  },
};
