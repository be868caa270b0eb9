import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "带梯度惩罚的 WGAN",
  about: "不裁剪评论家权重的 Wasserstein GAN。在真实图像与生成图像之间，斜率只要不为 1 就要受罚。",
  question: "把惩罚的权重 λ 调到 0，分数和数字各会怎样？",
  hyperparameters: {
    architecture: { name: "评论家", about: "全连接层，或者卷积层；卷积层能识别任何位置上的笔画。" },
  },
  options: {
    dense: "全连接",
    conv: "卷积",
  },
  terms: {
    "gradient-penalty": { name: "梯度惩罚", about: "真实图像与生成图像之间，评论家的斜率处处为 1 时为 0。" },
  },
  symbols: {
    "between": { name: "x 帽", about: "真实图像与生成图像之间的一张图像：两者按随机比例混合而成。" },
  },
  presets: {
    "gradient-penalty": {
      title: "用惩罚代替裁剪",
      about: "这个评论家不裁剪权重，而是在真实图像与生成图像之间斜率不为一时受罚。权重不受限制，分数却不会比图像变化得快多少。",
      question: "边训练边把 λ 调到 0。评论家的分数会怎样，数字又会怎样？",
    },
    "all-eight": {
      title: "八个都在",
      about: "数据是八个高斯，带梯度惩罚的评论家从最初 500 步起就让每一个都有样本。更费时间的是清空间隙：第 500 步约有 30% 的样本落在高斯之间，第 2,000 步约 11%。",
      question: "沿着圆看评论家的得分。哪里最高？为什么没有一个高斯一直没有样本？",
    },
  },
};
