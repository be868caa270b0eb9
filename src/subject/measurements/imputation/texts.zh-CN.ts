import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "缺失的像素",
  about: "模型用 K 个编码补上每张测试图像缺失的像素。它的误差与平均图像的误差比较；灰度在 0 与 1 之间。",
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
