import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "最近的训练图像",
  about: "样本到最近训练图像的像素距离与测试图像的相比；小得多时，样本可能是复制品。",
  facts: {
    medianOfSamples: "样本的距离中位数",
    medianOfTest: "测试图像的距离中位数",
    suspicious: "比 99% 的测试图像更近的样本",
  },
};
