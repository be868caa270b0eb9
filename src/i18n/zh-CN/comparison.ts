import type { Translation } from "../../core/translation";
import type { comparison as en } from "../en/comparison";

export const comparison: Translation<typeof en> = {
  open: "对比两次训练…",
  about: "在旁边再训练一次，只有一处不同",
  title: "两次训练",
  end: "结束",
  cancel: "取消",
  what: "不同之处",
  model: "模型",
  second: (name) => `B：${name}`,
  begin: "两者一起开始",
  fromZero: "两者都从第 0 步开始。",
  same: "两次训练的种子、图像和噪声相同。没有标 B 的面板显示训练 A。",
  run: (run, name) => `${run}：${name}`,
  broken: "已发散：损失不再是有限的数",
  both: (a, b) => `A ${a}，B ${b}`,
  onlyFirst: "显示 A",
  curve: "A 实线，B 虚线",
  otherObjective: "两者的优化目标不同。",
  difference: {
    name: "两次训练之差",
    of: "B − A",
    none: "两次训练没有共同的损失项。",
    otherLoss: "A 和 B 对这项损失的定义不同，B − A 没有意义。",
    sentence: (term, step, value) => `${term}，B 减 A，第 ${step} 步：${value}`,
  },
};
