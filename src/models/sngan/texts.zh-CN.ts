import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "谱归一化 GAN",
  about: "判别器的每一层都除以谱范数（该层对向量的最大放大倍数）的 GAN。因此它的输出不会比图像变化得快多少。",
  question: "判别器的学习率最多可以是生成器的多少倍，样本才不会变差？",
  objectives: {
    "hinge": "判别器学习区分真假，只需拉开间隔 1",
  },
  terms: {
    "real-hinge": { name: "真实图像", about: "所有真实图像的得分都超过 1 时为 0，不足的部分计入损失。" },
    "fake-hinge": { name: "生成图像", about: "所有生成图像的得分都低于 −1 时为 0，超出的部分计入损失。" },
    "hinge-total": { name: "判别器", about: "判别器错得有多厉害：得分全为 0 时是 2，都拉开间隔时是 0。" },
  },
  presets: {
    "spectral-norm": {
      title: "更沉稳的判别器",
      about: "判别器的每一层都除以谱范数，即该层对向量的最大放大倍数，所以它的输出随图像变化得很慢。分数超出 ±1 之后不再有奖励。",
      question: "边训练边调高“D : G 学习率”。与“第一个 GAN”相比，这个生成器更经得起强判别器吗？",
    },
  },
};
