import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  about: "裁判在样本中看到哪些类别，是否有类别缺失。",
  facts: {
    verdict: "结论",
    covered: "出现的类别",
    entropy: "类别的熵",
    variety: "类内多样性，相对于测试图像",
    clear: "裁判有把握的样本",
    counts: "裁判看到各类别的样本数",
    ofMost: (value, most) => `${value} 奈特（最大 ${most}）`,
    verdicts: {
      covered: "所有类别都出现了",
      missing: (classes) => `模式坍塌：缺少 ${classes}`,
      alike: "模式坍塌：每个类别都出现，但总是同一张图像",
      uneven: (classes) => `不均匀：${classes} 出现过多`,
      "too-few": "样本太少，无法判断",
      unclear: "不下结论：裁判有把握的样本不到一半",
    },
  },
};
