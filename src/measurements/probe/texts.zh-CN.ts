import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "k-NN 探针",
  about: "每张测试图像归入编码最近的训练图像中最常见的类别。",
  settings: {
    references: "训练图像",
  },
  facts: {},
};
