import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "β-VAE",
  about: "KL 项乘以 β 的 VAE，每个隐变量维度都要值得它的代价。预热和自由比特让编码在训练初期少付代价。",
  question: "β 取 1、4、20 时，各有多少个维度有效？",
  hyperparameters: {
    warmUp: { name: "预热", about: "在这么多步之内，KL 权重从 0 升到设定值。" },
    freeBits: { name: "自由比特", about: "每个隐变量维度的 KL 在此值以内不计损失。" },
  },
  objectives: {
    "negative-beta-elbo": "KL 项乘以 β 的负 ELBO，由编码器和解码器共同最小化",
  },
  presets: {
    disentangle: {
      title: "解耦：β = 4",
      about: "β = 4 时，z 中的信息比在 ELBO 里贵四倍，十个维度必须精打细算地分工。人们希望每个维度各管一种性质，例如倾斜或宽窄。",
      question: "每次只移动一个滑块。哪些维度的变化说得出名字，哪些会同时改变好几样？",
    },
  },
};
