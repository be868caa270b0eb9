import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "VQ-VAE",
  about: "图像变成一小串符号：编码器的输出每四个数一组，换成码本中最近的条目。另一个网络学习哪些符号接在哪些之后，并逐个符号画出新的数字。",
  question: "用滑块慢慢移动一个维度：图像为什么会跳变，而不是平滑变化？",
  hyperparameters: {
    entries: { name: "条目数", about: "码本有多少个符号。每个是四维向量，代替离它最近的输出。" },
    commitment: { name: "承诺权重", about: "使编码器的输出留在条目附近的那一项的权重。为 0 时，输出可能离条目越来越远。" },
    priorFrom: { name: "先验开始学习", about: "第二个网络从这一步开始学习。在那之前，符号的含义还在变。" },
  },
  objectives: {
    "vq": "编码器和解码器由符号重建图像，编码器的输出要留在条目附近",
    "symbols": "另一个网络学习已知前面的符号时，每个符号的概率",
  },
  terms: {
    "commitment": { name: "承诺项", about: "编码器的输出与所选条目的距离的平方。每个条目跟随分配给它的输出的均值。" },
    "vq-total": { name: "自编码器总计", about: "编码器和解码器最小化重建 + β · 承诺项。" },
    "symbols": { name: "符号的 −log p", about: "第二个网络对图像符号的负对数似然：以奈特计的理想码长。" },
  },
  symbols: {
    entry: { name: "e", about: "码本中离编码器的输出最近、并代替这些输出的条目。" },
    answer: { name: "x 的 z e", about: "编码器对图像的输出，每四个数还没有换成最近的条目。" },
    "stopped": { name: "停止梯度", about: "使用这个值，但它不从这一项得到梯度。" },
    "commitment-weight": { name: "beta", about: "承诺项的权重。" },
    "symbol": { name: "s i", about: "图像的第 i 个符号：条目的编号。" },
    "psi": { name: "psi", about: "预测符号的第二个网络的权重。" },
    "prior-of-symbols": { name: "s i 的 p", about: "第二个网络：已知前面的符号时，一个符号的概率。" },
  },
  presets: {
    "row-of-symbols": {
      title: "十个符号写成的数字",
      about: "每张图像由 64 个符号中的十个编码。两轮之后，生成的数字十个里有六个是清晰的，码本的条目几乎都在使用。",
      question: "把条目数改为 8 重新训练：重建会怎样变化？样本呢？",
    },
  },
};
