import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "Wasserstein GAN",
  about: "评论家给图像打分，真实图像与生成图像的分数之差估计了两者相距多远。它的权重受到裁剪，所以分数不会随图像变化得任意快。",
  question: "样本变好时，分数之差会缩小吗？",
  hyperparameters: {
    clip: { name: "权重裁剪", about: "每次更新后，评论家的权重被限制在 ± 此值以内，使分数不会变化得太快。" },
  },
  presets: {
    wasserstein: {
      title: "有意义的损失",
      about: "评论家给出的是分数而不是概率，权重裁剪使它无法夸大。它学习约 1,000 步之后，损失取负就估计了生成图像与真实图像相距多远。",
      question: "评论家的损失是负数。数字变好时，它会向 0 靠近吗？你和评论家对何时变好的看法一致吗？",
    },
  },
  earlierPresets: {
    "wasserstein@1": {
      about: "评论家给出的是分数而不是概率，权重裁剪使它无法夸大。裁剪得太紧，几千步之后才出现数字，它的损失也始终在 0 附近 0.1 以内。",
      question: "把裁剪放宽到 0.03，学习率改为 0.0005，样本和评论家的损失各会怎样？",
    },
  },
};
