import type { Translation } from "../../../core/translation";
import type { en } from "./beside.en";

export const zhCN: Translation<typeof en> = {
  name: "测试错误率",
  soon: "测试错误率：一轮结束时测量",
  now: (percent) => `测试错误率 ${percent}%`,
  about: (step) => `第 ${step} 步，分类器 q(y|x) 在 10,000 张测试图像中判错的比例。`,
  history: (values) => `每个已测轮次之后的测试错误率（%）：${values}`,
};
