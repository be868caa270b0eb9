import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "带梯度惩罚的 WGAN",
  about: "这种 Wasserstein GAN 不裁剪评价网络的权重。惩罚项在真实数据与样本之间的随机点上，使评价网络的梯度范数趋向 1。",
  question: "把惩罚权重 λ 调到 0，得分和样本各会怎样？",
  hyperparameters: {
    architecture: { name: "评价网络", about: "评价网络的层：全连接层，或者在图像各处使用同一组滤波器的卷积层。" },
  },
  options: {
    dense: "全连接",
    conv: "卷积",
  },
  terms: {
    "gradient-penalty": {
      name: "梯度惩罚",
      about: "在真实数据与样本之间的随机点上，评价网络的梯度范数与 1 之差的平方。像素取值从 −1 到 1。",
      points: { about: "在真实数据与样本之间的随机点上，评价网络的梯度范数与 1 之差的平方。" },
    },
  },
  symbols: {
    "between": { name: "x 帽", about: "真实的 x 与生成的 x 之间的一个随机点：x̂ = ε x + (1 − ε) G(z)，ε 在 [0, 1] 上均匀分布。" },
  },
  objectives: { "generator": "生成器学习生成评价网络打高分的样本" },
  presets: {
    "gradient-penalty": {
      title: "用惩罚代替裁剪",
      about: "这里不裁剪权重，而是用惩罚使评价网络的梯度范数在真实图像与生成图像之间趋向 1。惩罚并不强制这一点，所以评价网络不一定是 1-Lipschitz 的。",
      question: "边训练边把 λ 调到 0。评价网络的得分会怎样，数字又会怎样？",
    },
    "all-eight": {
      title: "八个都在",
      about: "带梯度惩罚的评价网络从第 500 步起，让数据的八个高斯分布都有样本。间隙清空得更慢：第 500 步约有 30% 的样本落在高斯分布之间，第 2,000 步约 11%。",
      question: "沿着圆看评价网络的得分。哪里最高？为什么没有一个高斯分布一直没有样本？",
    },
  },
};
