import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "VAE-GAN",
  about: "这种 VAE 不比较像素，而是用判别器的特征比较图像。解码器同时也作为 GAN 的生成器来训练。",
  question: "它的重建比 VAE 更清晰吗？画的还是同样的数字吗？",
  hyperparameters: {
    gamma: { name: "特征权重", about: "解码器的损失中特征距离的权重 γ，与对抗项相对。为 0 时只剩对抗项。" },
  },
  objectives: {
    "vae-gan-encoder": "编码器",
    "vae-gan-decoder": "解码器",
    "vae-gan-discriminator": "判别器",
  },
  terms: {
    "feature-reconstruction": { name: "特征距离", about: "图像与重建在判别器特征中的距离平方的一半。" },
    "vae-gan-encoder-total": { name: "编码器", about: "编码器最小化 KL 与特征距离之和。" },
    "decoder-features": { name: "特征距离（解码器）", about: "解码器损失中的同一特征距离，权重为 γ。" },
    "fool-reconstruction": { name: "对抗项（重建）", about: "解码器在重建上的对抗损失。判别器越认为重建是真实的，它就越小。" },
    "fool-sample": { name: "对抗项（样本）", about: "解码器在先验样本上的对抗损失。" },
    "vae-gan-decoder-total": { name: "解码器", about: "解码器最小化 γ 倍的特征距离与对抗损失之和。" },
    "fake-reconstruction": { name: "重建图像", about: "判别器在重建图像上的损失：D 输出 0 时为 0，输出 ½ 时为 0.69。" },
    "fake-sample": { name: "样本", about: "判别器在先验样本上的损失：D 输出 0 时为 0，输出 ½ 时为 0.69。" },
    "vae-gan-discriminator-total": { name: "判别器", about: "判别器的损失：确信且正确时为 0，D 总是输出 ½ 时为 2.08。" },
  },
  symbols: {
    "reconstruction": { name: "x 波浪", about: "重建：解码器对 x 的编码的输出。" },
    "prior-sample": { name: "x 下标 p", about: "样本：解码器对先验中抽取的编码的输出。" },
    "features": { name: "D 下标 h", about: "特征：判别器的一个隐藏层，图像在这里比较。" },
    "gamma": { name: "gamma", about: "解码器的损失中特征距离的权重。" },
  },
  presets: {
    "learned-likeness": {
      title: "学来的距离",
      about: "逐像素比较时，笔画移了位算错误，模糊的代价却很小。这里由判别器的特征定义图像之间的距离，解码器还有对抗损失。",
      question: "把特征权重调到 0，再调到 1。样本会怎样，重建又会怎样？",
    },
  },
};
