import type { Translation } from "../../core/translation";
import type { en } from "./beside.en";

export const zhCN: Translation<typeof en> = {
  name: "样本的类别",
  title: (samples) => `${samples} 个样本的类别`,
  at: (step) => `由裁判判断，第 ${step} 步`,
  soon: "第一轮结束后，这里显示 1,000 个样本中出现了哪些类别。",
  count: (k, n) => `${k}：${n}`,
  counts: (samples, each) => `裁判在 ${samples} 个样本中看到的各类数量：${each.join("，")}`,
  entropy: (value, most) => `熵 ${value} / ${most} 奈特`,
  history: (values) => `每轮之后的熵：${values}`,
  covered: (percent) => `十个类别齐全，裁判对 ${percent}% 有把握`,
  unclear: (percent) => `暂不下结论：裁判只对 ${percent}% 有把握`,
  tooFew: "样本太少，无法判断",
  missing: (classes) => `模式坍塌：没有 ${classes}`,
  onlyThese: (classes) => `模式坍塌：只有 ${classes}`,
  alike: "模式坍塌：每类只有一张图像",
  uneven: (classes) => `不均匀：${classes} 过多`,
  causes: {
    missing: "可能的原因：生成器找到了能骗过判别器的几个数字，画其他数字得不到任何好处。",
    missingByClass: "可能的原因：每个类别要的次数相同，生成器却不理会要的是哪一类，能骗过判别器就行。",
    alike: "可能的原因：生成器不再理会 z，每类只画最能骗过判别器的那一张。",
    uneven: "可能的原因：某些类别更容易骗过判别器，生成器便偏爱它们。",
  },
};
