import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  about: "模型自带的分类器在这一比例的测试图像上判错类别。",
  facts: {
    testError: "类别判错",
    errorPerClass: "按图像的类别统计的错误率",
  },
};
