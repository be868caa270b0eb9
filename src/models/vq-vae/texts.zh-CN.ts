import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "VQ-VAE",
  about: "图像变成一小串符号：编码器的回答每四个数一组，换成码本中最近的条目。另一个网络学习哪些符号接在哪些之后，像语言模型逐词写作那样，逐个符号画出新的数字。",
  question: "用滑块慢慢移动一个维度：图像为什么会跳变，而不是平滑变化？",
  hyperparameters: {
    entries: { name: "条目数", about: "码本有多少个符号。每个是四个数，代表编码器在它附近的回答。" },
    commitment: { name: "承诺权重", about: "编码器的回答留在条目附近有多重要。为 0 时，回答可以越跑越远。" },
    priorFrom: { name: "先验开始学习", about: "第二个网络从这一步开始学习。在那之前，符号的含义还在变。" },
  },
  objectives: {
    "vq": "图像要能由它的符号还原，编码器的回答要留在条目附近",
    "symbols": "之后再学：已知前面的符号，下一个符号有多大可能",
  },
  terms: {
    "commitment": { name: "承诺项", about: "编码器的回答与所选条目之差的平方。条目自己移动：移到选择它的回答的平均处。" },
    "vq-total": { name: "自编码器总计", about: "编码器和解码器所最小化的：重建 + β · 承诺项。" },
    "symbols": { name: "对符号的意外", about: "第二个网络对一张图像的符号：写下它们需要这么多奈特。" },
  },
  symbols: {
    entry: { name: "e", about: "代替编码器回答的条目，每个都是码本中最近的。" },
    answer: { name: "x 的 z e", about: "编码器对图像的回答，每四个数还没有换成最近的条目。" },
    "stopped": { name: "停止梯度", about: "照样读取，但不被这一项移动。" },
    "commitment-weight": { name: "beta", about: "承诺项的分量。" },
    "symbol": { name: "s i", about: "图像的第 i 个符号：那里是哪个条目。" },
    "prior-of-symbols": { name: "s i 的 p", about: "第二个网络：在前面的符号之后，一个符号有多大可能。" },
  },
  presets: {
    "row-of-symbols": {
      title: "十个符号写成的数字",
      about: "每张图像由 64 个符号中的十个写成。两轮之后，画出的数字十个里有六个是清晰的，码本的条目几乎都在使用。",
      question: "把条目数改为 8 重新训练：重建会怎样？样本会怎样？",
    },
  },
};
