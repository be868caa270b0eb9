import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "编码什么也没说（后验坍缩）",
  question: "KL 几乎为 0，而且已经持续了许多步。你认为编码怎么了？",
  options: {
    a: "它好得不能再好：与先验完全一致",
    b: "它对每张图像几乎都相同",
    c: "它还在，只是数值变小了",
  },
  about: "编码器给每张图像几乎相同的编码。解码器没有依据，只能对所有图像给出同一张图：它们的平均。KL 为 0 正是“什么也不说”的编码的价格；当一奈特编码的代价高于它在重建中省下的，就会如此。",
  remedies: {
    beta: "这样一奈特编码的代价就低于它省下的，编码可以恢复。",
    sigma: "σ 越小，每个错误像素的代价越高，编码就划算了。",
  },
};
