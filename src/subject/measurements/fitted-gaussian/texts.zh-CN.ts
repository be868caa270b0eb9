import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "由编码拟合的高斯",
  about: "用测试图像编码的均值拟合一个协方差不受限制的高斯分布，解码它的样本，再由评估分类器统计其中的清晰数字。",
  facts: {
    clear: "拟合高斯的清晰样本",
    clearOfPrior: "先验的清晰样本",
  },
};
