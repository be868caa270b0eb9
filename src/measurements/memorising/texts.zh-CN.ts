import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "最近的训练图像",
  about: "样本是不是照抄：逐像素比较，每个样本离最近的训练图像有多远。",
  facts: {
    medianOfSamples: "样本的距离中位数",
    medianOfTest: "测试图像的距离中位数",
    suspicious: "比 99% 的测试图像更近的样本",
  },
};
