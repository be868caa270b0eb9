import type { Translation } from "../../core/translation";
import type { en } from "./beside.en";

export const zhCN: Translation<typeof en> = {
  name: "测试错误率",
  soon: "第一轮结束后，这里显示测试错误率",
  now: (percent) => `测试错误率 ${percent}%`,
  about: (step) => `第 ${step} 步：分类器 q(y|x) 在 10,000 张测试图像上认错的比例。`,
  history: (values) => `每轮之后的测试错误率（%）：${values}`,
};
