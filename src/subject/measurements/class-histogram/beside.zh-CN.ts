import type { Translation } from "../../../core/translation";
import type { en } from "./beside.en";

export const zhCN: Translation<typeof en> = {
  name: "样本的类别",
  title: (samples) => `${samples} 个样本的类别`,
  at: (step) => `第 ${step} 步的类别，由评估分类器判断。评估分类器的把握超过 90% 时，样本是清晰的。`,
  soon: "一轮结束时统计 1,000 个样本的类别。",
  count: (k, n) => `${k}：${n}`,
  counts: (samples, each) => `${samples} 个样本的类别，由评估分类器判断：${each.join("，")}`,
  entropy: (value, most) => `熵 ${value} / ${most} 奈特`,
  history: (values) => `每个已测轮次之后的熵：${values}`,
  covered: (percent) => `十个类别齐全，${percent}% 清晰`,
  unclear: (percent) => `暂不下结论：${percent}% 清晰`,
  tooFew: "样本太少，无法判断",
  missing: (classes) => `模式缺失：${classes}`,
  onlyThese: (classes) => `模式坍塌：只有 ${classes}`,
  alike: "模式坍塌：每类几乎只有一张图像",
  uneven: (classes) => `不均匀：${classes} 过多`,
  causes: {
    missing: "可能的原因：生成器找到了能骗过判别器的数字，它的损失不奖励其他数字。",
    missingByClass: "可能的原因：生成器忽略条件类别。任何能骗过判别器的图像都行。",
    alike: "可能的原因：生成器忽略 z，每类只画最能骗过判别器的那一张。",
    uneven: "可能的原因：某些类别更容易骗过判别器，生成器便偏爱它们。",
  },
};
