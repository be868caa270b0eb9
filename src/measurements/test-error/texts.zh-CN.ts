import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  about: "模型自带的分类器把测试图像的类别认错的比例。",
  facts: {
    testError: "类别认错",
    errorPerClass: "按图像的类别统计的错误率",
  },
};
