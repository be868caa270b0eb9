import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "似然的界",
  about: "每张测试图像抽取 K 个 z，在期望意义上给出 −log p(x) 的上界；K 越大，界越紧。灰度像素的伯努利项不是归一化的似然：只有二值化像素的结果才能与论文比较。",
  settings: {
    k: "抽样数 K",
  },
  facts: {
    bound: (k) => `K = ${k} 时的界`,
    negativeElbo: "同样抽样下的 −ELBO",
    bitsPerDim: "界：x 的每个分量平均的比特数",
    ofBits: (value) => `${value} bits/dim`,
  },
  points: {
    about: "每个测试点抽取 K 个 z，在期望意义上给出 −log p(x) 的上界；K 越大，界越紧。",
  },
};
