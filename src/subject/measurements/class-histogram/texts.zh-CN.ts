import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  about: "评估分类器统计样本的类别，并找出缺失的模式。",
  facts: {
    verdict: "结论",
    covered: "找到的类别",
    entropy: "类别的熵",
    variety: "类内多样性，相对于测试图像",
    clear: "清晰的样本：评估分类器对类别的把握超过 90%",
    counts: "各类别的样本数，由评估分类器判断",
    ofMost: (value, most) => `${value} 奈特（最大 ${most}）`,
    verdicts: {
      covered: "所有类别都找到了",
      missing: (classes) => `模式缺失：${classes}`,
      alike: "模式坍塌：每个类别都出现，但同类的图像几乎一样",
      uneven: (classes) => `不均匀：${classes} 出现过多`,
      "too-few": "样本太少，无法判断",
      unclear: "不下结论：清晰的样本不到一半",
    },
  },
};
