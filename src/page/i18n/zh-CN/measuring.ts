import { byFolder } from "../../../core/folders";
import type { Translation } from "../../../core/translation";
import type { MeasurementTexts } from "../../../subject/measurements/facts";
import type { measuring as en } from "../en/measuring";

export const measuring: Translation<typeof en> = {
  list: byFolder(import.meta.glob<MeasurementTexts>("../../../subject/measurements/*/texts.zh-CN.ts", { eager: true, import: "zhCN" })),
  intro: "每项测量都使用按下“运行”那一刻的权重；训练可以继续。± 表示一个标准误差。",
  judges: {
    image: "评估分类器是固定的，在 MNIST 测试图像上的正确率为 99%。",
    own: "评估分类器在某项测量第一次用到它时，用你的标签训练。每项结果都列出它自己在测试图像上的正确率。",
  },
  noOwnJudge: "评估分类器至少需要两个类别的标签、400 张训练图像和 65 张测试图像。",
  run: "运行",
  runOne: (name) => `运行：${name}`,
  cancel: "取消",
  cancelOne: (name) => `取消：${name}`,
  progress: (name) => `进度：${name}`,
  taken: (step, from) => `第 ${step} 步，${from}`,
  failed: (reason) => `没有测得结果。${reason}`,
  facts: {
    ownJudge: "评估分类器自身，测试图像：类别正确",
    sharpnessOfImages: "原图的清晰度",
    sameClass: "类别相同（评估分类器）",
    accuracy: "类别正确",
    chance: "随机猜测",
  },
  settings: {
    images: "测试图像",
    samples: "样本",
  },
  outOfRange: (name, min, max) => `“${name}”必须是 ${min} 到 ${max} 之间的整数。`,
  from: {
    testImages: (n) => `基于 ${n} 张测试图像`,
    samples: (n) => `基于 ${n} 个样本`,
  },
  units: {
    nats: (value) => `${value} 奈特/图像`,
    of: (part, all) => `${part} / ${all}`,
    percent: (value) => `${value}%`,
  },
  points: {
    settings: { images: "测试点" },
    from: { testImages: (n) => `基于 ${n} 个测试点` },
    units: { nats: (value) => `${value} 奈特/点` },
  },
};
