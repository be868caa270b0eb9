import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "带流的 VAE",
  about: "第二个网络学习 VAE 的编码的分布。样本从噪声开始，由这个网络一小步一小步移到编码密集的地方，然后才解码。",
  question: "在地图上沿着一条轨迹从中间往外看：轨迹在哪里分开？分开的地方画着什么？",
  hyperparameters: {
    flowWidth: { name: "流的单元数", about: "设定把噪声移到编码的网络中两个隐藏层的宽度。" },
  },
  objectives: {
    "flow-of-codes": "流匹配：流学习从噪声到编码的速度；编码器和解码器不从中得到梯度",
  },
  terms: {
    "negative-elbo-total": { name: "VAE 总计", about: "编码器和解码器最小化重建 + β · KL。" },
  },
  symbols: {
    way: { name: "z 零、z t、z 一", about: "N(0, I) 的噪声、q(z|x) 的编码，以及直线上时刻 t 时两者之间的点。" },
  },
  presets: {
    "holes-filled": {
      title: "流找到编码",
      about: "流学习“隐空间里的空洞”中那个 VAE（β = 0）的编码分布。地图上的轨迹从噪声通向编码。这时十个样本中约有四个是清晰的数字，而由 N(0, I) 抽取时最多约四分之一。",
      question: "把欧拉步数从 20 改为 1：几乎所有样本都变得一样。轨迹现在到哪里为止？为什么是那里？",
    },
  },
};
