import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "像素缺失的 VAE",
  about: "这种 VAE 用不完整的图像训练：每张图像都缺一些像素，每一轮缺的都是同样那些。损失只计观测到的像素，模型再补上缺失的像素。",
  question: "缺失的像素多到什么程度，补出来的数字就不再是对的？",
  hyperparameters: {
    missing: { name: "缺失的像素", about: "每张图像中缺失像素的比例，训练图像和测试图像都一样。缺哪些像素是随机的。" },
    missingAre: {
      name: "缺失算作",
      about: "不计入：损失只计观测到的像素。空白：缺失的像素也计入，就像观测到了空白一样。",
    },
  },
  options: {
    "left-out": "不计入",
    empty: "空白",
  },
  objectives: {
    "negative-observed-bound": "由 K 个编码得到的、观测像素 log p 的负下界，由编码器和解码器共同最小化",
  },
  terms: {
    "observed-bound": {
      name: "log p(观测) 的负下界",
      about: "就期望而言，它是所计像素的负对数似然的上界。计入的像素越少，它往往越低。",
    },
  },
  symbols: {
    "observed": { name: "x o", about: "图像中观测到的像素。缺失的像素在编码器的输入中为零。" },
    "posterior-of-observed": { name: "已知 x o 时 z k 的 q", about: "编码器的输出：给定观测像素时，编码的高斯分布。" },
    "joint-of-observed": { name: "x o 与 z k 的 p", about: "观测像素与编码的联合密度：z 的先验乘以每个观测像素的概率。" },
  },
  presets: {
    "half-missing": {
      title: "每张图像都缺一半",
      about: "每张训练图像都缺一半像素，每一轮缺的都是同样那些，所以模型从未见过完整的数字。它仍然学会了补上缺失的一半，也学会了画数字。",
      question: "把“缺失算作”设为“空白”，重新训练。补全的图像变成什么样？样本呢？",
    },
    "gaps-taken-for-empty": {
      title: "缺失不等于空白",
      about: "四分之三的像素缺失，这个 VAE 却把它们当作空白。于是它学到墨迹很少见：补上的像素和画出的数字都很淡。",
      question: "把“缺失算作”设为“不计入”，重新训练，看到的像素同样少。为什么数字清楚了这么多？它们是对的吗？",
    },
  },
};
