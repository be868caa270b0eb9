import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "发散",
  question: "损失比第一步大得多，或者已经不是数。你认为发生了什么？",
  options: {
    a: "在这个阶段，损失通常很大",
    b: "步长太大，每一步都使损失更大",
    c: "最后几步的批次特别难",
  },
  about: "步长太大时，一步就离开了梯度能描述损失的区域。下一个梯度更大，下一步的误差也更大。权重和损失随后无限增长。如果损失降到远低于 0，它可能没有最小值，例如目标值超出了该损失适用的范围。",
  fixes: {
    lr: "步长较小时，每一步都留在梯度能描述损失的区域。",
  },
};
