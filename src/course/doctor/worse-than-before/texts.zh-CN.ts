import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "不如从前",
  question: "这次训练在较早的步数时明显更好。你认为发生了什么？",
  options: {
    a: "最后的批次或样本只是偶然",
    b: "训练失去了网络学到的东西",
    c: "训练结束时损失总会回升",
  },
  about: "在这次训练中，较早时的下界或清晰样本的比例要好得多。步长太大，或改变了某项设置，都可能毁掉学到的东西。损失图和较早的步数显示这从何时开始。",
  fixes: {},
};
