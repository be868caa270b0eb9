import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  what: "不同之处",
  model: "模型",
  second: (name) => `B：${name}`,
  begin: "两者一起开始",
  fromZero: "两者都从第 0 步开始。",
  same: "两次训练的种子、图像和噪声相同。没有标 B 的面板显示训练 A。",
  difference: {
    name: "两次训练之差",
    of: "B − A",
    none: "两次训练没有共同的损失项。",
    otherLoss: "A 和 B 对这项损失的定义不同，因此不显示 B − A。",
    sentence: (term, step, value) => `${term}，B 减 A，第 ${step} 步：${value}`,
  },
};
