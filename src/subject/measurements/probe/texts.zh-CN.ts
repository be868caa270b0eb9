import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "k-NN 探针",
  about: "每张测试图像归入编码最近的训练图像中最常见的类别。",
  settings: {
    references: "训练图像",
  },
  facts: {},
  points: {
    about: "看测试点的编码附近，多数训练点属于哪一类；统计与真实类别相符的比例。",
    settings: { references: "训练点" },
  },
};
