import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "缺失的像素",
  about: "测试图像补上的像素与真实像素相差多少，每张图像用 K 个编码；并与平均图像比较。灰度从 0 到 1。",
  settings: {
    k: "抽样数 K",
  },
  facts: {
    missing: "缺失的像素",
    absoluteError: "平均绝对误差，模型",
    absoluteErrorOfMean: "平均绝对误差，平均图像",
    squaredError: "平均平方误差，模型",
    squaredErrorOfMean: "平均平方误差，平均图像",
  },
};
