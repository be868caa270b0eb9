import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "Wasserstein GAN",
  about: "评价网络（critic）给图像打分。若评价网络是 K-Lipschitz 的（每单位距离得分至多变化 K），真实图像与生成图像的平均得分之差至多为 K·W₁，即 Wasserstein 距离的 K 倍；其中最好的评价网络达到这个值。裁剪权重限制了 K，但 K 仍是未知的。",
  question: "样本变好时，得分之差会缩小吗？",
  hyperparameters: {
    clip: { name: "权重裁剪", about: "每次更新后，评价网络的权重被限制在 ± 此值以内。取值越小，得分随图像变化的速度的上界就越低。" },
  },
  objectives: { "generator": "生成器学习生成评价网络打高分的样本" },
  presets: {
    wasserstein: {
      title: "跟随样本质量的评价网络损失",
      about: "评价网络给出的是得分而不是概率，权重裁剪限制了得分随图像变化的快慢。大约 1,000 步之后，损失的相反数（除去批次的噪声）从下方估计生成图像与真实图像之间 Wasserstein 距离的某个未知倍数。",
      question: "评价网络的损失是负数。数字变好时，它会向 0 上升吗？你和评价网络对何时变好的看法一致吗？",
    },
  },
  earlierPresets: {
    "wasserstein@1": {
      about: "评价网络给出的是得分而不是概率，权重裁剪限制了得分随图像变化的快慢。裁剪值太小，几千步之后才出现数字，损失也始终在 0 附近 0.1 以内。",
      question: "把裁剪放宽到 0.03，学习率改为 0.0005，样本和评价网络的损失各会怎样变化？",
    },
  },
};
